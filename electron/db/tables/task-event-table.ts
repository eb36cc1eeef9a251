// Requests made for tasks: the newest few hundred of each.
import type { Database } from '../database.ts';

export interface RequestLogRow {
  readonly taskId: number;
  readonly resultId: number | null;
  readonly atMs: number;
  readonly kind: 'submit' | 'upload' | 'look' | 'looks' | 'list' | 'download';
  readonly tookMs: number;
  readonly httpStatus: number | null;
  /** JSON. */
  readonly detail: string;
}

const keptPerTask = 200;

/** Exported for the tests that pin their plans. */
export const requestLogSql = {
  ofTask: 'SELECT taskId, resultId, atMs, kind, tookMs, httpStatus, detail FROM task_event WHERE taskId = :taskId ORDER BY id',
  prune: `DELETE FROM task_event WHERE taskId = :taskId AND id <= (
    SELECT id FROM task_event WHERE taskId = :taskId ORDER BY id DESC LIMIT 1 OFFSET :kept)`,
} as const;

export type RequestLogTable = ReturnType<typeof createRequestLogTable>;

export function createRequestLogTable(database: Database) {
  const add = database.prepare<RequestLogRow>(
    'taskEvent.add',
    `INSERT INTO task_event (taskId, resultId, atMs, kind, tookMs, httpStatus, detail)
      VALUES (:taskId, :resultId, :atMs, :kind, :tookMs, :httpStatus, :detail)`,
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
