// One page of files: name, size, age, remaining time, and what can be done with each.
import { ChevronLeft, ChevronRight, Trash2 } from 'lucide-react';
import type { ServiceFile } from '../../../../../shared/ipc.ts';
import { IconButton } from '../../../components/button.tsx';
import { Chip } from '../../../components/chip.tsx';
import { messages } from '../../../messages.ts';
import { useNowSeconds } from '../../../use-now.ts';
import { CopyAddress } from './copy-address.tsx';
import { ReplyDetails } from './reply-details.tsx';
import type { FilesPage } from './use-files.ts';

interface Props {
  readonly page: FilesPage;
  readonly isBusy: boolean;
  /** Id of the file that is being deleted; null if none is. */
  readonly removingId: string | null;
  readonly onPageChange: (page: number) => void;
  readonly onRemove: (file: ServiceFile) => void;
}

/** A page of the list with its page buttons. `isBusy`: another page is being loaded. */
export function FilesList({ page, isBusy, removingId, onPageChange, onRemove }: Props) {
  if (page.files.length === 0) return <p className="px-4 py-4 text-dim text-sm">{messages.files.empty}</p>;
  return (
    <div aria-busy={isBusy} className="divide-y divide-line">
      <ul aria-label={messages.files.list} className="divide-y divide-line">
        {page.files.map((file) => (
          <FileRow key={file.fileId} file={file} isRemoving={removingId === file.fileId} onRemove={onRemove} />
        ))}
      </ul>
      {page.total > page.pageSize && <Pages page={page} isBusy={isBusy} onPageChange={onPageChange} />}
    </div>
  );
}

function FileRow({ file, isRemoving, onRemove }: { readonly file: ServiceFile; readonly isRemoving: boolean } & Pick<Props, 'onRemove'>) {
  return (
    <li className="flex items-start gap-3 py-2 pr-3 pl-4">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <span dir="auto" className="min-w-0 select-text truncate" title={file.name}>
            {file.name}
          </span>
          {file.taskCount > 0 && <Chip>{messages.files.usedBy(file.taskCount)}</Chip>}
        </p>
        <p className="mt-0.5 text-dim text-sm">{isRemoving ? messages.files.removing : <Facts file={file} />}</p>
        <ReplyDetails reply={file.uploadResponse} />
      </div>
      <div className="flex shrink-0 items-center">
        {file.url !== null && <CopyAddress name={file.name} url={file.url} />}
        <IconButton label={messages.files.remove(file.name)} disabled={isRemoving} onClick={() => onRemove(file)}>
          <Trash2 size={14} aria-hidden />
        </IconButton>
      </div>
    </li>
  );
}

/**
 * The facts of a file, e.g. "2.1 MB · uploaded today 14:02 · deleted by EvoLink in about 71 h". Only this text is rendered again every
 * second.
 */
function Facts({ file }: { readonly file: ServiceFile }) {
  const nowMs = useNowSeconds() * 1_000;
  const { bytes, uploadedAtMs, expiresAtMs } = file;
  return [
    ...(bytes === null ? [] : [messages.format.bytes(bytes)]),
    ...(uploadedAtMs === null ? [] : [messages.files.uploadedAt(messages.format.moment(uploadedAtMs, nowMs))]),
    messages.files.expiry(expiresAtMs === null ? null : expiresAtMs - nowMs),
  ].join(' · ');
}

function Pages({ page, isBusy, onPageChange }: Pick<Props, 'page' | 'isBusy' | 'onPageChange'>) {
  const from = (page.page - 1) * page.pageSize + 1;
  const last = Math.ceil(page.total / page.pageSize);
  /** The properties of a page button. It is only `aria-disabled`, because a disabled button would lose the keyboard focus. */
  const pageButtonProps = (step: -1 | 1) => {
    const isOff = isBusy || page.page + step < 1 || page.page + step > last;
    return { 'aria-disabled': isOff, className: isOff ? 'opacity-40' : '', onClick: () => isOff || onPageChange(page.page + step) };
  };
  return (
    <nav aria-label={messages.files.pages} className="flex items-center justify-end gap-1 px-3 py-2 text-dim text-sm">
      <span className="mr-1">{messages.files.page(from, from + page.files.length - 1, page.total)}</span>
      <IconButton label={messages.files.previousPage} {...pageButtonProps(-1)}>
        <ChevronLeft size={15} aria-hidden />
      </IconButton>
      <IconButton label={messages.files.nextPage} {...pageButtonProps(1)}>
        <ChevronRight size={15} aria-hidden />
      </IconButton>
    </nav>
  );
}
