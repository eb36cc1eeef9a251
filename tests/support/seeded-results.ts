// Writes results into a studio's database, through the studio's own table code, as if their tasks had just ended. Tests of downloads and of
// the library folder start from them.
import { newProfile, newResult, newTask } from '../../electron/core/tasks/row-factories.ts';
import { openDatabase } from '../../electron/db/open-database.ts';
import type { ResultRow } from '../../electron/db/tables/library/result-table.ts';
import { createTables, type Tables } from '../../electron/db/tables/tables.ts';
import { fox } from './studio-bench.ts';

const dayMs = 86_400_000;

/** Opens the database of a studio that is not running, runs `work` with its tables, and closes the database. */
export function withTables<T>(databasePath: string, work: (tables: Tables) => T): T {
  const opened = openDatabase({ path: databasePath, nowMs: Date.now(), onSlowStatement: () => undefined });
  if (!opened.ok) throw new Error(`the database cannot be opened: ${opened.error.kind}`);
  try {
    return work(createTables(opened.value.database));
  } finally {
    opened.value.database.close();
  }
}

/** The profile of seeded tasks. The profile's URLs are on this computer, so the studio allows links to loopback. */
function profileOf(tables: Tables): number {
  const [first] = tables.profiles.all();
  if (first !== undefined) return first.id;
  const address = 'http://127.0.0.1:9';
  return tables.profiles.insert(newProfile({ kind: 'evolink', name: 'Mine', apiBaseUrl: address, filesBaseUrl: address }, Date.now()));
}

/** Adds a completed task with one video to be downloaded from `url`; returns the result's id. */
export function seedResult(tables: Tables, serviceTaskId: string, url: string, change: Partial<ResultRow> = {}): number {
  return tables.transaction(() => {
    const nowMs = Date.now();
    const taskId = tables.tasks.insert({
      ...newTask({ profileId: profileOf(tables), simulated: false, request: fox, sourceTaskId: null }, nowMs),
      state: 'completed',
      live: 1,
      serviceTaskId,
      acceptedAtMs: nowMs,
      pollingSinceMs: nowMs,
      progress: 100,
      endedAtMs: nowMs,
    });
    return tables.results.insert({ ...newResult(taskId, 0, { kind: 'video', url }, nowMs + dayMs, nowMs), ...change });
  });
}
