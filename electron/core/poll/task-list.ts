// The pages read of the service's task list, and how far back they reach. Pure. The list is undocumented: its pages may be in any order or repeat.
import type { ListedTask } from '../ports.ts';

/** Tasks created this close together may be listed in any order. */
const disorderMs = 5_000;
const pageSize = 20;

/** The pages read so far, in order. */
export interface TaskList {
  readonly listed: readonly ListedTask[];
  /** No more tasks follow after `listed`. */
  readonly isComplete: boolean;
  /** The last page had a task that the previous ones did not. A service that ignores the page number repeats itself. */
  readonly hasNews: boolean;
}

/** The list before the first page. */
export const emptyTaskList: TaskList = { listed: [], isComplete: false, hasNews: true };

/**
 * The list with one more page. It is complete after an empty page. After a page without news it is complete only if the page is not full: a full page may
 * omit tasks.
 */
export function withPage({ listed }: TaskList, page: readonly ListedTask[]): TaskList {
  const hasNews = page.some(({ taskId }) => listed.every((listedTask) => listedTask.taskId !== taskId));
  const allTasks = [...listed, ...page];
  const isShort = new Set(allTasks.map(({ taskId }) => taskId)).size < pageSize;
  return { listed: allTasks, isComplete: page.length === 0 || (!hasNews && isShort), hasNews };
}

/** True while every listed task is older than the one before it. Only then are the pages that follow older than the last task listed. */
function isNewestFirst(listed: readonly ListedTask[]): boolean {
  const createdTimes = listed.flatMap(({ createdAtMs }) => createdAtMs ?? []);
  return createdTimes.every((atMs, index) => atMs <= (createdTimes[index - 1] ?? atMs) + disorderMs);
}

/** Whether the list holds every task that was created from `atMs` on, by the service's clock. */
export function coversSince({ listed, isComplete }: TaskList, atMs: number): boolean {
  const oldestMs = listed.at(-1)?.createdAtMs ?? null;
  return isComplete || (oldestMs !== null && oldestMs < atMs && isNewestFirst(listed));
}
