// Opens the studio's database: configures durability, checks it after damage, migrates it. Moves an unreadable database aside, never deletes it.
// Refuses a database of a newer studio without changing it.
import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite, { type Database as Raw } from 'better-sqlite3';
import { isDiskFullCode } from '../../shared/files/disk-full.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { backupFolder, freeBackupName } from './backup/backup-files.ts';
import { finishRestore } from './backup/restore-backup.ts';
import { createDatabase, type Database } from './database.ts';
import { type Migration, migrate } from './migrate.ts';
import { migrations as allMigrations } from './migrations/index.ts';
import type { InvalidRowError } from './rows/row-shape.ts';

/** Why a database cannot be opened: in use by another program, not writable, disk full, or another reason that only the error message gives. */
type RefusalCause = 'in-use' | 'not-writable' | 'disk-full' | 'other';

/** Why the studio cannot start with this database. Shown in a dialog before there is a window. */
export type DatabaseOpenError =
  | { readonly kind: 'database-from-future'; readonly version: number; readonly supported: number }
  | { readonly kind: 'database-unusable'; readonly path: string; readonly cause: RefusalCause; readonly detail: string };

/** An open database, and the state in which it was found. */
export interface OpenDatabase {
  readonly database: Database;
  /** The path to which an unreadable database was moved; null if it was readable. */
  readonly movedAsidePath: string | null;
  /**
   * True if the last run ended without closing the database. SQLite recovers from that; the caller checks in the background whether the
   * disk kept all writes.
   */
  readonly wasLeftOpen: boolean;
}

/** Opens a database file, and creates it if it is missing. `:memory:` opens a new database in memory. */
export type OpenDatabaseFile = (path: string) => Raw;

/** Location of the database, and callbacks for events. */
interface OpenOptions {
  /** A file, or `:memory:`. */
  readonly path: string;
  readonly nowMs: number;
  onSlowStatement(statement: string, tookMs: number): void;
  /** See `DatabaseListener.onInvalidRow`. */
  readonly onInvalidRow?: (error: InvalidRowError) => void;
  /** Tests pass another list. */
  readonly migrations?: readonly Migration[];
  /** Tests pass another function, so that they can create databases that need no migration. */
  readonly openFile?: OpenDatabaseFile;
}

/** A file beside the database, written when a statement found damage: the next start checks the whole database. */
const damageFlagPath = (path: string): string => `${path}.damaged`;

/** A clean close leaves no write-ahead log. */
const isLeftOpen = (path: string): boolean => path !== ':memory:' && existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
const isUnreadable = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error)) || error instanceof IntegrityCheckError;

class IntegrityCheckError extends Error {}

/** Classifies an error of SQLite or of the file system by its code. */
export function refusalCause(error: unknown): RefusalCause {
  const code = codeOf(error);
  if (/^(SQLITE_BUSY|SQLITE_LOCKED|EBUSY)/.test(code)) return 'in-use';
  if (/^(SQLITE_READONLY|SQLITE_PERM|EACCES|EPERM|EROFS)/.test(code)) return 'not-writable';
  return isDiskFullCode(code) ? 'disk-full' : 'other';
}

const openRaw: OpenDatabaseFile = (path) => new BetterSqlite(path);

function configure(raw: Raw): void {
  raw.pragma('busy_timeout = 5000');
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL'); // A lost row may cost money, and there are few writes.
  raw.pragma('foreign_keys = ON');
  raw.pragma('trusted_schema = OFF');
  raw.pragma('cache_size = -16000');
}

function checkIntegrity(raw: Raw): void {
  const checkOutput = raw.pragma('quick_check(1)', { simple: true });
  if (checkOutput !== 'ok') throw new IntegrityCheckError(String(checkOutput));
}

/** `studio.sqlite` → `studio.sqlite.unreadable-2026-03-01-12-30-05`, with a number if that name is taken. */
function unusedName(path: string, nowMs: number): string {
  const base = `${path}.unreadable-${new Date(nowMs).toISOString().slice(0, 19).replace(/[T:]/g, '-')}`;
  let name = base;
  for (let n = 2; existsSync(name); n += 1) name = `${base}-${n}`;
  return name;
}

function moveAside(path: string, nowMs: number): string {
  const target = unusedName(path, nowMs);
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(path + suffix)) renameSync(path + suffix, target + suffix);
  rmSync(damageFlagPath(path), { force: true });
  return target;
}

/**
 * The version in the file's header (SQLite file format, offset 60), read without SQLite, because opening the file with SQLite would change its
 * journal mode even if it belongs to a newer studio. null without a header; SQLite then reports the error.
 */
function versionInHeader(path: string): number | null {
  if (!existsSync(path) || !statSync(path).isFile()) return null;
  const header = Buffer.alloc(64);
  const file = openSync(path, 'r');
  try {
    const bytesRead = readSync(file, header, 0, header.length, 0);
    return bytesRead === header.length && header.toString('latin1', 0, 16) === 'SQLite format 3\0' ? header.readInt32BE(60) : null;
  } finally {
    closeSync(file);
  }
}

/** Opens, checks if necessary, and migrates. Throws errors that `openDatabase` classifies. */
function openAndMigrate(options: OpenOptions): Result<Database, DatabaseOpenError> {
  const { path } = options;
  const onDisk = path !== ':memory:';
  const version = onDisk ? versionInHeader(path) : null;
  const supported = (options.migrations ?? allMigrations).at(-1)?.version ?? 0;
  if (version !== null && version > supported) return fail({ kind: 'database-from-future', version, supported });
  const hasDamageFlag = onDisk && existsSync(damageFlagPath(path));
  const raw = (options.openFile ?? openRaw)(path);
  try {
    configure(raw);
    if (hasDamageFlag) checkIntegrity(raw);
    const outcome = migrate(raw, options.migrations ?? allMigrations, () => {
      if (!onDisk) return;
      // Written under another name and renamed when complete: an incomplete copy must not look like a backup.
      const folder = backupFolder(path);
      mkdirSync(folder, { recursive: true });
      const partialPath = join(folder, 'before-format.part');
      rmSync(partialPath, { force: true });
      raw.prepare('VACUUM INTO ?').run(partialPath);
      renameSync(partialPath, join(folder, freeBackupName(folder, 'before-format', options.nowMs)));
    });
    if (outcome.kind === 'from-future') {
      raw.close();
      return fail({ kind: 'database-from-future', version: outcome.version, supported: outcome.supported });
    }
  } catch (error) {
    raw.close();
    throw error;
  }
  if (onDisk) rmSync(damageFlagPath(path), { force: true });
  const onDamage = () => {
    if (onDisk) writeFileSync(damageFlagPath(path), '');
  };
  const { onSlowStatement: slow, onInvalidRow: invalidRow } = options;
  return ok(createDatabase(raw, { onSlowStatement: slow, onDamage, ...(invalidRow === undefined ? {} : { onInvalidRow: invalidRow }) }));
}

/** Opens the database, or returns why it cannot be opened. Moves an unreadable database aside and creates a new one. */
export function openDatabase(options: OpenOptions): Result<OpenDatabase, DatabaseOpenError> {
  const { path, nowMs } = options;
  const refuse = (error: unknown) =>
    fail({
      kind: 'database-unusable' as const,
      path,
      cause: refusalCause(error),
      detail: error instanceof Error ? error.message : String(error),
    });
  try {
    if (path !== ':memory:') {
      mkdirSync(dirname(path), { recursive: true });
      finishRestore(path, nowMs);
    }
    const wasLeftOpen = isLeftOpen(path);
    const first = openAndMigrate(options);
    return first.ok ? ok({ database: first.value, movedAsidePath: null, wasLeftOpen }) : first;
  } catch (error) {
    if (path === ':memory:') throw error;
    if (!isUnreadable(error)) return refuse(error);
  }
  try {
    const movedAsidePath = moveAside(path, nowMs);
    const second = openAndMigrate(options);
    return second.ok ? ok({ database: second.value, movedAsidePath, wasLeftOpen: false }) : second;
  } catch (error) {
    return refuse(error);
  }
}
