// Requests made for tasks: the newest 200 of each task.
import { z } from 'zod';
import type { Database } from '../database.ts';
import { integer, json } from '../rows/column-types.ts';
import { defineRow, type RowOf } from '../rows/row-shape.ts';
import { insertSql, selectList } from '../sql-columns.ts';

/** Columns of `request_log` without the id, which only orders the rows. */
export const requestLogRow = defineRow(
  'request_log',
  {
    taskId: integer,
    /** The result that is downloaded; null for requests about the task itself. */
    resultId: integer.nullable(),
    /** When the request began, Unix milliseconds. */
    atMs: integer,
    kind: z.enum(['submit', 'upload', 'poll', 'polls', 'list', 'download']),
    durationMs: integer,
    /** null without a response, or for entries that are not HTTP requests. */
    httpStatus: integer.nullable(),
    /** JSON of flat values. */
    detail: json,
  },
  'taskId',
);
/** One request, or polls that were only counted (kind `polls`). */
export type RequestLogRow = RowOf<typeof requestLogRow>;

const maxRowsPerTask = 200;

const requestLogSql = {
  ofTask: `SELECT ${selectList(requestLogRow.columns)} FROM request_log WHERE taskId = :taskId ORDER BY id`,
  prune: `DELETE FROM request_log WHERE taskId = :taskId AND id <= (
    SELECT id FROM request_log WHERE taskId = :taskId ORDER BY id DESC LIMIT 1 OFFSET :maxRows)`,
} as const;

/** Statements about the request log. */
export interface RequestLogTable {
  /** Writes an entry, and deletes all but the newest 200 entries of its task. */
  add(row: RequestLogRow): void;
  /** Oldest first. */
  ofTask(taskId: number): RequestLogRow[];
}

/** Prepares the statements. */
export function createRequestLogTable(database: Database): RequestLogTable {
  const add = database.prepare<RequestLogRow>('requestLog.add', insertSql('request_log', requestLogRow.columns));
  const prune = database.prepare<{ taskId: number; maxRows: number }>('requestLog.prune', requestLogSql.prune);
  const ofTask = database.query<{ taskId: number }, RequestLogRow>('requestLog.ofTask', requestLogSql.ofTask, requestLogRow);
  return {
    add(row) {
      add.run(row);
      prune.run({ taskId: row.taskId, maxRows: maxRowsPerTask });
    },
    ofTask: (taskId) => ofTask.all({ taskId }),
  };
}
