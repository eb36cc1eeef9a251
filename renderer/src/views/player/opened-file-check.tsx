// Verifies the file of an opened video in the background, and shows the result beside its name.
import { useEffect } from 'react';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { messages } from '../../messages.ts';
import { useNow } from '../../use-now.ts';
import { checkFile, useFileChecks } from '../library/inspector/file-check-store.ts';
import { formatCheckTime } from '../library/inspector/file-status.tsx';

/** Delay in milliseconds before the check, so that moving through the library with the arrow keys does not check skipped videos. */
const checkDelayMs = 1_000;
/** Milliseconds after a check during which the file is not checked again. */
const recheckAfterMs = 10 * 60_000;

/**
 * Checks the file of a video that stays open, and shows whether the file is verified, changed or was kept unverified. Shows nothing for a
 * missing file.
 */
export function OpenedFileCheck({ item }: { readonly item: LibraryItem }) {
  const { resultId, state, verification } = item;
  const isReading = useFileChecks((s) => s.readingIds.has(resultId));
  const verdict = useFileChecks((s) => s.verdicts.get(resultId));
  const nowMs = useNow(60_000);
  const isFresh = item.checkedAtMs !== null && Date.now() - item.checkedAtMs < recheckAfterMs;
  useEffect(() => {
    if (state === 'missing' || isFresh) return;
    const timer = window.setTimeout(() => void checkFile(resultId), checkDelayMs);
    return () => window.clearTimeout(timer);
  }, [resultId, state, isFresh]);
  const [text, tone] = isReading
    ? [messages.folder.verifying, 'text-faint']
    : state === 'missing'
      ? [null, '']
      : verification === 'changed'
        ? [messages.folder.changedDetail, 'text-bad']
        : verification === 'unverified' || verification === 'modified-copy'
          ? [verification === 'unverified' ? messages.folder.unverified : messages.folder.changedCopy, 'text-warn']
          : verdict === undefined
            ? item.checkedAtMs === null
              ? [null, '']
              : [messages.folder.verified(formatCheckTime(item.checkedAtMs, nowMs)), 'text-dim']
            : [messages.folder.verdicts[verdict], verdict === 'intact' ? 'text-ok' : 'text-warn'];
  return (
    <span role="status" className={`shrink-0 truncate text-sm ${tone}`}>
      {text}
    </span>
  );
}
