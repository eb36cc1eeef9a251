// Every statement about tasks. Only `core/tasks/task-store.ts` may call the statements that write.
import type { Database } from '../../database.ts';
import { createTaskHistoryTable, type TaskHistoryTable } from './task-history-table.ts';
import { createTaskPollTable, type TaskPollTable } from './task-poll-table.ts';
import { createTaskQueueTable, type TaskQueueTable } from './task-queue-table.ts';
import { createTaskReconcileTable, type TaskReconcileTable } from './task-reconcile-table.ts';
import { createTaskRows, type TaskRows } from './task-rows.ts';

export type { FinishedRow, PollStateRow, RelatedTaskRow, SentRow, TaskRow } from './task-row.ts';
export { taskColumns, taskRow } from './task-row.ts';
export { taskSql } from './task-sql.ts';

/** Every statement about tasks, grouped by the code that uses it. */
export interface TaskTable extends TaskRows, TaskQueueTable, TaskPollTable, TaskReconcileTable, TaskHistoryTable {}

/** Prepares the statements. */
export function createTaskTable(database: Database): TaskTable {
  return {
    ...createTaskRows(database),
    ...createTaskQueueTable(database),
    ...createTaskPollTable(database),
    ...createTaskReconcileTable(database),
    ...createTaskHistoryTable(database),
  };
}
