// What an action of the user on many waiting tasks does to each of them: pure decisions over the row, for `TaskTransitions.transitionAll`.
import type { TaskRow } from '../../../db/tables/task-table.ts';
import type { BulkEvent } from '../bulk-transition.ts';
import type { UndoState } from './undo-positions.ts';

type WaitingRow = Pick<TaskRow, 'state' | 'held' | 'heldBy' | 'notBeforeMs' | 'queuePosition'>;

/** A waiting task that is not held already is held. */
export const holdEvent = ({ state, held }: Pick<WaitingRow, 'state' | 'held'>): BulkEvent | null =>
  state === 'waiting' && held === 0 ? { type: 'held' } : null;

/** A waiting task is discarded. */
export const discardEvent = ({ state }: Pick<WaitingRow, 'state'>): BulkEvent | null =>
  state === 'waiting' ? { type: 'discarded' } : null;

/**
 * A task that is held or delayed is released. `maybe-sent`: it may have been sent since a backup, so it is left out; it is released one by one, by
 * whoever has compared. Null where there is nothing to release.
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

/** A waiting task moves to `queuePosition`, unless it is there; undefined: it gets none. */
export const moveEvent = (row: Pick<WaitingRow, 'state' | 'queuePosition'>, queuePosition: number | undefined): BulkEvent | null =>
  row.state === 'waiting' && queuePosition !== undefined && row.queuePosition !== queuePosition ? { type: 'moved', queuePosition } : null;

/** Undo of a discard: the task waits again as before, unless nothing is remembered of it or another task was submitted in its place. */
export function undoDiscardEvent(left: UndoState | null): BulkEvent | null {
  if (left === null || left === 'replaced') return null;
  const { newestTaskId: _, ...position } = left;
  return { type: 'discard-undone', ...position };
}
