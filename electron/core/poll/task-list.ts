// The pages of the service's task list that were read, and how far back they reach. Pure. The list is undocumented: its pages may come in
// any order or repeat.
import type { ListedTask } from '../ports.ts';

/** Tasks that were created within this time may be listed in any order. */
const disorderMs = 5_000;
const pageSize = 20;

/** The pages read so far, in order. */
export interface TaskList {
  readonly listed: readonly ListedTask[];
  /** True if no more tasks follow after `listed`. */
  readonly isComplete: boolean;
  /** True if the last page contains a task that the earlier pages do not. A service that ignores the page number repeats its page. */
  readonly hasNews: boolean;
}

/** The list before the first page. */
export const emptyTaskList: TaskList = { listed: [], isComplete: false, hasNews: true };

/**
 * Adds a page to the list. The list is complete after an empty page. After a page without news it is complete only if that page is not
 * full, because a full page may omit tasks.
 */
export function withPage({ listed }: TaskList, page: readonly ListedTask[]): TaskList {
  const hasNews = page.some(({ serviceTaskId }) => listed.every((listedTask) => listedTask.serviceTaskId !== serviceTaskId));
  const allTasks = [...listed, ...page];
  const isShort = new Set(allTasks.map(({ serviceTaskId }) => serviceTaskId)).size < pageSize;
  return { listed: allTasks, isComplete: page.length === 0 || (!hasNews && isShort), hasNews };
}

/**
 * True if every listed task is older than the one before it. Only then are all tasks on the following pages older than the last listed
 * task.
 */
function isNewestFirst(listed: readonly ListedTask[]): boolean {
  const createdTimes = listed.flatMap(({ createdAtMs }) => createdAtMs ?? []);
  return createdTimes.every((atMs, index) => atMs <= (createdTimes[index - 1] ?? atMs) + disorderMs);
}

/** Whether the list contains every task that was created at or after `atMs`, by the service's clock. */
export function coversSince({ listed, isComplete }: TaskList, atMs: number): boolean {
  const oldestMs = listed.at(-1)?.createdAtMs ?? null;
  return isComplete || (oldestMs !== null && oldestMs < atMs && isNewestFirst(listed));
}
