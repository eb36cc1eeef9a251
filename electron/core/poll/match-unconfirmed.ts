// Decides which task of the service's list is ours. Pure. A wrong match would show another task's video, so a match must be certain. All times
// compared here are by the clock of the service, because ours may have been set since.
import { findModel } from '../../../shared/models/index.ts';
import type { SentRow, TaskRow } from '../../db/tables/task-table.ts';
import type { ListedTask } from '../ports.ts';

/**
 * Tolerance before the first and after the last submission. It covers the inaccuracy of the clock skew; a submission takes at most half a minute
 * until its response or time-out.
 */
const toleranceBeforeMs = 60_000;
const toleranceAfterMs = 120_000;

/** A submitted task, with the times of its first and last submission by the clock of the service. */
export type SentTask = Pick<TaskRow, 'id' | 'model' | 'firstSentAtMs' | 'lastSentAtMs'>;

/**
 * Converts the submission times of a task to the service's clock, with the clock skew known at the time of the submission, else with the current one.
 * `clockSkewMs`: the current skew (the service's clock minus ours) in milliseconds.
 */
export function toServiceTime(
  { id, model, firstSentAtMs, lastSentAtMs, firstSentServiceMs, lastSentServiceMs }: SentRow,
  clockSkewMs: number,
): SentTask {
  const toServiceClock = (atMs: number | null): number | null => (atMs === null ? null : atMs + clockSkewMs);
  return {
    id,
    model,
    firstSentAtMs: firstSentServiceMs ?? toServiceClock(firstSentAtMs),
    lastSentAtMs: lastSentServiceMs ?? toServiceClock(lastSentAtMs),
  };
}

/** Some models have a newer name; the service takes the old one and may list either. */
const nameOf = (model: string): string => findModel(model)?.renamedTo ?? model;
const isSameModel = (one: string, other: string): boolean => nameOf(one) === nameOf(other);

/** No task created before this time, by the service's clock, can be the submitted one. */
export const windowStartMs = ({ firstSentAtMs }: SentTask): number => (firstSentAtMs ?? 0) - toleranceBeforeMs;

const isInWindow = (task: SentTask, createdAtMs: number): boolean =>
  task.firstSentAtMs !== null &&
  task.lastSentAtMs !== null &&
  createdAtMs >= windowStartMs(task) &&
  createdAtMs <= task.lastSentAtMs + toleranceAfterMs;

/**
 * Finds the only listed task that can be this one: it has the same model, was created within the window, is not known already, and no other
 * unconfirmed task of ours matches it. Null without a match, or with several. `listed` must reach back to the start of the window.
 */
export function findUnambiguousMatch(
  task: SentTask,
  listed: readonly ListedTask[],
  otherCandidates: readonly SentTask[],
  isKnown: (taskId: string) => boolean,
): ListedTask | null {
  const candidates = listed.filter(
    ({ model, createdAtMs, taskId }, index) =>
      model !== null &&
      isSameModel(model, task.model) &&
      createdAtMs !== null &&
      isInWindow(task, createdAtMs) &&
      !isKnown(taskId) &&
      // A task appears more than once when pages shift while they are read, or when the service ignores the page number.
      listed.findIndex((other) => other.taskId === taskId) === index,
  );
  const [match] = candidates;
  if (match === undefined || candidates.length > 1) return null;
  const isAmbiguous = otherCandidates.some(
    (other) =>
      other.id !== task.id && isSameModel(other.model, task.model) && match.createdAtMs !== null && isInWindow(other, match.createdAtMs),
  );
  return isAmbiguous ? null : match;
}

/** Tasks with ids this close may have been submitted at about the same time: ids are given in the order of creation. */
const nearIdDistance = 500;

/** Ranges of ids that contain every id near one of `ids`, without overlap. */
export function rangesAround(ids: readonly number[]): readonly { readonly fromId: number; readonly toId: number }[] {
  const ranges: { fromId: number; toId: number }[] = [];
  for (const id of ids.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && id - nearIdDistance <= last.toId) last.toId = id + nearIdDistance;
    else ranges.push({ fromId: id - nearIdDistance, toId: id + nearIdDistance });
  }
  return ranges;
}
