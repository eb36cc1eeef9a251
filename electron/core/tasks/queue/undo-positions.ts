// The queue positions of tasks that the user discarded or took back for editing, for undo: the newest only, in memory, until the studio ends. The
// position of the task in the composer is also stored (`composer-draft.ts`).
import type { AppError } from '../../../../shared/errors.ts';
import type { TaskHold } from '../../../../shared/task.ts';
import { storedErrorOrNull } from '../../../db/rows/stored-json.ts';
import type { TaskRow } from '../../../db/tables/task-table.ts';

/** The queue state of a task before it was discarded or taken back for editing. */
export interface UndoPosition {
  readonly queuePosition: number;
  readonly hold: TaskHold | null;
  /** Unix milliseconds; null: not delayed. */
  readonly notBeforeMs: number | null;
  readonly error: AppError | null;
  /** The newest task at that time: one created from this task later replaces it. */
  readonly newestTaskId: number;
}

/** `replaced`: another task was submitted in its place, so that it must not wait again: both would be charged. */
export type UndoState = UndoPosition | 'replaced';

const maxUndoPositions = 5_000;

/** The undo positions of the newest 5,000 tasks that left the queue; the oldest is removed first. */
export interface UndoPositions {
  /** Records the position of a waiting task; for any other task an earlier record stays. */
  record(row: TaskRow, newestTaskId: number): void;
  /** Records the position of a task that left the queue in an earlier run. */
  restore(id: number, queuePosition: number, newestTaskId: number): void;
  /** Records that another task replaces this one. */
  markReplaced(id: number): void;
  /** null without a record. */
  get(id: number): UndoState | null;
}

/** Built once by the task store. */
export function createUndoPositions(): UndoPositions {
  const positions = new Map<number, UndoState>();

  function remember(id: number, left: UndoState): void {
    positions.delete(id);
    positions.set(id, left);
    const [oldest] = positions.keys();
    if (positions.size > maxUndoPositions && oldest !== undefined) positions.delete(oldest);
  }

  return {
    record({ id, queuePosition, heldBy: hold, notBeforeMs, error }, newestTaskId) {
      if (queuePosition === null) return;
      remember(id, { queuePosition, hold, notBeforeMs, error: storedErrorOrNull(error), newestTaskId });
    },
    restore: (id, queuePosition, newestTaskId) => remember(id, { queuePosition, hold: null, notBeforeMs: null, error: null, newestTaskId }),
    markReplaced: (id) => remember(id, 'replaced'),
    get: (id) => positions.get(id) ?? null,
  };
}
