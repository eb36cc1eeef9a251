// Which task of the service's list is ours. Pure. A wrong match would show somebody else's video as this task's, so a match must be beyond doubt.
// All moments compared here are by the clock of the service: ours may have been set since.
import { findModel } from '../../../shared/models/index.ts';
import type { SentRow, TaskRow } from '../../db/tables/task-table.ts';
import type { ListedTask } from '../ports.ts';

/**
 * How exactly the difference between the service's clock and ours is known; a submission takes at most half a minute to be answered or given up.
 */
const earlierMs = 60_000;
const laterMs = 120_000;

/** A task that was sent, with the moments of its first and last send by the clock of the service. */
export type SentTask = Pick<TaskRow, 'id' | 'model' | 'firstSentAtMs' | 'lastSentAtMs'>;

/**
 * A task with the moments of its sends by the service's clock: as that was known then, else as it is known now. `aheadMs`: the service's clock minus
 * ours, in milliseconds.
 */
export function toServiceTime(
  { id, model, firstSentAtMs, lastSentAtMs, firstSentServiceMs, lastSentServiceMs }: SentRow,
  aheadMs: number,
): SentTask {
  const shifted = (atMs: number | null): number | null => (atMs === null ? null : atMs + aheadMs);
  return {
    id,
    model,
    firstSentAtMs: firstSentServiceMs ?? shifted(firstSentAtMs),
    lastSentAtMs: lastSentServiceMs ?? shifted(lastSentAtMs),
  };
}

/** Some models have a newer name; the service takes the old one and may list either. */
const nameOf = (model: string): string => findModel(model)?.renamedTo ?? model;
const isSameModel = (one: string, other: string): boolean => nameOf(one) === nameOf(other);

/** Nothing that was created before this moment, by the service's clock, can be the task. */
export const windowStartMs = ({ firstSentAtMs }: SentTask): number => (firstSentAtMs ?? 0) - earlierMs;

const inWindow = (task: SentTask, createdAtMs: number): boolean =>
  task.firstSentAtMs !== null &&
  task.lastSentAtMs !== null &&
  createdAtMs >= windowStartMs(task) &&
  createdAtMs <= task.lastSentAtMs + laterMs;

/**
 * The one listed task that can only be this one: same model, created within the window, not known already; and no other task of ours in
 * doubt could be meant by it. Null where there is none or more than one. `listed` must reach back to the start of the window.
 */
export function findUnambiguousMatch(
  task: SentTask,
  listed: readonly ListedTask[],
  othersInDoubt: readonly SentTask[],
  isKnown: (taskId: string) => boolean,
): ListedTask | null {
  const candidates = listed.filter(
    ({ model, createdAtMs, taskId }, index) =>
      model !== null &&
      isSameModel(model, task.model) &&
      createdAtMs !== null &&
      inWindow(task, createdAtMs) &&
      !isKnown(taskId) &&
      // Pages that moved on while they were read, or a service that knows no pages, name a task more than once.
      listed.findIndex((other) => other.taskId === taskId) === index,
  );
  const [only] = candidates;
  if (only === undefined || candidates.length > 1) return null;
  const isAmbiguous = othersInDoubt.some(
    (other) =>
      other.id !== task.id && isSameModel(other.model, task.model) && only.createdAtMs !== null && inWindow(other, only.createdAtMs),
  );
  return isAmbiguous ? null : only;
}

/** Tasks whose ids differ by no more may have been sent at about the same time: ids are given in the order of creation. */
const nearIds = 500;

/** Ranges of ids that hold every id near one of `ids`; no two overlap. */
export function nearRanges(ids: readonly number[]): readonly { readonly fromId: number; readonly toId: number }[] {
  const ranges: { fromId: number; toId: number }[] = [];
  for (const id of ids.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && id - nearIds <= last.toId) last.toId = id + nearIds;
    else ranges.push({ fromId: id - nearIds, toId: id + nearIds });
  }
  return ranges;
}
