// The folder of backups beside the database: names of backups, their list, and which may be deleted.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Why a backup was made: daily after changes, by the user, before a new format, or because a restore replaced the database. */
export type BackupReason = 'daily' | 'by-hand' | 'before-format' | 'replaced';

/** A backup as its file name and file status describe it; reading it needs no SQLite. */
export interface BackupFile {
  readonly name: string;
  /** From its name, Unix milliseconds. */
  readonly madeAtMs: number;
  readonly reason: BackupReason;
  readonly bytes: number;
  /** When the file was last modified, Unix milliseconds. */
  readonly writtenAtMs: number;
}

const pattern = /^studio-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-(daily|by-hand|before-format|replaced)(?:-\d{1,3})?\.sqlite$/;
const keptDaily = 7;
const keptByHand = 7;
const keptBeforeFormat = 5;

/** `…/studio.sqlite` → `…/backups`. */
export const backupFolder = (databasePath: string): string => join(dirname(databasePath), 'backups');

/** Time and reason from the file name of a backup; null for other files. */
export function readBackupName(name: string): { readonly madeAtMs: number; readonly reason: BackupReason } | null {
  const found = pattern.exec(name);
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, reason] = found;
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

/** Lists the backups in a folder, newest first; empty where there is no folder. */
export function listBackups(folder: string): readonly BackupFile[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder)
    .flatMap((name): BackupFile[] => {
      const read = readBackupName(name);
      const found = read === null ? undefined : statSync(join(folder, name), { throwIfNoEntry: false });
      return read === null || found === undefined || !found.isFile()
        ? []
        : [{ name, ...read, bytes: found.size, writtenAtMs: found.mtimeMs }];
    })
    .sort((a, b) => b.madeAtMs - a.madeAtMs || (a.name < b.name ? 1 : -1));
}

/**
 * Backups that may be deleted: all but the newest seven daily ones, seven made by the user and five from before a new format. Databases that a
 * restore replaced are never deleted, and neither is the largest backup: after a loss of data, a week of nearly empty backups must not displace it.
 */
export function prunable(files: readonly BackupFile[]): readonly BackupFile[] {
  const largestBytes = Math.max(0, ...files.map(({ bytes }) => bytes));
  const allButNewest = (reason: BackupReason, kept: number) => files.filter((file) => file.reason === reason).slice(kept);
  const old = [
    ...allButNewest('daily', keptDaily),
    ...allButNewest('by-hand', keptByHand),
    ...allButNewest('before-format', keptBeforeFormat),
  ];
  return old.filter(({ bytes }) => bytes < largestBytes);
}
