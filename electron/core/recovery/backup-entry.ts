// A backup as the window shows it.
import type { BackupEntry } from '../../../shared/ipc.ts';
import type { BackupFile } from '../../db/backup/backup-files.ts';
import type { BackupContent } from '../../db/backup/write-backup.ts';
import { latestFormat } from '../../db/migrations/index.ts';

/** Whether this studio can go over to it: not where it is damaged (`content` is null), nor where a newer studio wrote it. */
function statusOf(content: BackupContent | null): BackupEntry['status'] {
  if (content === null) return 'damaged';
  return content.format > latestFormat ? 'newer' : 'fits';
}

/** `content`: what an inspection found; null where it could not be read. */
export const backupEntry = ({ name, madeAtMs, reason, bytes }: BackupFile, content: BackupContent | null): BackupEntry => ({
  name,
  madeAtMs,
  reason,
  bytes,
  status: statusOf(content),
  tasks: content?.tasks ?? null,
  videos: content?.videos ?? null,
});
