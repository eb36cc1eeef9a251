// Creates real files in a library folder, with the rows of their stored results.
import { createHash, randomBytes } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newProfile, newResult, newTask } from '../../../../electron/core/tasks/row-factories.ts';
import { openDatabase } from '../../../../electron/db/open-database.ts';
import { createTables } from '../../../../electron/db/tables/tables.ts';
import { fox } from '../../../support/studio-bench.ts';

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function openTables(databasePath: string) {
  const opened = openDatabase({ path: databasePath, nowMs: 0, onSlowStatement: () => undefined });
  if (!opened.ok) throw new Error(opened.error.kind);
  return { database: opened.value.database, tables: createTables(opened.value.database) };
}

/** Writes files of random bytes (`fox 0.mp4` and so on) and a row for each. Returns the hashes by result id. */
export function seedStoredVideos(databasePath: string, folder: string, count: number, bytesEach: number): ReadonlyMap<number, string> {
  const { database, tables } = openTables(databasePath);
  const hashes = new Map<number, string>();
  const profileId = tables.profiles.insert(
    newProfile({ kind: 'evolink', name: 'x', apiBaseUrl: 'https://a', filesBaseUrl: 'https://f' }, 1),
  );
  const folderId = tables.results.folderId(folder);
  const draft = { profileId, simulated: false, request: fox, sourceTaskId: null };
  for (let index = 0; index < count; index += 1) {
    const bytes = randomBytes(bytesEach);
    const path = `fox ${index}.mp4`;
    writeFileSync(join(folder, path), bytes);
    const taskId = tables.tasks.insert(newTask(draft, 1));
    const row = newResult(taskId, 0, { kind: 'video', url: 'https://a/b.mp4' }, 1, 1);
    const sha256 = sha256Of(bytes);
    const id = tables.results.insert({
      ...row,
      state: 'stored',
      nextAttemptAtMs: null,
      storedAtMs: 1,
      folderId,
      path,
      bytes: bytes.length,
      modifiedAtMs: Math.round(statSync(join(folder, path)).mtimeMs),
      sha256,
      poster: 'none',
    });
    hashes.set(id, sha256);
  }
  database.close();
  return hashes;
}
