// Writes backups of the open database, a few pages at a time, so that the main process is never blocked for long. Also reads and checks backups.
import { mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { freeBytesIn, type StatFs } from '../../../shared/files/free-space.ts';
import type { Database } from '../database.ts';
import { type BackupReason, freeBackupName } from './backup-files.ts';

/** Disk space that must stay free beside a backup. */
const marginBytes = 64 * 1024 * 1024;

/** A summary of a backup, read from the file itself. */
export interface BackupContent {
  /** Its format: `PRAGMA user_version`. */
  readonly format: number;
  readonly taskCount: number;
  readonly videoCount: number;
}

/** The disk has less free space than a backup needs. */
export class InsufficientSpaceError extends Error {
  readonly neededBytes: number;
  readonly freeBytes: number;
  constructor(neededBytes: number, freeBytes: number) {
    super('no room for a copy of the database');
    this.neededBytes = neededBytes;
    this.freeBytes = freeBytes;
  }
}

/** The page check of a backup found damage. */
export class DamagedBackupError extends Error {}

/** Syncs a file, or the names in a folder, to disk. Windows cannot sync folders and refuses to open them. */
async function syncToDisk(path: string, kind: 'file' | 'folder'): Promise<void> {
  if (kind === 'folder' && process.platform === 'win32') return;
  const handle = await open(path, kind === 'file' ? 'r+' : 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Reads the summary of a backup. With `checkPages`, also checks every page, which takes as long as reading the file. Throws SQLite's errors
 * if the file is not a database of the studio, and `DamagedBackupError` if the check finds damage.
 */
export function readContent(path: string, checkPages: boolean): BackupContent {
  const raw = new BetterSqlite(path, { readonly: true, fileMustExist: true });
  try {
    if (checkPages) {
      const checkOutput = raw.pragma('quick_check(1)', { simple: true });
      if (checkOutput !== 'ok') throw new DamagedBackupError(String(checkOutput));
    }
    const count = (sql: string): number => Number(raw.prepare(sql).pluck().get() ?? 0);
    return {
      format: Number(raw.pragma('user_version', { simple: true })),
      taskCount: count('SELECT count(*) FROM task'),
      videoCount: count('SELECT videoCount FROM library_total'),
    };
  } finally {
    raw.close();
  }
}

/** Checks every page; returns the first damage, or null. Throws other errors, e.g. for a locked or missing file. */
export function findDamage(path: string): string | null {
  const raw = new BetterSqlite(path, { readonly: true, fileMustExist: true });
  try {
    const checkOutput = String(raw.pragma('quick_check(1)', { simple: true }));
    return checkOutput === 'ok' ? null : checkOutput;
  } catch (error) {
    if (error instanceof BetterSqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) return error.message;
    throw error;
  } finally {
    raw.close();
  }
}

/** The setting with the location of a database, see `core/recovery/database-identity.ts`. Backups have none, so that a backup copied into place by hand is recognised. */
export const locationSetting = 'studio.identityPlace';

/**
 * Merges the write-ahead log into the database file, so that the database is one file: opening a database in WAL mode would leave two more
 * files beside it. The log of a backup is empty, so this changes few pages. Throws SQLite's errors.
 */
export function mergeLog(path: string): void {
  const raw = new BetterSqlite(path);
  try {
    raw.pragma('journal_mode = DELETE');
  } finally {
    raw.close();
  }
}

/** Deletes the setting with the location of the database. Throws SQLite's errors. */
export function deleteLocation(path: string): void {
  const raw = new BetterSqlite(path, { fileMustExist: true });
  try {
    const hasSettings = raw.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'setting'").get() !== undefined;
    if (hasSettings) raw.prepare('DELETE FROM setting WHERE name = ?').run(locationSetting);
  } finally {
    raw.close();
  }
}

/**
 * Makes a backup a single file without a location. Only for backups: a database in use would be treated as a restored backup at its next start.
 * Throws SQLite's errors.
 */
export function makeStandalone(path: string): void {
  mergeLog(path);
  deleteLocation(path);
}

/**
 * Writes a backup into `folder` under a temporary name, reads its summary, syncs it, then renames it. So a file with the name of a backup is complete.
 * Throws `InsufficientSpaceError`, errors of the disk or of SQLite, or the reason of `signal`, after removing the incomplete file.
 */
export async function writeBackup(options: {
  readonly database: Database;
  readonly folder: string;
  readonly reason: BackupReason;
  readonly nowMs: number;
  /** When the signal aborts, copying ends after the current step. */
  readonly signal: AbortSignal;
  /** For tests: replaces the query for free space. */
  readonly statfs?: StatFs;
}): Promise<void> {
  const { database, folder, reason, nowMs, signal, statfs: readStatFs = statfs } = options;
  await mkdir(folder, { recursive: true });
  const neededBytes = database.bytes() + marginBytes;
  const freeBytes = freeBytesIn(await readStatFs(folder));
  if (freeBytes !== null && freeBytes < neededBytes) throw new InsufficientSpaceError(neededBytes, freeBytes);
  const partialPath = join(folder, 'copy.part');
  await rm(partialPath, { force: true });
  try {
    await database.copyTo(partialPath, signal);
    await syncToDisk(partialPath, 'file');
    makeStandalone(partialPath);
    readContent(partialPath, false);
    await syncToDisk(partialPath, 'file');
    const name = freeBackupName(folder, reason, nowMs);
    await rename(partialPath, join(folder, name));
    await syncToDisk(folder, 'folder');
  } catch (error) {
    await Promise.all(
      [partialPath, `${partialPath}-journal`, `${partialPath}-wal`, `${partialPath}-shm`].map((path) => rm(path, { force: true })),
    );
    throw error;
  }
}
