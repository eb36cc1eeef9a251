// Decides which event a user's action on many waiting tasks causes for each of them. Pure; used with `TaskTransitions.transitionAll`.
import type { TaskRow } from '../../../db/tables/task-table.ts';
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
 * Releases a held or delayed task. `maybe-sent`: it may have been sent since a backup, so it is left out; the user releases such tasks one by one
 * after comparing. Null when there is nothing to release.
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

/** Moves a waiting task to `queuePosition`, unless it is already there; undefined: it gets no position. */
export const moveEvent = (row: Pick<WaitingRow, 'state' | 'queuePosition'>, queuePosition: number | undefined): BulkEvent | null =>
  row.state === 'waiting' && queuePosition !== undefined && row.queuePosition !== queuePosition ? { type: 'moved', queuePosition } : null;

/** A waiting task as it was before it was discarded. */
export interface RecordedDiscard extends Omit<UndoPosition, 'notBeforeMs'> {
  readonly id: number;
}

/** Undoes a discard: the task waits again at its place, held. One that may have been sent since a backup says so again. */
export const restoreEvent = ({ queuePosition, hold, error }: RecordedDiscard): BulkEvent => ({
  type: 'discard-undone',
  queuePosition,
  hold: hold ?? 'user',
  notBeforeMs: null,
  error: hold === null ? null : error,
});
