// The queue positions of tasks that the user discarded or took back for editing, for undo of a discard: the newest only, in memory, until the studio
// ends. What the composer holds then is remembered with it (`composer-draft.ts`).
import type { AppError } from '../../../../shared/errors.ts';
import type { TaskHold } from '../../../../shared/task.ts';
import { storedErrorOrNull } from '../../../db/rows/stored-json.ts';
import type { TaskRow } from '../../../db/tables/task-table.ts';

/** How a task waited before it was discarded or taken back for editing. */
export interface UndoPosition {
  readonly queuePosition: number;
  readonly hold: TaskHold | null;
  readonly notBeforeMs: number | null;
  readonly error: AppError | null;
  /** The newest task of that moment: what was made from this one later takes its place. */
  readonly newestTaskId: number;
}

/** `replaced`: another task was submitted in its place, so that it must not wait again: both would be paid for. */
export type UndoState = UndoPosition | 'replaced';

const maxUndoPositions = 5_000;

/** What is remembered of the newest 5,000 tasks that left the queue; the oldest is forgotten first. */
export interface UndoPositions {
  /** Remembers how a waiting task waited; one that does not wait keeps what is remembered of it. */
  record(row: TaskRow, newestTaskId: number): void;
  /** Remembers the place of a task that left before the studio was closed. */
  restore(id: number, queuePosition: number, newestTaskId: number): void;
  /** From now on the task has a successor. */
  markReplaced(id: number): void;
  /** null where nobody remembers. */
  get(id: number): UndoState | null;
}

/** Built once by the task store. */
export function createUndoPositions(): UndoPositions {
  const places = new Map<number, UndoState>();

  function remember(id: number, left: UndoState): void {
    places.delete(id);
    places.set(id, left);
    const [oldest] = places.keys();
    if (places.size > maxUndoPositions && oldest !== undefined) places.delete(oldest);
  }

  return {
    record({ id, queuePosition, heldBy: hold, notBeforeMs, error }, newestTaskId) {
      if (queuePosition === null) return;
      remember(id, { queuePosition, hold, notBeforeMs, error: storedErrorOrNull(error), newestTaskId });
    },
    restore: (id, queuePosition, newestTaskId) => remember(id, { queuePosition, hold: null, notBeforeMs: null, error: null, newestTaskId }),
    markReplaced: (id) => remember(id, 'replaced'),
    get: (id) => places.get(id) ?? null,
  };
}
