// Decides which listed task of the service is ours. Pure. A wrong match would show the video of another task, so a match must be certain.
// All compared times are by the service's clock, because our clock may have been set meanwhile.
import { findModel } from '../../../shared/models/index.ts';
import type { SentRow, TaskRow } from '../../db/tables/task/task-table.ts';
import type { ListedTask } from '../ports.ts';

/**
 * The tolerance before the first submission and after the last one. It covers the inaccuracy of the clock skew. From the submission to
 * its response or time-out takes at most half a minute.
 */
const toleranceBeforeMs = 60_000;
const toleranceAfterMs = 120_000;

/** A submitted task, with the times of its first and last submission by the service's clock. */
export type SentTask = Pick<TaskRow, 'id' | 'model' | 'firstSentAtMs' | 'lastSentAtMs'>;

/**
 * Converts the submission times of a task to the service's clock. Uses the clock skew at the time of the submission if it is known,
 * otherwise the current one. `clockSkewMs`: the current skew in milliseconds (the service's clock minus ours).
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

/** The newer name of a model, if it has one. The service accepts the old name and may list either. */
const nameOf = (model: string): string => findModel(model)?.renamedTo ?? model;
const isSameModel = (one: string, other: string): boolean => nameOf(one) === nameOf(other);

/** The start of the window. A task that was created earlier, by the service's clock, cannot be the submitted one. */
export const windowStartMs = ({ firstSentAtMs }: SentTask): number => (firstSentAtMs ?? 0) - toleranceBeforeMs;

const isInWindow = (task: SentTask, createdAtMs: number): boolean =>
  task.firstSentAtMs !== null &&
  task.lastSentAtMs !== null &&
  createdAtMs >= windowStartMs(task) &&
  createdAtMs <= task.lastSentAtMs + toleranceAfterMs;

/**
 * Finds the only listed task that can be this one. It has the same model, was created within the window and is
 * not known yet, and it matches no other unconfirmed task of ours. Null if there is no match, or more than one.
 * `listed` must reach back to the start of the window.
 */
export function findUnambiguousMatch(
  task: SentTask,
  listed: readonly ListedTask[],
  otherCandidates: readonly SentTask[],
  isKnown: (serviceTaskId: string) => boolean,
): ListedTask | null {
  const candidates = listed.filter(
    ({ model, createdAtMs, serviceTaskId }, index) =>
      model !== null &&
      isSameModel(model, task.model) &&
      createdAtMs !== null &&
      isInWindow(task, createdAtMs) &&
      !isKnown(serviceTaskId) &&
      // A task is listed twice if pages shift while they are read, or if the service ignores the page number.
      listed.findIndex((other) => other.serviceTaskId === serviceTaskId) === index,
  );
  const [match] = candidates;
  if (match === undefined || candidates.length > 1) return null;
  const isAmbiguous = otherCandidates.some(
    (other) =>
      other.id !== task.id && isSameModel(other.model, task.model) && match.createdAtMs !== null && isInWindow(other, match.createdAtMs),
  );
  return isAmbiguous ? null : match;
}

/** Tasks whose ids are this close may have been submitted at about the same time, because ids are assigned in order of creation. */
const nearIdDistance = 500;

/** Ranges of ids that contain every id near one of `ids`. The ranges do not overlap. */
export function rangesAround(ids: readonly number[]): readonly { readonly fromId: number; readonly toId: number }[] {
  const ranges: { fromId: number; toId: number }[] = [];
  for (const id of ids.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && id - nearIdDistance <= last.toId) last.toId = id + nearIdDistance;
    else ranges.push({ fromId: id - nearIdDistance, toId: id + nearIdDistance });
  }
  return ranges;
}
