// Stores the service's response bodies about a task as received, even invalid ones, as evidence for support. The number per task is
// limited.
import type { Database } from '../database.ts';
import { integer, text } from '../rows/column-types.ts';
import { defineRow, type RowOf } from '../rows/row-shape.ts';

/** Number of responses stored per task: the first response, which is the acceptance, and the newest others. */
const maxPerTask = 20;

const serviceResponseRow = defineRow('service_response', { atMs: integer, body: text }, 'atMs');
/** An unparsed response body, and when it arrived, Unix milliseconds. */
type ServiceResponseRow = RowOf<typeof serviceResponseRow>;

/** Statements about responses of the service. */
export interface ServiceResponseTable {
  /** Stores a body. If the task then has more than twenty bodies, deletes the oldest except the first. */
  add(taskId: number, atMs: number, body: string): void;
  /** Oldest first. */
  ofTask(taskId: number): ServiceResponseRow[];
}

/** Prepares the statements. */
export function createServiceResponseTable(database: Database): ServiceResponseTable {
  const add = database.prepare<{ taskId: number; atMs: number; body: string }>(
    'serviceResponse.add',
    'INSERT INTO service_response (taskId, atMs, body) VALUES (:taskId, :atMs, :body)',
  );
  const trim = database.prepare<{ taskId: number; maxCount: number }>(
    'serviceResponse.trim',
    `DELETE FROM service_response WHERE taskId = :taskId
      AND id > (SELECT min(id) FROM service_response WHERE taskId = :taskId)
      AND id <= (SELECT id FROM service_response WHERE taskId = :taskId ORDER BY id DESC LIMIT 1 OFFSET :maxCount - 1)`,
  );
  const ofTask = database.query<{ taskId: number }, ServiceResponseRow>(
    'serviceResponse.ofTask',
    'SELECT atMs, body FROM service_response WHERE taskId = :taskId ORDER BY id',
    serviceResponseRow,
  );
  return {
    add(taskId, atMs, body) {
      add.run({ taskId, atMs, body });
      trim.run({ taskId, maxCount: maxPerTask });
    },
    ofTask: (taskId) => ofTask.all({ taskId }),
  };
}
