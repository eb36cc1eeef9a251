// Reads what a killed studio left on disk: the database with its WAL, and the library folder. The database is read from a copy, so that the
// next start finds everything unchanged.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { withoutTags } from '../../support/without-tags.ts';

export interface TaskOnDisk {
  readonly id: number;
  readonly state: string;
  readonly prompt: string;
  readonly live: number;
  readonly held: number;
  readonly idempotencyKey: string | null;
  readonly firstSentAtMs: number | null;
  readonly acceptanceUnknown: number;
  readonly serviceTaskId: string | null;
  readonly error: string | null;
}

export interface ResultOnDisk {
  readonly id: number;
  readonly taskId: number;
  readonly state: string;
  readonly path: string | null;
  readonly sha256: string | null;
  readonly error: string | null;
}

export interface EntryOnDisk {
  readonly id: number;
  readonly taskId: number;
  readonly resultId: number | null;
  readonly event: string;
  readonly state: string;
  readonly detail: string;
}

export interface StateOnDisk {
  readonly tasks: readonly TaskOnDisk[];
  readonly results: readonly ResultOnDisk[];
  readonly journal: readonly EntryOnDisk[];
  /** The action ids of stored batches whose tasks have not all been created. */
  readonly batches: readonly string[];
  /** Faults that SQLite's checks or the rules between tables find. */
  readonly faults: readonly string[];
}

const emptyState: StateOnDisk = { tasks: [], results: [], journal: [], batches: [], faults: [] };

/** Copies the database file with its WAL, and returns the result of `read` for the copy; null if there is no database. */
export function fromCopy<T>(databasePath: string, read: (database: BetterSqlite.Database) => T): T | null {
  if (!existsSync(databasePath)) return null;
  const folder = mkdtempSync(join(tmpdir(), 'left-'));
  try {
    const copy = join(folder, basename(databasePath));
    for (const suffix of ['', '-wal']) if (existsSync(databasePath + suffix)) copyFileSync(databasePath + suffix, copy + suffix);
    const database = new BetterSqlite(copy);
    try {
      return read(database);
    } finally {
      database.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The rows whose state differs from the state in their last journal entry. */
function journalMismatches(
  tasks: readonly TaskOnDisk[],
  results: readonly ResultOnDisk[],
  journal: readonly EntryOnDisk[],
): readonly string[] {
  const lastOfTask = new Map<number, string>();
  const lastOfResult = new Map<number, string>();
  for (const { taskId, resultId, state } of journal) {
    if (resultId === null) lastOfTask.set(taskId, state);
    else lastOfResult.set(resultId, state);
  }
  return [
    ...tasks
      .filter(({ id, state }) => lastOfTask.get(id) !== state)
      .map(({ id, state }) => `task ${id} is ${state}, its history ends ${lastOfTask.get(id)}`),
    ...results
      .filter(({ id, state }) => lastOfResult.get(id) !== state)
      .map(({ id, state }) => `result ${id} is ${state}, its history ends ${lastOfResult.get(id)}`),
  ];
}

export function readStateOnDisk(databasePath: string): StateOnDisk {
  const state = fromCopy(databasePath, (database): StateOnDisk => {
    const integrity = database.pragma('integrity_check', { simple: true });
    const foreignKeyViolations = database.pragma('foreign_key_check') as unknown[];
    const faults = [
      ...(integrity === 'ok' ? [] : [`integrity: ${String(integrity)}`]),
      ...foreignKeyViolations.map((row) => `foreign key violation: ${JSON.stringify(row)}`),
    ];
    // The studio was killed before its first migration.
    if (Number(database.pragma('user_version', { simple: true })) === 0) return { ...emptyState, faults };
    const tasks = database
      .prepare<[], TaskOnDisk>(
        `SELECT id, state, json_extract(request, '$.prompt') AS prompt, live, held, idempotencyKey, firstSentAtMs, acceptanceUnknown, serviceTaskId, error
           FROM task ORDER BY id`,
      )
      .all();
    const results = database.prepare<[], ResultOnDisk>('SELECT id, taskId, state, path, sha256, error FROM result ORDER BY id').all();
    const journal = database
      .prepare<[], EntryOnDisk>('SELECT id, taskId, resultId, event, state, detail FROM task_journal ORDER BY id')
      .all();
    const batches = database.prepare<[], string>("SELECT substr(name, 7) FROM setting WHERE name GLOB 'batch.*'").pluck().all();
    return { tasks, results, journal, batches, faults: [...faults, ...journalMismatches(tasks, results, journal)] };
  });
  return state ?? emptyState;
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface VisibleFile {
  readonly name: string;
  readonly sha256: string;
  /** The hash of the bytes that the service sent. */
  readonly receivedSha256: string;
}

/** The visible files of the folder, with their hashes. */
export function visibleFiles(folder: string): readonly VisibleFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .map((name) => {
      const bytes = readFileSync(join(folder, name));
      return { name, sha256: sha256Of(bytes), receivedSha256: sha256Of(withoutTags(bytes)) };
    });
}
