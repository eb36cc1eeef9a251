// The state of a stored file: verified and when, stored unverified, changed or missing; and the verdict of the last check.
import type { LibraryItem } from '../../../../../shared/ipc.ts';
import { messages } from '../../../messages.ts';
import { useNow } from '../../../use-now.ts';
import { useFileChecks } from './file-check-store.ts';

/** A live region in the inspector. The colours show whether something is wrong. */
export function FileStatusLine({ item }: { readonly item: LibraryItem }) {
  const isReading = useFileChecks((s) => s.readingIds.has(item.resultId));
  const verdict = useFileChecks((s) => s.verdicts.get(item.resultId));
  return (
    <span role="status" className="block">
      {isReading ? <span className="block text-dim">{messages.folder.verifying}</span> : <StoredFileState item={item} />}
      {!isReading && verdict === 'unreadable' && <span className="block text-warn">{messages.folder.verdicts.unreadable}</span>}
    </span>
  );
}

function StoredFileState({ item }: { readonly item: LibraryItem }) {
  const nowMs = useNow(60_000);
  if (item.state === 'missing') return <span className="block text-warn">{messages.library.fileMissingDetail}</span>;
  switch (item.verification) {
    case 'changed':
      return <span className="block text-bad">{messages.folder.changedDetail}</span>;
    case 'unverified':
      return <span className="block text-warn">{messages.folder.unverifiedDetail}</span>;
    case 'modified-copy':
      return <span className="block text-warn">{messages.folder.changedCopyDetail}</span>;
    case 'verified':
      return (
        <span className="block text-ok" title={messages.library.inspector.hash(item.sha256)}>
          {item.checkedAtMs === null
            ? messages.library.inspector.verified
            : messages.folder.verified(formatCheckTime(item.checkedAtMs, nowMs))}
        </span>
      );
  }
}

const justNowMs = 60_000;
/** When a file was last read, as text: "just now" within a minute. */
export const formatCheckTime = (atMs: number, nowMs: number): string =>
  nowMs - atMs < justNowMs ? messages.folder.justNow : messages.format.moment(atMs, nowMs);
