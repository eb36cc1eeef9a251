// An open SQLite database. Each statement is prepared once under a name, and reported under this name if it takes longer than a frame.
// Every row that is read is parsed.
import { statSync } from 'node:fs';
import type { Database as Raw } from 'better-sqlite3';
import { createCheckpoints } from './checkpoints.ts';
import { type InvalidRow, InvalidRowError, type RowShape } from './rows/row-shape.ts';

/** One frame at 60 Hz: the user notices when main is blocked for longer. */
const slowThresholdMs = 16;

/** Number of pages (400 KB) that a backup copies before it yields. For 82 MB on ext4, the longest step took 1 to 16 ms (five copies). */
const pagesPerStep = 100;

/** A statement that writes. Values are bound by name, so that the values of thirty columns cannot be mixed up. */
export interface Statement<P extends object> {
  /** Returns the number of changed rows, and the id of the last inserted row. */
  run(values: P): { readonly changes: number; readonly id: number };
}

/** A statement that reads. Reports each row that does not parse (`DatabaseListener.onInvalidRow`). */
export interface Query<P extends object, R> {
  /** The first row; undefined if there is none. Throws `InvalidRowError` if it does not parse. */
  get(values: P): R | undefined;
  /** All rows that parse. Leaves out the others. */
  all(values: P): R[];
  /** Like `all`, and also names the rows that do not parse: for callers that draw conclusions from the absence of a row. */
  read(values: P): ParsedRows<R>;
}

/** One open database. The code that opened it closes it. */
export interface Database {
  readonly path: string;
  /** A statement that writes. `name` is for the log of slow statements. */
  prepare<P extends object>(name: string, sql: string): Statement<P>;
  /** A statement that reads rows of this shape. */
  query<P extends object, R extends object>(name: string, sql: string, shape: RowShape<R>): Query<P, R>;
  /** Returns the result of `read`, or null if it throws `InvalidRowError`, which is reported. For lists that read each entry separately. */
  ifReadable<T>(read: () => T): T | null;
  /** Runs `work` in a transaction; inside another transaction, `work` becomes part of that transaction. */
  transaction<T>(work: () => T): T;
  /** Lets another thread run the checkpoints: `request` is called when one is due (`checkpoints.ts`). */
  deferCheckpoints(request: () => void): void;
  /** SQLite's query plan of a statement, for tests of query plans. */
  planOf(sql: string): string;
  /**
   * The inode of the file (on Windows, the file index). A copy has a different inode; a renamed file keeps its inode. `0` for a database in
   * memory.
   */
  fileNumber(): bigint;
  /** Size of the database file in bytes, without its write-ahead log. */
  bytes(): number;
  /** When the database files were last modified, Unix milliseconds. */
  modifiedAtMs(): number;
  /** Copies the database into a new file, a hundred pages at a time, and yields in between. The copy includes writes made meanwhile. */
  copyTo(path: string, signal: AbortSignal): Promise<void>;
  /** Records that a check found damage: the next start checks the whole file first. */
  recordDamage(): void;
  close(): void;
}

/** Receives events of the database. */
interface DatabaseListener {
  onSlowStatement(statement: string, tookMs: number): void;
  /** SQLite reported a damaged page; the next start checks the whole file. */
  onDamage(): void;
  /** Called each time a row that does not parse is read. Without this listener, every read of such a row throws, even in a list. */
  onInvalidRow?(error: InvalidRowError): void;
}

const isDamage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB)/.test(String(error.code));

/**
 * True if a column type or a CHECK refused a value. For an UPDATE, this may be any column of the row, because SQLite checks all columns.
 */
export const isConstraintError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT');

/**
 * Writes to a row that may be damaged; returns false if a constraint refuses the write. Only for writes that may be skipped; the row is
 * reported when it is read.
 */
export function tryWrite(write: () => unknown): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (isConstraintError(error)) return false;
    throw error;
  }
}

/** Reports a row that does not parse, so that the caller can continue without it. Throws all other errors, and all errors without a listener. */
function reportInvalidRow(error: unknown, listener: DatabaseListener): InvalidRow {
  if (!(error instanceof InvalidRowError) || listener.onInvalidRow === undefined) throw error;
  listener.onInvalidRow(error);
  return error.row;
}

function parseRow<R extends object>(row: unknown, shape: RowShape<R>, listener: DatabaseListener): R {
  try {
    return shape.parse(row);
  } catch (error) {
    if (error instanceof InvalidRowError) listener.onInvalidRow?.(error);
    throw error;
  }
}

interface ParsedRows<R> {
  readonly rows: R[];
  readonly invalid: readonly InvalidRow[];
}

function parseRows<R extends object>(raw: readonly unknown[], shape: RowShape<R>, listener: DatabaseListener): ParsedRows<R> {
  const rows: R[] = [];
  const invalid: InvalidRow[] = [];
  for (const row of raw) {
    try {
      rows.push(shape.parse(row));
    } catch (error) {
      invalid.push(reportInvalidRow(error, listener));
    }
  }
  return { rows, invalid };
}

/**
 * Reads a page of `limit` rows that parse; fewer only at the end. Rows that do not parse do not shorten the page, because callers treat a
 * short page as the last one.
 */
export function readPage<P extends { readonly limit: number }, R>(query: Query<P, R>, values: P): R[] {
  const { limit } = values;
  for (let fetchLimit = limit; ; ) {
    const { rows, invalid } = query.read({ ...values, limit: fetchLimit });
    if (rows.length >= limit || rows.length + invalid.length < fetchLimit) return rows.slice(0, limit);
    fetchLimit = limit + invalid.length;
  }
}

type Measure = <T>(name: string, work: () => T) => T;

function createStatement<P extends object>(raw: Raw, measure: Measure, name: string, sql: string): Statement<P> {
  const statement = raw.prepare<[P]>(sql);
  return {
    run: (values) =>
      measure(name, () => {
        const { changes, lastInsertRowid } = statement.run(values);
        return { changes, id: Number(lastInsertRowid) };
      }),
  };
}

function createQuery<P extends object, R extends object>(
  statement: { get(values: P): unknown; all(values: P): unknown[] },
  measure: Measure,
  name: string,
  shape: RowShape<R>,
  listener: DatabaseListener,
): Query<P, R> {
  const read = (values: P) => measure(name, () => parseRows(statement.all(values), shape, listener));
  return {
    get: (values) =>
      measure(name, () => {
        const row = statement.get(values);
        return row === undefined ? undefined : parseRow(row, shape, listener);
      }),
    all: (values) => read(values).rows,
    read,
  };
}

/** Wraps an open connection. */
export function createDatabase(raw: Raw, listener: DatabaseListener): Database {
  const measure: Measure = (name, work) => {
    const startedAt = performance.now();
    try {
      return work();
    } catch (error) {
      if (isDamage(error)) listener.onDamage();
      throw error;
    } finally {
      const tookMs = performance.now() - startedAt;
      if (tookMs > slowThresholdMs) listener.onSlowStatement(name, tookMs);
    }
  };
  const checkpoints = createCheckpoints(raw);
  return {
    path: raw.name,
    prepare: (name, sql) => createStatement(raw, measure, name, sql),
    query: <P extends object, R extends object>(name: string, sql: string, shape: RowShape<R>) =>
      createQuery(raw.prepare<[P]>(sql), measure, name, shape, listener),
    ifReadable(read) {
      try {
        return read();
      } catch (error) {
        reportInvalidRow(error, listener);
        return null;
      }
    },
    transaction(work) {
      if (raw.inTransaction) return work();
      const value = measure('commit', () => raw.transaction(work).immediate());
      checkpoints.committed();
      return value;
    },
    deferCheckpoints: checkpoints.deferTo,
    planOf(sql) {
      const values = Object.fromEntries([...sql.matchAll(/:(\w+)/g)].map(([, name]) => [name, 0]));
      const lines = raw.prepare<[object]>(`EXPLAIN QUERY PLAN ${sql}`).raw().all(values);
      return lines.map((line) => (Array.isArray(line) ? String(line[3]) : '')).join('\n');
    },
    fileNumber: () => (raw.memory ? 0n : statSync(raw.name, { bigint: true }).ino),
    bytes: () => Number(raw.pragma('page_count', { simple: true })) * Number(raw.pragma('page_size', { simple: true })),
    modifiedAtMs: () =>
      Math.max(...['', '-wal'].map((suffix) => statSync(raw.name + suffix, { throwIfNoEntry: false })).map((stats) => stats?.mtimeMs ?? 0)),
    recordDamage: () => listener.onDamage(),
    async copyTo(path, signal) {
      await raw.backup(path, {
        progress() {
          signal.throwIfAborted();
          return pagesPerStep;
        },
      });
    },
    close() {
      try {
        raw.pragma('optimize');
      } catch (error) {
        // Optimizing is optional; closing is not.
        if (isDamage(error)) listener.onDamage();
      } finally {
        raw.close();
      }
    },
  };
}
