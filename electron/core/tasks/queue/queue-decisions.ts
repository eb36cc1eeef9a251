// Decides which event an action of the user causes for each of many waiting tasks. Pure; used with `TaskTransitions.transitionAll`.
import type { TaskRow } from '../../../db/tables/task/task-table.ts';
import type { BulkEvent } from '../bulk-transition.ts';
import type { UndoPosition } from './undo-positions.ts';

type WaitingRow = Pick<TaskRow, 'state' | 'held' | 'heldBy' | 'notBeforeMs' | 'queuePosition'>;

/** Holds a waiting task unless it is already held. */
export const holdEvent = ({ state, held }: Pick<WaitingRow, 'state' | 'held'>): BulkEvent | null =>
  state === 'waiting' && held === 0 ? { type: 'held' } : null;

/** Discards a waiting task. */
export const discardEvent = ({ state }: Pick<WaitingRow, 'state'>): BulkEvent | null =>
  state === 'waiting' ? { type: 'discarded' } : null;

/**
 * Releases a held or delayed task; null if there is nothing to release. `maybe-sent`: the task may have been sent since a backup, so it
 * is not released. The user compares such tasks and releases them one by one.
 */
export function releaseDecision({
  state,
  held,
  heldBy,
  notBeforeMs,
}: Pick<WaitingRow, 'state' | 'held' | 'heldBy' | 'notBeforeMs'>): 'release' | 'maybe-sent' | null {
  if (state !== 'waiting' || (held === 0 && notBeforeMs === null)) return null;
  return heldBy === 'restore' ? 'maybe-sent' : 'release';
}

/** Moves a waiting task to `queuePosition`; null if it is already there. If `queuePosition` is undefined, the task gets no position. */
export const moveEvent = (row: Pick<WaitingRow, 'state' | 'queuePosition'>, queuePosition: number | undefined): BulkEvent | null =>
  row.state === 'waiting' && queuePosition !== undefined && row.queuePosition !== queuePosition ? { type: 'moved', queuePosition } : null;

/** The state of a waiting task before it was discarded. */
export interface RecordedDiscard extends Omit<UndoPosition, 'notBeforeMs'> {
  readonly id: number;
}

/**
 * Undoes a discard: the task waits again at its former place, held. If it may have been sent since a backup, it gets that error again.
 */
export const restoreEvent = ({ queuePosition, hold, error }: RecordedDiscard): BulkEvent => ({
  type: 'discard-undone',
  queuePosition,
  hold: hold ?? 'user',
  notBeforeMs: null,
  error: hold === null ? null : error,
});
