// Makes a copy of the open database a few pages at a time, so that nobody feels it, and looks into copies.
import { mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { freeBytesIn, type StatFs } from '../../../shared/files/free-space.ts';
import type { Database } from '../database.ts';
import { type BackupReason, freeBackupName } from './backup-files.ts';

/** What must stay free beside a copy. */
const marginBytes = 64 * 1024 * 1024;

/** What a copy holds, read from it. */
export interface BackupContent {
  /** Its format: `PRAGMA user_version`. */
  readonly format: number;
  readonly tasks: number;
  readonly videos: number;
}

/** There is less room than a copy needs. */
export class InsufficientSpaceError extends Error {
  readonly neededBytes: number;
  readonly freeBytes: number;
  constructor(neededBytes: number, freeBytes: number) {
    super('no room for a copy of the database');
    this.neededBytes = neededBytes;
    this.freeBytes = freeBytes;
  }
}

/** A page of a copy is not what it should be. */
export class IncompleteCopyError extends Error {}

/** Waits until the disk holds a file, or the names in a folder. Windows keeps no such promise for folders and refuses to open them. */
async function syncToDisk(path: string, kind: 'file' | 'folder'): Promise<void> {
  if (kind === 'folder' && process.platform === 'win32') return;
  const handle = await open(path, kind === 'file' ? 'r+' : 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What a copy holds; throws where it is no whole database. `whole` also checks every page, which takes as long as reading the file. */
export function readContent(path: string, whole: boolean): BackupContent {
  const raw = new BetterSqlite(path, { readonly: true, fileMustExist: true });
  try {
    if (whole) {
      const found = raw.pragma('quick_check(1)', { simple: true });
      if (found !== 'ok') throw new IncompleteCopyError(String(found));
    }
    const count = (sql: string): number => Number(raw.prepare(sql).pluck().get() ?? 0);
    return {
      format: Number(raw.pragma('user_version', { simple: true })),
      tasks: count('SELECT count(*) FROM task'),
      videos: count('SELECT videoCount FROM library_total'),
    };
  } finally {
    raw.close();
  }
}

/** What a check of every page finds, null when all is well. Throws what is no damage: a file that is locked or gone. */
export function findDamage(path: string): string | null {
  const raw = new BetterSqlite(path, { readonly: true, fileMustExist: true });
  try {
    const found = String(raw.pragma('quick_check(1)', { simple: true }));
    return found === 'ok' ? null : found;
  } catch (error) {
    if (error instanceof BetterSqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) return error.message;
    throw error;
  } finally {
    raw.close();
  }
}

/** The row that says where a database lies, see `core/recovery/database-identity.ts`. A copy has none, so that one that is put somewhere by hand is noticed. */
export const locationSetting = 'studio.identityPlace';

/**
 * Merges the write-ahead log into the database file, so that the database is one file: in WAL mode opening it would leave two more files beside it.
 * The log of a copy is empty, so this changes few pages. Throws what SQLite says.
 */
export function mergeLog(path: string): void {
  const raw = new BetterSqlite(path);
  try {
    raw.pragma('journal_mode = DELETE');
  } finally {
    raw.close();
  }
}

/** Deletes the row that says where the database lies. Throws what SQLite says. */
export function forgetPlace(path: string): void {
  const raw = new BetterSqlite(path, { fileMustExist: true });
  try {
    const hasSettings = raw.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'setting'").get() !== undefined;
    if (hasSettings) raw.prepare('DELETE FROM setting WHERE name = ?').run(locationSetting);
  } finally {
    raw.close();
  }
}

/** Makes a copy readable by itself, and forgets where the original lies. Only for a copy: a database in use would take itself for one. */
export function makeStandalone(path: string): void {
  mergeLog(path);
  forgetPlace(path);
}

/**
 * Writes a copy into `folder` under another name, checks and syncs it, and only then gives it its own: what has the name of a copy is one.
 * Throws `InsufficientSpaceError`, or what the disk says; what was begun is removed.
 */
export async function writeBackup(options: {
  readonly database: Database;
  readonly folder: string;
  readonly reason: BackupReason;
  readonly nowMs: number;
  /** Copying ends at the next step, with the signal's reason. */
  readonly signal: AbortSignal;
  /** For tests: what the file system says of its room. */
  readonly statfs?: StatFs;
}): Promise<void> {
  const { database, folder, reason, nowMs, signal, statfs: ask = statfs } = options;
  await mkdir(folder, { recursive: true });
  const neededBytes = database.bytes() + marginBytes;
  const freeBytes = freeBytesIn(await ask(folder));
  if (freeBytes !== null && freeBytes < neededBytes) throw new InsufficientSpaceError(neededBytes, freeBytes);
  const part = join(folder, 'copy.part');
  await rm(part, { force: true });
  try {
    await database.copyTo(part, signal);
    await syncToDisk(part, 'file');
    makeStandalone(part);
    readContent(part, false);
    await syncToDisk(part, 'file');
    const name = freeBackupName(folder, reason, nowMs);
    await rename(part, join(folder, name));
    await syncToDisk(folder, 'folder');
  } catch (error) {
    await Promise.all([part, `${part}-journal`, `${part}-wal`, `${part}-shm`].map((path) => rm(path, { force: true })));
    throw error;
  }
}
