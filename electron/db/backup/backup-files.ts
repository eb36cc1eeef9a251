// The folder of backups beside the database: names and lists backups, and decides which backups may be deleted.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Why a backup was made: daily after changes, by the user, before a new format, or because a restore replaced the database. */
export type BackupReason = 'daily' | 'by-hand' | 'before-format' | 'replaced';

/** A backup, as described by its file name and file status. Reading these needs no SQLite. */
export interface BackupFile {
  readonly name: string;
  /** When the backup was made, according to its name, Unix milliseconds. */
  readonly madeAtMs: number;
  readonly reason: BackupReason;
  readonly bytes: number;
  /** When the file was last modified, Unix milliseconds. */
  readonly writtenAtMs: number;
}

const pattern = /^studio-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-(daily|by-hand|before-format|replaced)(?:-\d{1,3})?\.sqlite$/;
const maxDailyBackups = 7;
const maxManualBackups = 7;
const maxBeforeFormatBackups = 5;

/** `…/studio.sqlite` → `…/backups`. */
export const backupFolder = (databasePath: string): string => join(dirname(databasePath), 'backups');

/** Time and reason from the file name of a backup; null for other files. */
export function readBackupName(name: string): { readonly madeAtMs: number; readonly reason: BackupReason } | null {
  const match = pattern.exec(name);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, reason] = match;
  const madeAtMs = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return { madeAtMs, reason: reason as BackupReason };
}

/** An unused file name: `studio-20260301T123005Z-daily.sqlite`. */
export function freeBackupName(folder: string, reason: BackupReason, nowMs: number): string {
  const base = `studio-${new Date(nowMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z-${reason}`;
  let name = `${base}.sqlite`;
  for (let n = 2; existsSync(join(folder, name)); n += 1) name = `${base}-${n}.sqlite`;
  return name;
}

/** Lists the backups in a folder, newest first; empty if there is no folder. */
export function listBackups(folder: string): readonly BackupFile[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder)
    .flatMap((name): BackupFile[] => {
      const nameParts = readBackupName(name);
      const stats = nameParts === null ? undefined : statSync(join(folder, name), { throwIfNoEntry: false });
      return nameParts === null || stats === undefined || !stats.isFile()
        ? []
        : [{ name, ...nameParts, bytes: stats.size, writtenAtMs: stats.mtimeMs }];
    })
    .sort((a, b) => b.madeAtMs - a.madeAtMs || (a.name < b.name ? 1 : -1));
}

/**
 * Backups that may be deleted: all but the newest seven daily ones, the newest seven made by the user and the newest five made before a new
 * format. Databases that a restore replaced are never deleted. The largest backup is never deleted either: after a loss of data, a week of
 * nearly empty backups must not displace it.
 */
export function prunableBackups(files: readonly BackupFile[]): readonly BackupFile[] {
  const largestBytes = Math.max(0, ...files.map(({ bytes }) => bytes));
  const allButNewest = (reason: BackupReason, maxCount: number) => files.filter((file) => file.reason === reason).slice(maxCount);
  const old = [
    ...allButNewest('daily', maxDailyBackups),
    ...allButNewest('by-hand', maxManualBackups),
    ...allButNewest('before-format', maxBeforeFormatBackups),
  ];
  return old.filter(({ bytes }) => bytes < largestBytes);
}
