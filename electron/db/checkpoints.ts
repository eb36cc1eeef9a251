// Checkpoints: SQLite copies committed pages from the write-ahead log into the database file and syncs both files. By default a commit does
// this once the log has 1,000 pages, which blocks main for 10 to 20 ms, or longer on a slow disk. Another thread does it instead.
import BetterSqlite, { type Database as Raw } from 'better-sqlite3';

/** The number of pages (2 MB) in the log from which a checkpoint is requested. */
const pagesPerCheckpoint = 500;
/** The number of pages (32 MB) from which a commit runs the checkpoint after all, because the thread does not keep up. */
const maxLogPages = 8_000;
const pageBytes = 4_096;

/** SQLite's answer: pages in the log, and how many of them are in the database file. -1 if the database has no log. */
interface LogState {
  readonly log: number;
  readonly checkpointed: number;
}

const isLarge = ({ log, checkpointed }: LogState): boolean => log - checkpointed >= pagesPerCheckpoint;

/** The checkpoints of a connection that writes. */
export interface Checkpoints {
  /** From now on, `request` is called when a checkpoint is due. It must not throw, and may be called again before the checkpoint has run. */
  deferTo(request: () => void): void;
  /** Called after each commit. Reading the state of the log takes 2 µs. */
  committed(): void;
}

/** Without `deferTo`, SQLite's default stays. */
export function createCheckpoints(raw: Raw): Checkpoints {
  const logState = raw.prepare('PRAGMA wal_checkpoint(NOOP)');
  let requestCheckpoint: (() => void) | null = null;
  function isLogLarge(): boolean {
    try {
      return isLarge(logState.get() as LogState);
    } catch (error) {
      // The commit has succeeded, so its caller must not get an error.
      if (error instanceof BetterSqlite.SqliteError) return false;
      throw error;
    }
  }
  return {
    deferTo(request) {
      raw.pragma(`wal_autocheckpoint = ${maxLogPages}`);
      // The log keeps its largest size otherwise.
      raw.pragma(`journal_size_limit = ${maxLogPages * pageBytes}`);
      requestCheckpoint = request;
    },
    committed() {
      if (requestCheckpoint !== null && isLogLarge()) requestCheckpoint();
    },
  };
}

/**
 * Runs the checkpoint of a database that another connection has open, if it is due. `PASSIVE`: it waits for nobody, and neither readers nor
 * writers wait for it. What it leaves out, a later one copies. It changes neither the content nor what is durable: a commit still
 * syncs the log.
 */
export function runCheckpoint(path: string): void {
  const raw = new BetterSqlite(path, { fileMustExist: true });
  try {
    raw.pragma('synchronous = FULL');
    const [state] = raw.pragma('wal_checkpoint(NOOP)') as readonly LogState[];
    if (state !== undefined && isLarge(state)) raw.pragma('wal_checkpoint(PASSIVE)');
  } finally {
    raw.close();
  }
}
