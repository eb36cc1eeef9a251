// Lists the backups for the window.
import { join } from 'node:path';
import type { BackupEntry } from '../../../shared/ipc.ts';
import { type BackupFile, listBackups } from '../../db/backup/backup-files.ts';
import { inspectBackups } from '../../db/backup/backup-thread.ts';
import type { BackupContext } from './backup-context.ts';
import { backupEntry } from './backup-entry.ts';

/** Inspects backups that have not been inspected yet, in a separate thread. */
async function readContents({ folder, contents, log, signal }: BackupContext, files: readonly BackupFile[]): Promise<void> {
  const existingNames = new Set(files.map(({ name }) => name));
  for (const name of contents.keys()) if (!existingNames.has(name)) contents.delete(name);
  const uninspectedFiles = files.filter(({ name }) => !contents.has(name));
  if (uninspectedFiles.length === 0) return;
  const inspections = await inspectBackups(
    uninspectedFiles.map(({ name }) => join(folder, name)),
    signal,
  );
  for (const [index, { name }] of uninspectedFiles.entries()) {
    const inspection = inspections[index];
    if (inspection === undefined) continue;
    if ('damage' in inspection) log.warn('backup-unreadable', { name, detail: inspection.damage });
    contents.set(name, 'content' in inspection ? inspection.content : null);
  }
}

/** All backups, newest first; each is inspected once. */
export async function listBackupEntries(context: BackupContext): Promise<BackupEntry[]> {
  const files = context.isOnDisk ? listBackups(context.folder) : [];
  await readContents(context, files);
  return files.map((file) => backupEntry(file, context.contents.get(file.name) ?? null));
}
