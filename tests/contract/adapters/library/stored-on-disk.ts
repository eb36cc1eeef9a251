// Real files of a library folder, with rows that say they are stored.
import { createHash, randomBytes } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newProfile, newResult, newTask } from '../../../../electron/core/tasks/row-factories.ts';
import { openDatabase } from '../../../../electron/db/open-database.ts';
import { createTables } from '../../../../electron/db/tables/tables.ts';
import { fox } from '../../../support/studio-bench.ts';

export const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function open(databasePath: string) {
  const opened = openDatabase({ path: databasePath, nowMs: 0, onSlowStatement: () => undefined });
  if (!opened.ok) throw new Error(opened.error.kind);
  return { database: opened.value.database, tables: createTables(opened.value.database) };
}

/** Files of random bytes, `fox 0.mp4` and so on; returns the hashes by result. */
export function store(databasePath: string, from: string, count: number, bytesEach: number): ReadonlyMap<number, string> {
  const { database, tables } = open(databasePath);
  const hashes = new Map<number, string>();
  const profileId = tables.profiles.insert(
    newProfile({ kind: 'evolink', name: 'x', apiBaseUrl: 'https://a', filesBaseUrl: 'https://f' }, 1),
  );
  const folderId = tables.results.folderId(from);
  const draft = { profileId, simulated: false, request: fox, sourceTaskId: null };
  for (let n = 0; n < count; n += 1) {
    const bytes = randomBytes(bytesEach);
    const path = `fox ${n}.mp4`;
    writeFileSync(join(from, path), bytes);
    const taskId = tables.tasks.insert(newTask(draft, 1));
    const row = newResult(taskId, 0, { kind: 'video', url: 'https://a/b.mp4' }, 1, 1);
    const sha256 = sha(bytes);
    const id = tables.results.insert({
      ...row,
      state: 'stored',
      nextAttemptAtMs: null,
      storedAtMs: 1,
      folderId,
      path,
      bytes: bytes.length,
      modifiedAtMs: Math.round(statSync(join(from, path)).mtimeMs),
      sha256,
      poster: 'none',
    });
    hashes.set(id, sha256);
  }
  database.close();
  return hashes;
}
