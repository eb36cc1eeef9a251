// What the service said about a task, as it came, also what could not be read: evidence for support. Bounded per task.
import type { Database } from '../database.ts';

/** The first answer (the acceptance) is always kept, of the others the newest. */
const keptPerTask = 20;

export function createServiceResponseTable(database: Database) {
  const add = database.prepare<{ taskId: number; atMs: number; body: string }>(
    'answer.add',
    'INSERT INTO service_response (taskId, atMs, body) VALUES (:taskId, :atMs, :body)',
  );
  const trim = database.prepare<{ taskId: number; kept: number }>(
    'answer.trim',
    `DELETE FROM service_response WHERE taskId = :taskId
      AND id > (SELECT min(id) FROM service_response WHERE taskId = :taskId)
      AND id <= (SELECT id FROM service_response WHERE taskId = :taskId ORDER BY id DESC LIMIT 1 OFFSET :kept - 1)`,
  );
  const ofTask = database.prepare<{ taskId: number }, { atMs: number; body: string }>(
    'answer.ofTask',
    'SELECT atMs, body FROM service_response WHERE taskId = :taskId ORDER BY id',
  );
  return {
    add(taskId: number, atMs: number, body: string): void {
      add.run({ taskId, atMs, body });
      trim.run({ taskId, kept: keptPerTask });
    },
    ofTask: (taskId: number) => ofTask.all({ taskId }),
  };
}
