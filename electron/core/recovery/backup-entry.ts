// Builds the view of a backup for the window.
import type { BackupEntry } from '../../../shared/ipc.ts';
import type { BackupFile } from '../../db/backup/backup-files.ts';
import type { BackupContent } from '../../db/backup/write-backup.ts';
import { latestFormat } from '../../db/migrations/index.ts';

/**
 * `restorable`: this version can restore the backup. `damaged`: the backup could not be read. `newer`: a newer version wrote the backup.
 */
function statusOf(content: BackupContent | null): BackupEntry['status'] {
  if (content === null) return 'damaged';
  return content.format > latestFormat ? 'newer' : 'restorable';
}

/** The view of a backup. `content`: the result of the inspection; null if the backup could not be read. */
export const backupEntry = ({ name, madeAtMs, reason, bytes }: BackupFile, content: BackupContent | null): BackupEntry => ({
  name,
  madeAtMs,
  reason,
  bytes,
  status: statusOf(content),
  taskCount: content?.taskCount ?? null,
  videoCount: content?.videoCount ?? null,
});
