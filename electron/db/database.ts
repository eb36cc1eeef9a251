// One open SQLite database: statements are prepared once, under a name, and one that takes longer than a frame is reported by that name. Every
// row that is read is parsed.
import { statSync } from 'node:fs';
import type { Database as Raw } from 'better-sqlite3';
import { type InvalidRow, InvalidRowError, type RowShape } from './rows/row-shape.ts';

/** One frame at 60 Hz: whatever blocks main longer than this can be felt. */
const slowMs = 16;

/** Copied before everybody else has a turn: 400 KB. Of 82 MB on an ext4 disk, the longest turn of a copy took 1 to 16 ms (five copies). */
const pagesPerStep = 100;

/** A statement that writes. Values are bound by name, so that a statement with thirty columns cannot mix them up. */
export interface Statement<P extends object> {
  /** `id` is the row that was inserted last. */
  run(values: P): { readonly changes: number; readonly id: number };
}

/** A statement that reads. Rows that do not parse are reported once each (`DatabaseWatch.invalidRow`). */
export interface Query<P extends object, R> {
  /** The first row; undefined where there is none. Throws `InvalidRowError` where it does not parse. */
  get(values: P): R | undefined;
  /** The rows that parse; the others are left out. */
  all(values: P): R[];
  /** The same, with what was left out: for callers that conclude something from a row that is not there. */
  read(values: P): ParsedRows<R>;
}

/** One open database. Closed by whoever opened it. */
export interface Database {
  readonly path: string;
  /** A statement that writes. `name` is for the log of slow statements. */
  prepare<P extends object>(name: string, sql: string): Statement<P>;
  /** A statement that reads rows of this shape. */
  query<P extends object, R extends object>(name: string, sql: string, shape: RowShape<R>): Query<P, R>;
  /** What `read` answers; null where a row that it needs does not parse, which is reported. For lists that take each entry by itself. */
  ifReadable<T>(read: () => T): T | null;
  /** All of `work` or nothing of it. Called inside another one it joins that one. */
  transaction<T>(work: () => T): T;
  /** How SQLite would run a statement, for the tests that pin it. */
  planOf(sql: string): string;
  /** The number that its file system has for its file: a copy has another one, a file that was only renamed the same. `0` in memory. */
  fileNumber(): bigint;
  /** How large it is now, its log not counted. */
  bytes(): number;
  /** When its files were last written. */
  changedAtMs(): number;
  /** Copies it into a new file, a hundred pages at a time with everybody else's turn in between. What is written meanwhile is in the copy. */
  copyTo(path: string, signal: AbortSignal): Promise<void>;
  /** A check found damage: the next start checks the whole file before anything else. */
  noteDamage(): void;
  close(): void;
}

/** What the database tells about itself while it works. */
interface DatabaseWatch {
  slow(statement: string, tookMs: number): void;
  /** A page could not be read as what it should be; the next start checks the whole file. */
  damaged(): void;
  /** A row does not parse. Called each time it is read. Without it every read of such a row throws, lists included. */
  invalidRow?(error: InvalidRowError): void;
}

const isDamage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB)/.test(String(error.code));

/** A value was refused by the type of its column or by a CHECK. Of an UPDATE it may be any column of the row: SQLite checks all of them. */
export const isConstraintError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT');

/** Writes into a row that may be damaged, where leaving it as it is does no harm; false where it is. It is reported when it is read. */
export function writeUnlessDamaged(write: () => unknown): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (isConstraintError(error)) return false;
    throw error;
  }
}

/** Reports a row that does not parse, so that the caller goes on without it. Throws everything else. */
function leaveOut(error: unknown, watch: DatabaseWatch): null {
  if (!(error instanceof InvalidRowError) || watch.invalidRow === undefined) throw error;
  watch.invalidRow(error);
  return null;
}

function parseRow<R extends object>(row: unknown, shape: RowShape<R>, watch: DatabaseWatch): R {
  try {
    return shape.parse(row);
  } catch (error) {
    if (error instanceof InvalidRowError) watch.invalidRow?.(error);
    throw error;
  }
}

interface ParsedRows<R> {
  readonly rows: R[];
  readonly invalid: readonly InvalidRow[];
}

function parseRows<R extends object>(found: readonly unknown[], shape: RowShape<R>, watch: DatabaseWatch): ParsedRows<R> {
  try {
    return { rows: found.map(shape.parse), invalid: [] };
  } catch (error) {
    if (error instanceof InvalidRowError) return parseValidRows(found, shape, watch);
    throw error;
  }
}

/** The same where a row does not parse. */
function parseValidRows<R extends object>(found: readonly unknown[], shape: RowShape<R>, watch: DatabaseWatch): ParsedRows<R> {
  const rows: R[] = [];
  const invalid: InvalidRow[] = [];
  for (const row of found) {
    try {
      rows.push(shape.parse(row));
    } catch (error) {
      leaveOut(error, watch);
      if (error instanceof InvalidRowError) invalid.push(error.row);
    }
  }
  return { rows, invalid };
}

/** A page of at most `limit` rows that parse: what is left out does not make it shorter, which would pass for the end of all. */
export function readPage<P extends { readonly limit: number }, R>(query: Query<P, R>, values: P): R[] {
  const { limit } = values;
  for (let most = limit; ; ) {
    const { rows, invalid } = query.read({ ...values, limit: most });
    if (rows.length >= limit || rows.length + invalid.length < most) return rows.slice(0, limit);
    most = limit + invalid.length;
  }
}

type Measure = <T>(name: string, work: () => T) => T;

function createStatement<P extends object>(raw: Raw, measured: Measure, name: string, sql: string): Statement<P> {
  const statement = raw.prepare<[P]>(sql);
  return {
    run: (values) =>
      measured(name, () => {
        const { changes, lastInsertRowid } = statement.run(values);
        return { changes, id: Number(lastInsertRowid) };
      }),
  };
}

function createQuery<P extends object, R extends object>(
  statement: { get(values: P): unknown; all(values: P): unknown[] },
  measured: Measure,
  name: string,
  shape: RowShape<R>,
  watch: DatabaseWatch,
): Query<P, R> {
  const read = (values: P) => measured(name, () => parseRows(statement.all(values), shape, watch));
  return {
    get: (values) =>
      measured(name, () => {
        const row = statement.get(values);
        return row === undefined ? undefined : parseRow(row, shape, watch);
      }),
    all: (values) => read(values).rows,
    read,
  };
}

/** Wraps an open connection. */
export function createDatabase(raw: Raw, watch: DatabaseWatch): Database {
  const measured: Measure = (name, work) => {
    const startedAt = performance.now();
    try {
      return work();
    } catch (error) {
      if (isDamage(error)) watch.damaged();
      throw error;
    } finally {
      const tookMs = performance.now() - startedAt;
      if (tookMs > slowMs) watch.slow(name, tookMs);
    }
  };
  return {
    path: raw.name,
    prepare: (name, sql) => createStatement(raw, measured, name, sql),
    query: <P extends object, R extends object>(name: string, sql: string, shape: RowShape<R>) =>
      createQuery(raw.prepare<[P]>(sql), measured, name, shape, watch),
    ifReadable(read) {
      try {
        return read();
      } catch (error) {
        return leaveOut(error, watch);
      }
    },
    transaction: (work) => (raw.inTransaction ? work() : measured('commit', () => raw.transaction(work).immediate())),
    planOf(sql) {
      const values = Object.fromEntries([...sql.matchAll(/:(\w+)/g)].map(([, name]) => [name, 0]));
      const lines = raw.prepare<[object]>(`EXPLAIN QUERY PLAN ${sql}`).raw().all(values);
      return lines.map((line) => (Array.isArray(line) ? String(line[3]) : '')).join('\n');
    },
    fileNumber: () => (raw.memory ? 0n : statSync(raw.name, { bigint: true }).ino),
    bytes: () => Number(raw.pragma('page_count', { simple: true })) * Number(raw.pragma('page_size', { simple: true })),
    changedAtMs: () =>
      Math.max(...['', '-wal'].map((suffix) => statSync(raw.name + suffix, { throwIfNoEntry: false })).map((found) => found?.mtimeMs ?? 0)),
    noteDamage: () => watch.damaged(),
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
        // Optimizing is a courtesy; closing is not.
        if (isDamage(error)) watch.damaged();
      } finally {
        raw.close();
      }
    },
  };
}
