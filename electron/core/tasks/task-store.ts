// The task store, the only writer of tasks and results. Combines transitions, new tasks, adjustments and views.
import { ok, type Result } from '../../../shared/result.ts';
import type { Tables } from '../../db/tables/tables.ts';
import { createUndoPositions, type UndoPosition, type UndoState } from './queue/undo-positions.ts';
import { createTaskAdjuster, type TaskAdjuster } from './task-adjuster.ts';
import { createTaskCreator, type TaskCreator } from './task-creator.ts';
import { createTaskReader, type TaskReader } from './task-reader.ts';
import {
  createTaskTransitions,
  type TaskStoreContext,
  type TaskStoreDeps,
  type TaskTransitions,
  type TransitionError,
} from './task-transitions.ts';

/** Tasks and results by id. Every change is published through the listener once it is written. */
export interface TaskStore extends TaskTransitions, TaskCreator, TaskReader, TaskAdjuster {
  /** Applies several changes atomically. Nested calls join the outer transaction. */
  readonly transaction: Tables['transaction'];
  /**
   * Discards a draft that was taken back for editing and is now submitted as another task. Returns its undo position; null if there is
   * none. Call it in the transaction that creates the other task. The draft cannot be restored afterwards.
   */
  submitDraftAs(id: number): Result<UndoPosition | null, TransitionError>;
  /**
   * The queue state of a task before it left the queue; null if it was not recorded. `replaced` if another task has been created from it
   * since.
   */
  undoStateOf(id: number): UndoState | null;
  /** Records the position of a draft that was taken back for editing in the previous run. Called at start-up. */
  restoreUndoPosition(id: number, queuePosition: number): void;
}

function undoStateOf({ tables, undoPositions }: TaskStoreContext, id: number): UndoState | null {
  const undoState = undoPositions.get(id);
  return undoState !== null && undoState !== 'replaced' && tables.tasks.hasSuccessor(id, undoState.newestTaskId) ? 'replaced' : undoState;
}

/** Called once by `core/compose/`. */
export function createTaskStore(deps: TaskStoreDeps): TaskStore {
  const { tables } = deps;
  const context: TaskStoreContext = { ...deps, latestResponses: new Map(), undoPositions: createUndoPositions() };
  const transitions = createTaskTransitions(context);
  return {
    ...transitions,
    ...createTaskCreator(context, transitions.transition),
    ...createTaskReader(context),
    ...createTaskAdjuster(context),
    transaction: tables.transaction,
    submitDraftAs(id) {
      const discarded = transitions.transition(id, { type: 'discarded' });
      if (!discarded.ok) return discarded;
      const undoState = undoStateOf(context, id);
      context.undoPositions.markReplaced(id);
      return ok(undoState === 'replaced' ? null : undoState);
    },
    undoStateOf: (id) => undoStateOf(context, id),
    restoreUndoPosition: (id, queuePosition) => context.undoPositions.restore(id, queuePosition, tables.tasks.newestId()),
  };
}
