// Puts a copy in the place of the database, in steps that a crash may cut anywhere: the copy is made ready beside the database, the database
// is set aside among the copies (never deleted), the copy takes its place. A start finds out how far it came.
import { closeSync, existsSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { backupFolder, freeBackupName, listBackups, readBackupName } from './backup-files.ts';
import type { PrepareResult, PrepareStep } from './backup-messages.ts';
import { forgetPlace, IncompleteCopyError, makeStandalone, mergeLog, readContent } from './write-backup.ts';

/** The row that says "this database is older than the truth": nothing is sent from it until that has been dealt with. */
export const restoredSetting = 'studio.restored';

/** What the row holds. */
interface RestoreMark {
  readonly madeAtMs: number;
  readonly restoredAtMs: number;
  /** What the database in whose place it came was called, see `core/recovery/database-identity.ts`. */
  readonly replacedIds: readonly string[];
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

/** Copied between two words about it. */
const pieceBytes = 4 * 1024 * 1024;

function copyFile(from: string, to: string, told: (share: number) => void): void {
  const source = openSync(from, 'r');
  const target = openSync(to, 'w');
  try {
    const { size } = fstatSync(source);
    const piece = Buffer.allocUnsafe(pieceBytes);
    let copied = 0;
    for (let read = readSync(source, piece); read > 0; read = readSync(source, piece)) {
      for (let written = 0; written < read; ) written += writeSync(target, piece, written, read - written);
      copied += read;
      told(size === 0 ? 1 : copied / size);
    }
  } finally {
    closeSync(source);
    closeSync(target);
  }
}

function mark(path: string, restored: RestoreMark): void {
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

/** What SQLite or the disk says of a copy, sorted; null for a bug. */
function troubleOf(error: unknown): Extract<PrepareResult, { detail: string }> | null {
  const detail = error instanceof Error ? error.message : String(error);
  const isDisk = /^(E[A-Z]+$|SQLITE_(FULL|IOERR|CANTOPEN|READONLY))/.test(codeOf(error));
  if (isDisk) return { kind: 'not-copied', detail };
  return error instanceof BetterSqlite.SqliteError || error instanceof IncompleteCopyError ? { kind: 'damaged', detail } : null;
}

/**
 * Makes a copy ready: copied beside the database, every page of that checked, marked as restored, synced, under the name that a start knows.
 * Neither the database nor the copy is touched. One check is enough, and it is of what will be used: what it proves of the second copy holds
 * for the first. It takes as long as reading all of it several times, so it belongs into a thread of its own.
 */
export function prepareRestore(options: {
  readonly databasePath: string;
  readonly name: string;
  readonly nowMs: number;
  readonly latestFormat: number;
  /** See `Restored`. */
  readonly replacedIds: readonly string[];
  told?(at: PrepareStep): void;
}): PrepareResult {
  const { databasePath, name, nowMs, latestFormat, replacedIds, told = () => undefined } = options;
  const read = readBackupName(name);
  if (read === null) throw new Error('not the name of a copy');
  const source = join(backupFolder(databasePath), name);
  const part = `${ready(databasePath)}.part`;
  try {
    removeAll(part);
    copyFile(source, part, (share) => told({ step: 'copying', share }));
    // What was set aside by a crash may have been in WAL mode, with its log beside it.
    if (existsSync(`${source}-wal`)) copyFile(`${source}-wal`, `${part}-wal`, () => undefined);
    told({ step: 'checking', share: null });
    makeStandalone(part);
    if (readContent(part, true).format > latestFormat) {
      removeAll(part);
      return { kind: 'newer' };
    }
    mark(part, { madeAtMs: read.madeAtMs, restoredAtMs: nowMs, replacedIds });
    syncFile(part);
    renameSync(part, ready(databasePath));
    syncFolder(dirname(databasePath));
    return { kind: 'ready' };
  } catch (error) {
    removeAll(part);
    const trouble = troubleOf(error);
    if (trouble === null) throw error;
    return trouble;
  }
}

/**
 * So that the one set aside is one file that can be looked into. A database that cannot be opened any more is set aside as it is. It still says where
 * it lies: should a later step fail, or the power, it is opened again as the database that it is.
 */
function intoOneFile(path: string): void {
  try {
    mergeLog(path);
  } catch (error) {
    if (!(error instanceof BetterSqlite.SqliteError)) throw error;
  }
}

/** The calls that put a copy in the place of the database. A virus scanner, an indexer or a full disk may refuse each of them. */
export interface SwapCalls {
  makeFolder(path: string): void;
  /** See `intoOneFile`. */
  merge(path: string): void;
  rename(from: string, to: string): void;
  sync(folder: string): void;
}

/** The file system itself; tests put calls in its place that fail. */
export const systemSwapCalls: SwapCalls = {
  makeFolder: (path) => void mkdirSync(path, { recursive: true }),
  merge: intoOneFile,
  rename: renameSync,
  sync: syncFolder,
};

/** A step failed. `rollBack` undoes the steps before it; where it fails too, it goes on where it stopped when it is called again. */
export class SwapFailed extends Error {
  readonly rollBack: () => void;
  constructor(cause: unknown, rollBack: () => void) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.rollBack = rollBack;
  }
}

/** A prepared copy lies in the place of the database. */
export interface PlaceTaken {
  /** Puts the database that was there back. Throws what the disk says; called again, it continues where it stopped. */
  rollBack(): void;
  /**
   * For when the copy has been opened and nothing is taken back any more: the database that was set aside forgets where it lay. Put back by hand, it
   * then counts as a copy: the restored database may have sent what waits in it. Throws what SQLite says.
   */
  settle(): void;
}

/** Deletes the place from the newest database that a restore set aside. */
function forgetPlaceOfSetAside(folder: string): void {
  const newest = listBackups(folder).find(({ reason }) => reason === 'replaced');
  if (newest !== undefined) forgetPlace(join(folder, newest.name));
}

/** Takes the prepared copy in the place of the closed database, which is set aside. Throws `SwapFailed`. */
export function swapDatabase(databasePath: string, nowMs: number, calls: SwapCalls = systemSwapCalls): PlaceTaken {
  const folder = backupFolder(databasePath);
  const aside = join(folder, freeBackupName(folder, 'replaced', nowMs));
  const moved: { readonly from: string; readonly to: string }[] = [];
  const move = (from: string, to: string): void => {
    calls.rename(from, to);
    moved.push({ from, to });
  };
  const rollBack = (): void => {
    // Of the copy, should it have been opened: the database must not find it beside itself.
    if (moved.some(({ to }) => to === databasePath)) for (const suffix of ['-wal', '-shm']) rmSync(databasePath + suffix, { force: true });
    for (let last = moved.at(-1); last !== undefined; last = moved.at(-1)) {
      calls.rename(last.to, last.from);
      moved.pop();
    }
  };
  try {
    calls.makeFolder(folder);
    if (existsSync(databasePath)) calls.merge(databasePath);
    // The database before its log: while it is there, a start must find both.
    for (const suffix of ['', '-wal', '-shm']) if (existsSync(databasePath + suffix)) move(databasePath + suffix, aside + suffix);
    move(ready(databasePath), databasePath);
    calls.sync(folder);
    calls.sync(dirname(databasePath));
  } catch (error) {
    throw new SwapFailed(error, rollBack);
  }
  return {
    rollBack,
    settle: () => (existsSync(aside) ? forgetPlace(aside) : forgetPlaceOfSetAside(folder)),
  };
}

/** A prepared copy that is not wanted after all. */
const discardPrepared = (databasePath: string): void => removeAll(ready(databasePath));

/** Before opening: a restore that was cut after the database was set aside is finished, one that was cut before is forgotten. */
export function finishRestore(databasePath: string, nowMs: number): void {
  forgetIfPossible(() => removeAll(`${ready(databasePath)}.part`));
  if (!existsSync(ready(databasePath))) return;
  if (existsSync(databasePath)) forgetIfPossible(() => discardPrepared(databasePath));
  else settleIfPossible(swapDatabase(databasePath, nowMs));
}

/** One that SQLite cannot read any more, or that somebody holds, stays as it is; it is no reason not to open the database. */
function settleIfPossible({ settle }: PlaceTaken): void {
  try {
    settle();
  } catch (error) {
    if (!(error instanceof BetterSqlite.SqliteError)) throw error;
  }
}

/** What cannot be removed now, since somebody holds it, is forgotten by a later start; it is no reason not to open the database. */
function forgetIfPossible(remove: () => void): void {
  try {
    remove();
  } catch (error) {
    if (!/^E(BUSY|PERM|ACCES|ROFS)$/.test(codeOf(error))) throw error;
  }
}
