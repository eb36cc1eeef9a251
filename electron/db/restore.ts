// Puts a copy in the place of the database, in steps that a crash may cut anywhere: the copy is made ready beside the database, the database
// is set aside among the copies (never deleted), the copy takes its place. A start finds out how far it came.
import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { makeStandalone, readContent } from './backup.ts';
import { backupFolder, freeBackupName, readBackupName } from './backup-files.ts';

/** The row that says "this database is older than the truth": nothing is sent from it until that has been dealt with. */
export const restoredSetting = 'studio.restored';

/** What the row holds. */
export interface Restored {
  readonly madeAtMs: number;
  readonly restoredAtMs: number;
}

const ready = (path: string): string => `${path}.restoring`;

function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

const removeAll = (path: string): void => {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(path + suffix, { force: true });
};

/**
 * Checks every page of a copy and makes it ready: marked as restored, synced, under the name that a start knows. The database itself is not
 * touched. Throws where the copy is no whole database.
 */
export function prepareRestore(databasePath: string, name: string, nowMs: number): void {
  const read = readBackupName(name);
  if (read === null) throw new Error('not the name of a copy');
  const source = join(backupFolder(databasePath), name);
  readContent(source, true);
  const part = `${ready(databasePath)}.part`;
  removeAll(part);
  copyFileSync(source, part);
  // What was set aside by a crash may have been in WAL mode.
  makeStandalone(part);
  const raw = new BetterSqlite(part);
  try {
    const value = JSON.stringify({ madeAtMs: read.madeAtMs, restoredAtMs: nowMs } satisfies Restored);
    raw
      .prepare('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
      .run(restoredSetting, value);
  } finally {
    raw.close();
  }
  syncFile(part);
  renameSync(part, ready(databasePath));
  syncFolder(dirname(databasePath));
}

/** So that the one set aside is one file that can be looked into. A database that cannot be opened any more is set aside as it is. */
function intoOneFile(path: string): void {
  try {
    makeStandalone(path);
  } catch (error) {
    if (!(error instanceof BetterSqlite.SqliteError)) throw error;
  }
}

/** Takes the prepared copy in the place of the closed database, which is set aside. What it returns takes it back. */
export function takePlace(databasePath: string, nowMs: number): () => void {
  const folder = backupFolder(databasePath);
  mkdirSync(folder, { recursive: true });
  if (existsSync(databasePath)) intoOneFile(databasePath);
  const aside = join(folder, freeBackupName(folder, 'replaced', nowMs));
  // The database before its log: while it is there, a start must find both.
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(databasePath + suffix)) renameSync(databasePath + suffix, aside + suffix);
  renameSync(ready(databasePath), databasePath);
  syncFolder(folder);
  syncFolder(dirname(databasePath));
  return () => {
    if (!existsSync(aside)) return;
    removeAll(databasePath);
    for (const suffix of ['', '-wal', '-shm']) if (existsSync(aside + suffix)) renameSync(aside + suffix, databasePath + suffix);
  };
}

/** A prepared copy that is not wanted after all. */
export const dropPrepared = (databasePath: string): void => removeAll(ready(databasePath));

/** Before opening: a restore that was cut after the database was set aside is finished, one that was cut before is forgotten. */
export function finishRestore(databasePath: string, nowMs: number): void {
  removeAll(`${ready(databasePath)}.part`);
  if (!existsSync(ready(databasePath))) return;
  if (existsSync(databasePath)) dropPrepared(databasePath);
  else takePlace(databasePath, nowMs);
}
