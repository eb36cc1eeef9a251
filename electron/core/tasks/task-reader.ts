// Reads tasks and results: rows for the core, views for the window.
import type { SnapshotPage } from '../../../shared/ipc.ts';
import type { Task } from '../../../shared/task.ts';
import type { ResultRow } from '../../db/tables/library/result-table.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import { type LatestResponse, type TaskStoreContext, viewOf } from './task-transitions.ts';

/** Reads rows and views without changing anything. */
export interface TaskReader {
  /** The row of a task; undefined when there is none. Throws `InvalidRowError` when it does not parse. */
  row(id: number): TaskRow | undefined;
  /** The row of a task; null if there is none, or if it does not parse. For callers that read many rows. */
  readableRow(id: number): TaskRow | null;
  /** The row of a result; undefined when there is none. Throws `InvalidRowError` when it does not parse. */
  result(id: number): ResultRow | undefined;
  /** All results of a task, by position. Throws `InvalidRowError`, because callers add results that seem to be missing. */
  results(taskId: number): ResultRow[];
  /** The view of a task; null when there is none. */
  get(id: number): Task | null;
  /** The view of a live task; null for any other task, and if the row does not parse: the window continues without it. */
  getLive(id: number): Task | null;
  /** The views of all live tasks; reads no other rows. */
  live(): Task[];
  /** The next page of live tasks by id, and whether it is the last page. */
  livePage(page: SnapshotPage): { tasks: Task[]; isComplete: boolean };
  /** The latest response for a running task, if that response was not stored; null otherwise. */
  latestResponse(id: number): LatestResponse | null;
}

function liveTasks(context: TaskStoreContext): Task[] {
  const { tables } = context;
  const byTask = new Map<number, ResultRow[]>();
  for (const result of tables.results.ofLiveTasks()) {
    const rows = byTask.get(result.taskId);
    if (rows === undefined) byTask.set(result.taskId, [result]);
    else rows.push(result);
  }
  return tables.tasks.live().map((row) => viewOf(context, row, byTask.get(row.id) ?? []));
}

/** Called once by the task store. */
export function createTaskReader(context: TaskStoreContext): TaskReader {
  const { tables, latestResponses } = context;
  return {
    row: (id) => tables.tasks.get(id),
    readableRow: (id) => tables.ifReadable(() => tables.tasks.get(id)) ?? null,
    result: (id) => tables.results.get(id),
    results: (taskId) => tables.results.allOfTask(taskId),
    get(id) {
      const row = tables.tasks.get(id);
      return row === undefined ? null : viewOf(context, row);
    },
    getLive(id) {
      const row = tables.ifReadable(() => tables.tasks.get(id));
      return row === undefined || row === null || row.live === 0 ? null : viewOf(context, row);
    },
    live: () => liveTasks(context),
    livePage({ afterId, limit }) {
      const rows = tables.tasks.livePage(afterId, limit + 1);
      return { tasks: rows.slice(0, limit).map((row) => viewOf(context, row)), isComplete: rows.length <= limit };
    },
    latestResponse: (id) => latestResponses.get(id) ?? null,
  };
}
