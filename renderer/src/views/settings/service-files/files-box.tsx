// The files at EvoLink: the quota, the list with the remaining time of each file, and a button that uploads any file. It contacts the
// service only on request.
import { CircleCheck } from 'lucide-react';
import { type RefObject, useRef, useState } from 'react';
import type { Profile, ServiceFile } from '../../../../../shared/ipc.ts';
import { Button } from '../../../components/button.tsx';
import { ConfirmDialog } from '../../../components/dialog.tsx';
import { ErrorNotice } from '../../../components/errors/error-notice.tsx';
import { RefusalBox } from '../../../components/errors/refusal-box.tsx';
import { useCall } from '../../../components/errors/use-call.ts';
import { NamedText } from '../../../components/named-text.tsx';
import { messages } from '../../../messages.ts';
import { SettingsBox, SettingsRow } from '../settings-box.tsx';
import { CopyAddress } from './copy-address.tsx';
import { FilesList } from './files-list.tsx';
import { QuotaBar } from './files-quota.tsx';
import { type FilesOutcome, useFiles } from './use-files.ts';

/** The files of one profile. Mount it again (React `key`) for another profile. */
export function FilesBox({ profile }: { readonly profile: Profile }) {
  const files = useFiles(profile.id);
  const { run, refusal } = useCall();
  const [toRemove, setToRemove] = useState<ServiceFile | null>(null);
  /** The file of the last question. The dialog still shows it while it fades out. */
  const shownFile = useRef<ServiceFile | null>(null);
  if (toRemove !== null) shownFile.current = toRemove;
  const refresh = useRef<HTMLButtonElement>(null);
  const { page, quota, outcome, isLoading } = files;
  const reload = (): void => void files.loadPage(page?.page ?? 1);
  return (
    <SettingsBox title={messages.files.title}>
      <SettingsRow
        title={messages.files.title}
        detail={messages.files.detail}
        controls={<FilesControls files={files} refresh={refresh} onReload={reload} onCancelUpload={() => run(files.cancelUpload)} />}
      >
        <div aria-live="polite">
          {outcome !== null && outcome.kind !== 'failed' && <OutcomeLine outcome={outcome} />}
          {isLoading && <span className="sr-only">{messages.files.loading}</span>}
        </div>
        {outcome?.kind === 'failed' && (
          <div className="mt-2.5">
            <ErrorNotice
              error={outcome.error}
              text={messages.files.errorText(outcome.error, outcome.action)}
              steps={{ 'try-again': () => void (outcome.action === 'upload' ? files.upload() : files.remove(outcome.file)) }}
            />
          </div>
        )}
        <RefusalBox error={refusal} />
        {quota !== null && <QuotaBar quota={quota} />}
        <ListProblems files={files} onReload={reload} />
      </SettingsRow>
      {page !== null && (
        <FilesList
          page={page}
          isBusy={isLoading}
          removingId={files.removingId}
          onPageChange={(n) => void files.loadPage(n)}
          onRemove={setToRemove}
        />
      )}
      <ConfirmDialog
        open={toRemove !== null}
        title={<NamedText text={messages.files.confirmRemove.title(shownFile.current?.name ?? '')} name={shownFile.current?.name ?? ''} />}
        detail={messages.files.confirmRemove.detail(shownFile.current?.taskCount ?? 0)}
        confirm={messages.files.confirmRemove.confirm}
        onConfirm={() => {
          if (shownFile.current === null) return;
          // The row and its button disappear; the focus stays in the box.
          void files.remove(shownFile.current).then(() => refresh.current?.focus());
        }}
        onClose={() => setToRemove(null)}
      />
    </SettingsBox>
  );
}

function OutcomeLine({ outcome }: { readonly outcome: Exclude<FilesOutcome, { kind: 'failed' }> }) {
  if (outcome.kind === 'upload-stopped') return <p className="mt-1.5 text-dim text-sm">{messages.files.stopped}</p>;
  const text =
    outcome.kind === 'removed'
      ? messages.files.removed(outcome.name)
      : outcome.file.wasThere
        ? messages.files.alreadyUploaded(outcome.file.name)
        : messages.files.uploaded(outcome.file.name);
  return (
    <div className="mt-1.5">
      <p className="flex items-start gap-1.5 text-ok text-sm">
        <CircleCheck size={14} className="mt-px shrink-0" aria-hidden />
        <span className="min-w-0 break-words">
          <NamedText text={text} name={outcome.kind === 'removed' ? outcome.name : outcome.file.name} />
        </span>
      </p>
      {outcome.kind === 'uploaded' && (
        <p className="mt-1 flex items-start gap-1 pl-5">
          <code className="min-w-0 flex-1 select-all break-all font-mono text-sm">{outcome.file.url}</code>
          <CopyAddress name={outcome.file.name} url={outcome.file.url} />
        </p>
      )}
    </div>
  );
}

interface ControlsProps {
  readonly files: ReturnType<typeof useFiles>;
  readonly refresh: RefObject<HTMLButtonElement | null>;
  readonly onReload: () => void;
  readonly onCancelUpload: () => void;
}

function FilesControls({ files, refresh, onReload, onCancelUpload }: ControlsProps) {
  const uploadButton = useRef<HTMLButtonElement>(null);
  const { page, quota, isLoading, isUploading } = files;
  const isShown = page !== null || quota !== null;
  return (
    <>
      <Button
        ref={refresh}
        size="small"
        aria-disabled={isLoading}
        className={isLoading ? 'opacity-60' : ''}
        onClick={() => isLoading || onReload()}
      >
        {isLoading ? messages.files.loading : isShown ? messages.files.refresh : messages.files.show}
      </Button>
      <Button
        ref={uploadButton}
        size="small"
        title={messages.files.uploadHint}
        aria-disabled={isUploading}
        className={isUploading ? 'opacity-60' : ''}
        onClick={() => isUploading || void files.upload()}
      >
        {isUploading ? messages.files.uploading : messages.files.upload}
      </Button>
      {isUploading && (
        <Button
          size="small"
          onClick={() => {
            onCancelUpload();
            uploadButton.current?.focus(); // this button disappears
          }}
        >
          {messages.files.stop}
        </Button>
      )}
    </>
  );
}

interface ProblemsProps {
  readonly files: ReturnType<typeof useFiles>;
  readonly onReload: () => void;
}

/** Why the list or the quota could not be read. */
function ListProblems({ files, onReload }: ProblemsProps) {
  const { listError, quotaError } = files;
  // If the list and the quota were refused for the same reason, the reason is shown once: it is the key or the network, not the list.
  const isQuotaErrorNew = quotaError !== null && quotaError.kind !== listError?.kind;
  return (
    <>
      {isQuotaErrorNew && (
        <div className="mt-2.5">
          <ErrorNotice error={quotaError} text={messages.files.errorText(quotaError, 'quota')} steps={{ 'try-again': onReload }} />
        </div>
      )}
      {listError !== null && (
        <div className="mt-2.5">
          <ErrorNotice error={listError} text={messages.files.errorText(listError, 'list')} steps={{ 'try-again': onReload }} />
        </div>
      )}
    </>
  );
}
