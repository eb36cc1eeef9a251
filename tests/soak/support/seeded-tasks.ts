// Writes thousands of accepted tasks into a studio's database, through the studio's own table code.
import { newTask } from '../../../electron/core/tasks/row-factories.ts';
import { openDatabase } from '../../../electron/db/open-database.ts';
import { createTables } from '../../../electron/db/tables/tables.ts';
import { fox } from '../../support/studio-bench.ts';

/** Submits `count` tasks to the service, several at a time, and returns the service's ids. */
export async function submitDirectly(api: string, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  let remaining = count;
  const submitOne = async (): Promise<void> => {
    while (remaining > 0) {
      remaining -= 1;
      const response = await fetch(`${api}/v1/videos/generations`, {
        method: 'POST',
        headers: { authorization: 'Bearer sk-simulator', 'content-type': 'application/json' },
        body: JSON.stringify({ model: fox.model, prompt: fox.prompt, duration: 5 }),
      });
      if (!response.ok) throw new Error(`the service refused: ${await response.text()}`);
      ids.push(((await response.json()) as { id: string }).id);
    }
  };
  await Promise.all(Array.from({ length: 8 }, submitOne));
  return ids;
}

/** Adds rows for tasks that the service has accepted. Their first polls are due within the next `spreadMs`. */
export function seedAtService(databasePath: string, taskIds: readonly string[], spreadMs: number): void {
  const nowMs = Date.now();
  const opened = openDatabase({ path: databasePath, nowMs, onSlowStatement: () => undefined });
  if (!opened.ok) throw new Error(`the database cannot be seeded: ${opened.error.kind}`);
  const { database } = opened.value;
  const tables = createTables(database);
  const profileId = tables.settings.get('studio.activeProfile');
  if (typeof profileId !== 'number') throw new Error('no active profile to seed for');
  tables.transaction(() => {
    taskIds.forEach((serviceTaskId, index) => {
      tables.tasks.insert({
        ...newTask({ profileId, simulated: true, request: fox, sourceTaskId: null }, nowMs),
        state: 'pending',
        live: 1,
        serviceTaskId,
        acceptedAtMs: nowMs,
        pollingSinceMs: nowMs,
        progress: 0,
        creditsReserved: 8,
        nextPollAtMs: nowMs + Math.round((index / taskIds.length) * spreadMs),
      });
    });
  });
  database.close();
}
