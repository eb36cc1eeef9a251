// Restores a backup in steps that survive a crash at any point: copies the backup beside the database, moves the database into the folder of backups
// (never deletes it), moves the copy into its place. The next start completes or discards an interrupted restore.
import { closeSync, existsSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { backupFolder, freeBackupName, listBackups, readBackupName } from './backup-files.ts';
import type { PrepareOutcome, PrepareProgress } from './backup-messages.ts';
import { DamagedBackupError, deleteLocation, makeStandalone, mergeLog, readContent } from './write-backup.ts';

/**
 * The setting that marks a restored database. Its state may be older than the service's, so nothing is submitted until that is resolved.
 */
export const restoredSetting = 'studio.restored';

/** The value of `restoredSetting`. */
interface RestoreMark {
  readonly madeAtMs: number;
  readonly restoredAtMs: number;
  /** The identities of the replaced database, see `core/recovery/database-identity.ts`. */
  readonly replacedIds: readonly string[];
}

const preparedPath = (path: string): string => `${path}.restoring`;

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

/** Bytes copied between two progress reports. */
const pieceBytes = 4 * 1024 * 1024;

function copyFile(from: string, to: string, onStep: (share: number) => void): void {
  const source = openSync(from, 'r');
  const target = openSync(to, 'w');
  try {
    const { size } = fstatSync(source);
    const piece = Buffer.allocUnsafe(pieceBytes);
    let copied = 0;
    for (let read = readSync(source, piece); read > 0; read = readSync(source, piece)) {
      for (let written = 0; written < read; ) written += writeSync(target, piece, written, read - written);
      copied += read;
      onStep(size === 0 ? 1 : copied / size);
    }
  } finally {
    closeSync(source);
    closeSync(target);
  }
}

function markAsRestored(path: string, restored: RestoreMark): void {
  const raw = new BetterSqlite(path);
  try {
    raw
      .prepare('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
      .run(restoredSetting, JSON.stringify(restored));
  } finally {
    raw.close();
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** Classifies an error of SQLite or the disk; null for a bug. */
function classifyError(error: unknown): Extract<PrepareOutcome, { detail: string }> | null {
  const detail = error instanceof Error ? error.message : String(error);
  const isDisk = /^(E[A-Z]+$|SQLITE_(FULL|IOERR|CANTOPEN|READONLY))/.test(codeOf(error));
  if (isDisk) return { kind: 'not-copied', detail };
  return error instanceof BetterSqlite.SqliteError || error instanceof DamagedBackupError ? { kind: 'damaged', detail } : null;
}

/**
 * Prepares a restore: copies the backup beside the database, checks every page of the copy, marks it as restored, syncs it and gives it the name that
 * a start looks for. Changes neither the database nor the backup. Checks only the copy, which is the file that will be used. Takes as long as reading
 * the file several times, so run it in a thread.
 */
export function prepareRestore(options: {
  readonly databasePath: string;
  readonly name: string;
  readonly nowMs: number;
  readonly latestFormat: number;
  /** See `RestoreMark`. */
  readonly replacedIds: readonly string[];
  onStep?(progress: PrepareProgress): void;
}): PrepareOutcome {
  const { databasePath, name, nowMs, latestFormat, replacedIds, onStep = () => undefined } = options;
  const nameParts = readBackupName(name);
  if (nameParts === null) throw new Error('not the name of a backup');
  const source = join(backupFolder(databasePath), name);
  const partialPath = `${preparedPath(databasePath)}.part`;
  try {
    removeAll(partialPath);
    copyFile(source, partialPath, (share) => onStep({ step: 'copying', share }));
    // A database that an interrupted restore moved aside may be in WAL mode, with its log in a file beside it.
    if (existsSync(`${source}-wal`)) copyFile(`${source}-wal`, `${partialPath}-wal`, () => undefined);
    onStep({ step: 'checking', share: null });
    makeStandalone(partialPath);
    if (readContent(partialPath, true).format > latestFormat) {
      removeAll(partialPath);
      return { kind: 'newer' };
    }
    markAsRestored(partialPath, { madeAtMs: nameParts.madeAtMs, restoredAtMs: nowMs, replacedIds });
    syncFile(partialPath);
    renameSync(partialPath, preparedPath(databasePath));
    syncFolder(dirname(databasePath));
    return { kind: 'ready' };
  } catch (error) {
    removeAll(partialPath);
    const failure = classifyError(error);
    if (failure === null) throw error;
    return failure;
  }
}

/**
 * Merges the log, so that the replaced database is a single file that can be inspected. Does not change a database that cannot be opened.
 * Keeps the location setting of the database: if a later step or the power fails, the database is opened again as the current one.
 */
function mergeLogIfPossible(path: string): void {
  try {
    mergeLog(path);
  } catch (error) {
    if (!(error instanceof BetterSqlite.SqliteError)) throw error;
  }
}

/** The file operations of a swap. A virus scanner, an indexer or a full disk may make each of them fail. */
export interface SwapCalls {
  makeFolder(path: string): void;
  /** See `mergeLogIfPossible`. */
  merge(path: string): void;
  rename(from: string, to: string): void;
  sync(folder: string): void;
}

/** The real file system; tests replace it with operations that fail. */
export const systemSwapCalls: SwapCalls = {
  makeFolder: (path) => void mkdirSync(path, { recursive: true }),
  merge: mergeLogIfPossible,
  rename: renameSync,
  sync: syncFolder,
};

/**
 * A step of a swap failed. `rollBack` undoes the earlier steps; if `rollBack` fails as well, calling it again continues at the failed step.
 */
export class SwapError extends Error {
  readonly rollBack: () => void;
  constructor(cause: unknown, rollBack: () => void) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.rollBack = rollBack;
  }
}

/** The prepared copy has replaced the database. */
export interface DatabaseSwap {
  /** Restores the previous database. Throws errors of the disk; calling it again continues at the failed step. */
  rollBack(): void;
  /**
   * Called when the copy is open and the swap is final: deletes the location of the replaced database. If a user puts that file back by
   * hand, the studio treats it as a copy, because the restored database may have submitted the waiting tasks of that file. Throws SQLite's
   * errors.
   */
  commit(): void;
}

/** Deletes the location from the newest database that a restore replaced. */
function deleteLocationOfReplaced(folder: string): void {
  const newest = listBackups(folder).find(({ reason }) => reason === 'replaced');
  if (newest !== undefined) deleteLocation(join(folder, newest.name));
}

/** Replaces the closed database with the prepared copy and moves the database into the folder of backups. Throws `SwapError`. */
export function swapDatabase(databasePath: string, nowMs: number, calls: SwapCalls = systemSwapCalls): DatabaseSwap {
  const folder = backupFolder(databasePath);
  const replacedPath = join(folder, freeBackupName(folder, 'replaced', nowMs));
  const moved: { readonly from: string; readonly to: string }[] = [];
  const move = (from: string, to: string): void => {
    calls.rename(from, to);
    moved.push({ from, to });
  };
  const rollBack = (): void => {
    // Log files of the opened copy: the previous database must not use them.
    if (moved.some(({ to }) => to === databasePath)) for (const suffix of ['-wal', '-shm']) rmSync(databasePath + suffix, { force: true });
    for (let last = moved.at(-1); last !== undefined; last = moved.at(-1)) {
      calls.rename(last.to, last.from);
      moved.pop();
    }
  };
  try {
    calls.makeFolder(folder);
    if (existsSync(databasePath)) calls.merge(databasePath);
    // Moves the database before its log, because a start that still finds the database needs the log too.
    for (const suffix of ['', '-wal', '-shm']) if (existsSync(databasePath + suffix)) move(databasePath + suffix, replacedPath + suffix);
    move(preparedPath(databasePath), databasePath);
    calls.sync(folder);
    calls.sync(dirname(databasePath));
  } catch (error) {
    throw new SwapError(error, rollBack);
  }
  return {
    rollBack,
    commit: () => (existsSync(replacedPath) ? deleteLocation(replacedPath) : deleteLocationOfReplaced(folder)),
  };
}

/** Deletes a prepared copy. */
const discardPrepared = (databasePath: string): void => removeAll(preparedPath(databasePath));

/**
 * Called before the database is opened. Completes a restore that was interrupted after the database was moved aside; discards a restore
 * that was interrupted earlier.
 */
export function finishRestore(databasePath: string, nowMs: number): void {
  removeIfPossible(() => removeAll(`${preparedPath(databasePath)}.part`));
  if (!existsSync(preparedPath(databasePath))) return;
  if (existsSync(databasePath)) removeIfPossible(() => discardPrepared(databasePath));
  else commitIfPossible(swapDatabase(databasePath, nowMs));
}

/** Ignores SQLite errors: a replaced database that is unreadable or locked stays unchanged, and the current database can be opened. */
function commitIfPossible({ commit }: DatabaseSwap): void {
  try {
    commit();
  } catch (error) {
    if (!(error instanceof BetterSqlite.SqliteError)) throw error;
  }
}

/** Ignores a file that is locked or protected: a later start removes it, and the database can be opened meanwhile. */
function removeIfPossible(remove: () => void): void {
  try {
    remove();
  } catch (error) {
    if (!/^E(BUSY|PERM|ACCES|ROFS)$/.test(codeOf(error))) throw error;
  }
}
