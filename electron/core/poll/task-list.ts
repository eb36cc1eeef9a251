// What was read of the service's task list, and how far back it reaches. Pure. The list is undocumented: nothing is taken for granted of its pages.
import type { ListedTask } from '../ports.ts';

/** Tasks of one moment may be listed in any order. */
const disorderMs = 5_000;
const pageSize = 20;

/** The pages that were read so far, in order. */
export interface TaskList {
  readonly listed: readonly ListedTask[];
  /** Nothing comes after `listed`. */
  readonly isWhole: boolean;
  /** The last page named a task that the ones before did not. A service that knows no pages says the same each time. */
  readonly hasNews: boolean;
}

/** Before the first page. */
export const emptyTaskList: TaskList = { listed: [], isWhole: false, hasNews: true };

/**
 * The list with one more page. It is whole after an empty page. After a page without news it is whole only where it is less than a page: what a full
 * page leaves out nobody has seen.
 */
export function withPage({ listed }: TaskList, page: readonly ListedTask[]): TaskList {
  const hasNews = page.some(({ taskId }) => listed.every((known) => known.taskId !== taskId));
  const all = [...listed, ...page];
  const isShort = new Set(all.map(({ taskId }) => taskId)).size < pageSize;
  return { listed: all, isWhole: page.length === 0 || (!hasNews && isShort), hasNews };
}

/** True while every listed task is older than the one before it. Only then are the pages that follow older than the last task listed. */
function isNewestFirst(listed: readonly ListedTask[]): boolean {
  const moments = listed.flatMap(({ createdAtMs }) => createdAtMs ?? []);
  return moments.every((atMs, index) => atMs <= (moments[index - 1] ?? atMs) + disorderMs);
}

/** Whether the list holds every task that was created from `atMs` on, by the service's clock. */
export function reachesBackTo({ listed, isWhole }: TaskList, atMs: number): boolean {
  const oldestMs = listed.at(-1)?.createdAtMs ?? null;
  return isWhole || (oldestMs !== null && oldestMs < atMs && isNewestFirst(listed));
}
