// Asks before a backup is restored, and lists the consequences for data, tasks, holds, the window and keys. The window
// restarts after the restore.
import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { BackupEntry, StudioStatus } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { messages } from '../../messages.ts';
import { selectStatus, useStudio } from '../../store/studio-store.ts';
import { ProgressBar } from '../settings/progress-bar.tsx';

/** Identifies a backup. */
type BackupId = Pick<BackupEntry, 'name' | 'madeAtMs'>;

/** Returns the progress from 0 to 1. Copying is the first half, checking the second. A check reports no progress of its own. */
function overallProgress(step: 'restoring' | 'opening', progress: StudioStatus['restoring']): number {
  if (step === 'opening') return 1;
  return progress?.step === 'checking' ? 0.5 : (progress?.share ?? 0) / 2;
}

/**
 * Returns the step of the restore, the error of the last attempt, and the function that starts one. Another backup resets step and error.
 */
function useRestore(backup: BackupId | null) {
  const [step, setStep] = useState<'asking' | 'restoring' | 'opening'>('asking');
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    if (backup === null) return;
    setStep('asking');
    setError(null);
  }, [backup]);
  const restore = async (): Promise<void> => {
    if (backup === null) return;
    setStep('restoring');
    setError(null);
    const result = await call('backups.restore', { name: backup.name });
    // After success the window is about to restart; the dialog stays open until then.
    setStep(result.ok ? 'opening' : 'asking');
    setError(result.ok ? null : result.error);
  };
  return { step, error, restore };
}

/** `backup: null` closes the dialog. */
export function RestoreDialog({ backup, onClose }: { readonly backup: BackupId | null; readonly onClose: () => void }) {
  const { step, error, restore } = useRestore(backup);
  const progress = useStudio((s) => selectStatus(s)?.restoring ?? null);
  const cancel = useRef<HTMLButtonElement>(null);
  // The texts about the last backup stay visible while the dialog fades out.
  const shownBackup = useRef(backup);
  if (backup !== null) shownBackup.current = backup;
  const close = () => {
    if (step === 'asking') onClose();
  };
  const { confirmRestore: texts } = messages.backups;
  return (
    <Dialog
      open={backup !== null}
      onClose={close}
      title={texts.title(shownBackup.current?.madeAtMs ?? 0, Date.now())}
      widthPixels={500}
      initialFocus={cancel}
      footer={
        <>
          <Button ref={cancel} onClick={close} disabled={step !== 'asking'}>
            {messages.settings.cancel}
          </Button>
          <Button variant="danger" onClick={() => void restore()} disabled={step !== 'asking'}>
            {step === 'asking' ? texts.confirm : texts.restoring}
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-2 pl-4 text-dim">
        {[texts.currentData, texts.tasks, texts.held, texts.window, texts.key].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {step !== 'asking' && (
        <div className="mt-3">
          <p role="status" className="text-dim">
            {texts.steps[step === 'opening' ? 'opening' : (progress?.step ?? 'copying')]}
          </p>
          <ProgressBar label={texts.restoring} share={overallProgress(step, progress)} />
        </div>
      )}
      {error !== null && (
        <div className="mt-3">
          <ErrorNotice error={error} />
        </div>
      )}
    </Dialog>
  );
}
