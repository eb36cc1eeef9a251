// Asks before the studio goes back to a backup: what is set aside, what will not be known, what is held. The window starts again by itself.
import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { BackupEntry } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { words } from '../../words.ts';

/** What it takes to name a backup. */
export type BackupPlace = Pick<BackupEntry, 'name' | 'madeAtMs'>;

/** `backup: null`: closed. */
export function RestoreDialog({ backup, onClose }: { readonly backup: BackupPlace | null; readonly onClose: () => void }) {
  const [step, setStep] = useState<'asking' | 'restoring'>('asking');
  const [error, setError] = useState<AppError | null>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  // What was asked last stays drawn while the dialog fades away.
  const last = useRef(backup);
  if (backup !== null) last.current = backup;
  useEffect(() => {
    if (backup === null) return;
    setStep('asking');
    setError(null);
  }, [backup]);
  const restore = async (): Promise<void> => {
    if (backup === null) return;
    setStep('restoring');
    setError(null);
    const answer = await call('backups.restore', { name: backup.name });
    // On success the window is about to start again: the dialog stays as it is until then.
    if (answer.ok) return;
    setError(answer.error);
    setStep('asking');
  };
  const close = () => {
    if (step === 'asking') onClose();
  };
  const { ask } = words.backups;
  return (
    <Dialog
      open={backup !== null}
      onClose={close}
      title={ask.title(last.current?.madeAtMs ?? 0, Date.now())}
      widthPixels={500}
      initialFocus={cancel}
      footer={
        <>
          <Button ref={cancel} onClick={close} disabled={step === 'restoring'}>
            {words.settings.cancel}
          </Button>
          <Button weight="danger" onClick={() => void restore()} disabled={step === 'restoring'}>
            {step === 'restoring' ? ask.restoring : ask.confirm}
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-2 pl-4 text-dim">
        {[ask.present, ask.tasks, ask.held, ask.window, ask.key].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {error !== null && (
        <div className="mt-3">
          <ErrorNotice error={error} />
        </div>
      )}
    </Dialog>
  );
}
