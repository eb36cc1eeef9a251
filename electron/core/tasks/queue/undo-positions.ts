// The queue positions of tasks that the user discarded or took back for editing, so that undo can restore them. They are kept in memory
// until the studio ends, for the 5,000 tasks that left the queue last. The position of the task in the composer is also stored
// (`composer-draft.ts`).
import type { AppError } from '../../../../shared/errors.ts';
import type { TaskHold } from '../../../../shared/task.ts';
import { storedErrorOrNull } from '../../../db/rows/stored-json.ts';
import type { TaskRow } from '../../../db/tables/task/task-table.ts';

/** The queue state of a task before it was discarded or taken back for editing. */
export interface UndoPosition {
  readonly queuePosition: number;
  /** null if the task was not held. */
  readonly hold: TaskHold | null;
  /** Unix milliseconds; null if the task was not delayed. */
  readonly notBeforeMs: number | null;
  /** The reason for the hold or the delay; null if there is none. */
  readonly error: AppError | null;
  /** The id of the newest task at that time. A task with a higher id that was created from this task replaces it. */
  readonly newestTaskId: number;
}

/**
 * The undo position of a task. `replaced`: another task was submitted in its place. The task must not be submitted again, because both
 * would be charged.
 */
export type UndoState = UndoPosition | 'replaced';

/** The undo position of a waiting task; null if the task has no queue position. */
export const undoPositionOf = ({ queuePosition, heldBy: hold, notBeforeMs, error }: TaskRow, newestTaskId: number): UndoPosition | null =>
  queuePosition === null ? null : { queuePosition, hold, notBeforeMs, error: storedErrorOrNull(error), newestTaskId };

const maxUndoPositions = 5_000;

/** The undo positions of at most 5,000 tasks. A new record removes the oldest one when the limit is reached. */
export interface UndoPositions {
  /** Records the position of a waiting task. Does nothing if the task has no queue position, so that an earlier record stays. */
  record(row: TaskRow, newestTaskId: number): void;
  /** Records the position of a task that left the queue in an earlier run. Its hold, delay and error are not known any more. */
  restore(id: number, queuePosition: number, newestTaskId: number): void;
  /** Records that another task replaces this one. */
  markReplaced(id: number): void;
  /** Returns the record of a task; null if there is none. */
  get(id: number): UndoState | null;
}

/** Creates the record, which starts empty. Called once by the task store. */
export function createUndoPositions(): UndoPositions {
  const positions = new Map<number, UndoState>();

  function store(id: number, undoState: UndoState): void {
    // The entry is deleted first, so that it moves to the end of the map. The first entry is always the oldest.
    positions.delete(id);
    positions.set(id, undoState);
    const [oldest] = positions.keys();
    if (positions.size > maxUndoPositions && oldest !== undefined) positions.delete(oldest);
  }

  return {
    record(row, newestTaskId) {
      const position = undoPositionOf(row, newestTaskId);
      if (position !== null) store(row.id, position);
    },
    restore: (id, queuePosition, newestTaskId) => store(id, { queuePosition, hold: null, notBeforeMs: null, error: null, newestTaskId }),
    markReplaced: (id) => store(id, 'replaced'),
    get: (id) => positions.get(id) ?? null,
  };
}
