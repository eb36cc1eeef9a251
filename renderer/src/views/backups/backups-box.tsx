// The backups of the database in the settings: a list with their contents, a button that makes one, and a button that restores one.
import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { BackupEntry, CallOutput } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { messages } from '../../messages.ts';
import { SettingsBox, SettingsRow } from '../settings/settings-box.tsx';
import { RestoreDialog } from './restore-dialog.tsx';

/** The number of rows shown at first. A button shows all others. */
const initialRowCount = 4;

type BackupList = CallOutput<'backups.list'>;

/** The list of backups, read when the component is mounted and after a new backup, and the function that makes one. */
function useBackups() {
  const [backupList, setBackupList] = useState<BackupList | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [isBackingUp, setIsBackingUp] = useState(false);
  const [hasNewBackup, setHasNewBackup] = useState(false);
  const loadBackups = useCallback(async (): Promise<void> => {
    const result = await call('backups.list', {});
    if (result.ok) setBackupList(result.value);
    else setError(result.error);
  }, []);
  useEffect(() => void loadBackups(), [loadBackups]);
  const createBackup = async (): Promise<void> => {
    setIsBackingUp(true);
    setHasNewBackup(false);
    const result = await call('backups.create', {});
    setIsBackingUp(false);
    setHasNewBackup(result.ok);
    setError(result.ok ? null : result.error);
    await loadBackups();
  };
  return { backupList, error, isBackingUp, hasNewBackup, createBackup };
}

/**
 * The list of backups, and a button that makes one. Only backups that this version can read have a Restore button, which asks first
 * (`RestoreDialog`).
 */
export function BackupsBox() {
  const { backupList, error, isBackingUp, hasNewBackup, createBackup } = useBackups();
  const [showsAll, setShowsAll] = useState(false);
  const [toRestore, setToRestore] = useState<BackupEntry | null>(null);
  const backups = backupList?.backups ?? [];
  const visible = showsAll ? backups : backups.slice(0, initialRowCount);
  const problem = error ?? backupList?.problem ?? null;
  return (
    <SettingsBox title={messages.backups.title}>
      <SettingsRow
        title={messages.backups.title}
        detail={messages.backups.explanation}
        controls={
          <Button size="small" disabled={isBackingUp} onClick={() => void createBackup()}>
            {isBackingUp ? messages.backups.creating : messages.backups.create}
          </Button>
        }
      >
        {problem !== null && (
          <div className="mt-2.5">
            <ErrorNotice error={problem} />
          </div>
        )}
        <p role="status" className="text-dim text-sm">
          {hasNewBackup && problem === null ? messages.backups.created : ''}
        </p>
      </SettingsRow>
      {backupList === null && error === null && <p className="px-4 py-3 text-dim">{messages.backups.loading}</p>}
      {backupList !== null && backups.length === 0 && <p className="px-4 py-3 text-dim">{messages.backups.none}</p>}
      {visible.map((backup) => (
        <BackupRow key={backup.name} backup={backup} onRestore={() => setToRestore(backup)} />
      ))}
      {visible.length < backups.length && (
        <div className="px-4 py-2">
          <Button size="small" variant="ghost" onClick={() => setShowsAll(true)}>
            {messages.backups.more(backups.length - visible.length)}
          </Button>
        </div>
      )}
      <RestoreDialog backup={toRestore} onClose={() => setToRestore(null)} />
    </SettingsBox>
  );
}

function contentOf({ status, taskCount: tasks, videoCount: videos, bytes }: BackupEntry): string {
  if (status === 'damaged') return messages.backups.damaged;
  if (status === 'newer') return messages.backups.newer;
  return messages.backups.content(tasks ?? 0, videos ?? 0, bytes);
}

function BackupRow({ backup, onRestore }: { readonly backup: BackupEntry; readonly onRestore: () => void }) {
  const date = messages.format.moment(backup.madeAtMs, Date.now());
  return (
    <SettingsRow
      title={date}
      detail={`${contentOf(backup)} · ${messages.backups.reasons[backup.reason]}`}
      controls={
        backup.status === 'restorable' && (
          <Button size="small" aria-label={`${messages.backups.restore} ${date}`} onClick={onRestore}>
            {messages.backups.restore}
          </Button>
        )
      }
    />
  );
}
