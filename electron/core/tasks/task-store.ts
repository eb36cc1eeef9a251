// The only writer of tasks and results: transitions, new tasks, adjustments and views, over one context.
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
  type TransitionRefused,
} from './task-transitions.ts';

/** Tasks and results by their ids. Whatever it changes is announced to the listener once it is written. */
export interface TaskStore extends TaskTransitions, TaskCreator, TaskReader, TaskAdjuster {
  /** Several changes as one: all or none. Nested calls join the outer one. */
  readonly transaction: Tables['transaction'];
  /**
   * Discards a draft that was taken back for editing and is submitted now as another task: answers its undo position, null where none is
   * remembered. Called in the transaction that creates the other task; from then on the draft cannot come back.
   */
  submitDraftAs(id: number): Result<UndoPosition | null, TransitionRefused>;
  /** How a task waited before it left the queue; `replaced` once a task was created from it since. Null where nothing is remembered. */
  undoStateOf(id: number): UndoState | null;
  /** Remembers where a draft waited that was taken back for editing before the studio was closed. Called at the start. */
  restoreUndoPosition(id: number, turn: number): void;
}

function undoStateOf({ tables, undoPositions }: TaskStoreContext, id: number): UndoState | null {
  const left = undoPositions.get(id);
  return left !== null && left !== 'replaced' && tables.tasks.hasSuccessor(id, left.newestTaskId) ? 'replaced' : left;
}

/** Built once by the composition. */
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
      const left = undoStateOf(context, id);
      context.undoPositions.markReplaced(id);
      return ok(left === 'replaced' ? null : left);
    },
    undoStateOf: (id) => undoStateOf(context, id),
    restoreUndoPosition: (id, turn) => context.undoPositions.restore(id, turn, tables.tasks.newestId()),
  };
}
