// The files given to the task, each with its copy at the service's file host and the remaining time of that copy.
import type { CallOutput } from '../../../../shared/ipc.ts';
import { Button } from '../../components/button.tsx';
import { messages } from '../../messages.ts';
import { showStage } from '../../store/studio-store.ts';
import { useNowSeconds } from '../../use-now.ts';
import { CopyAddress } from '../settings/service-files/copy-address.tsx';
import { closeTask } from './open-task.ts';

type InputFile = CallOutput<'tasks.read'>['files'][number];

/** A section of the inspector, with a button that leads to the files in the settings. */
export function FilesSection({ files }: { readonly files: readonly InputFile[] }) {
  const nowMs = useNowSeconds() * 1_000;
  const handleOpenFiles = (): void => {
    closeTask();
    showStage({ kind: 'settings' });
  };
  return (
    <ul className="flex flex-col gap-1.5">
      {files.map(({ role, referenceId, name, copy }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same file can be given twice
        <li key={`${referenceId} ${index}`} className="flex items-center gap-2">
          <div className="min-w-0 flex-1">
            <p className="select-text truncate">
              <span className="text-dim">
                {messages.composer.slotTitle(role, 1)}
                {messages.format.colon}
              </span>
              <bdi>{name === '' ? messages.composer.unnamed : name}</bdi>
            </p>
            {copy === null ? (
              <p className="text-faint text-sm">{messages.inspector.noCopy}</p>
            ) : (
              <>
                <p className="text-dim text-sm">{messages.files.expiry(copy.expiresAtMs - nowMs)}</p>
                <code className="block select-all break-all font-mono text-[11px] text-faint">{copy.url}</code>
              </>
            )}
          </div>
          {copy !== null && <CopyAddress name={name} url={copy.url} />}
        </li>
      ))}
      <li>
        <Button size="small" onClick={handleOpenFiles}>
          {messages.inspector.openServiceFiles}
        </Button>
      </li>
    </ul>
  );
}
