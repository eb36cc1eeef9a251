// Requests made for tasks: the newest few hundred of each.
import type { Database } from '../database.ts';

export interface RequestLogRow {
  readonly taskId: number;
  readonly resultId: number | null;
  readonly atMs: number;
  readonly kind: 'submit' | 'upload' | 'poll' | 'polls' | 'list' | 'download';
  readonly durationMs: number;
  readonly httpStatus: number | null;
  /** JSON. */
  readonly detail: string;
}

const keptPerTask = 200;

const requestLogSql = {
  ofTask: 'SELECT taskId, resultId, atMs, kind, durationMs, httpStatus, detail FROM request_log WHERE taskId = :taskId ORDER BY id',
  prune: `DELETE FROM request_log WHERE taskId = :taskId AND id <= (
    SELECT id FROM request_log WHERE taskId = :taskId ORDER BY id DESC LIMIT 1 OFFSET :kept)`,
} as const;

export function createRequestLogTable(database: Database) {
  const add = database.prepare<RequestLogRow>(
    'taskEvent.add',
    `INSERT INTO request_log (taskId, resultId, atMs, kind, durationMs, httpStatus, detail)
      VALUES (:taskId, :resultId, :atMs, :kind, :durationMs, :httpStatus, :detail)`,
  );
  const prune = database.prepare<{ taskId: number; kept: number }>('taskEvent.prune', requestLogSql.prune);
  const ofTask = database.prepare<{ taskId: number }, RequestLogRow>('taskEvent.ofTask', requestLogSql.ofTask);
  return {
    add(row: RequestLogRow): void {
      add.run(row);
      prune.run({ taskId: row.taskId, kept: keptPerTask });
    },
    ofTask: (taskId: number) => ofTask.all({ taskId }),
  };
}
