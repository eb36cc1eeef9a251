// One open SQLite database: statements are prepared once, under a name, and one that takes longer than a frame is reported by that name.
import { statSync } from 'node:fs';
import type { Database as Raw } from 'better-sqlite3';

/** One frame at 60 Hz: whatever blocks main longer than this can be felt. */
const slowMs = 16;

/** Copied before everybody else has a turn: 400 KB. Of 82 MB on an ext4 disk, the longest turn of a copy took 1 to 16 ms (five copies). */
const pagesPerStep = 100;

/** Values are bound by name, so that a statement with thirty columns cannot mix them up. */
export interface Query<P extends object, R> {
  get(values: P): R | undefined;
  all(values: P): R[];
  run(values: P): { readonly changes: number; readonly id: number };
}

export interface Database {
  readonly path: string;
  prepare<P extends object, R = never>(name: string, sql: string): Query<P, R>;
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
export interface DatabaseWatch {
  slow(statement: string, tookMs: number): void;
  /** A page could not be read as what it should be; the next start checks the whole file. */
  damaged(): void;
}

const isDamage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB)/.test(String(error.code));

/** Wraps an open connection. */
export function createDatabase(raw: Raw, watch: DatabaseWatch): Database {
  const measured = <T>(name: string, work: () => T): T => {
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
    prepare<P extends object, R>(name: string, sql: string): Query<P, R> {
      const statement = raw.prepare<[P], R>(sql);
      return {
        get: (values) => measured(name, () => statement.get(values)),
        all: (values) => measured(name, () => statement.all(values)),
        run: (values) =>
          measured(name, () => {
            const { changes, lastInsertRowid } = statement.run(values);
            return { changes, id: Number(lastInsertRowid) };
          }),
      };
    },
    transaction: (work) => (raw.inTransaction ? work() : measured('commit', () => raw.transaction(work).immediate())),
    planOf(sql) {
      const values = Object.fromEntries([...sql.matchAll(/:(\w+)/g)].map(([, name]) => [name, 0]));
      const lines = raw.prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(values);
      return lines.map((line) => line.detail).join('\n');
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
