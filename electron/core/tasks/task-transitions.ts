// Transitions of tasks and results. Each transition is checked against the table in shared/task.ts, written with its journal entry in one
// transaction, and published through the listener. A forbidden transition is an expected error, because the user and a job may change a
// row at the same time.
import type { AppError, AppErrorOf } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isLive, type Task } from '../../../shared/task.ts';
import type { ResultRow } from '../../db/tables/library/result-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { Clock, ServiceResult } from '../ports.ts';
import { type BulkEvent, transitionMany } from './bulk-transition.ts';
import type { UndoPositions } from './queue/undo-positions.ts';
import type { TaskEvent } from './reducer/task-event.ts';
import { type ResultEvent, reduceResult } from './result-reducer.ts';
import { newResult } from './row-factories.ts';
import { reduceTask, shouldJournal } from './task-reducer.ts';
import { resultView, type Transfer, taskView } from './task-view.ts';

/** The event is not allowed in the current state of the row, or there is no such row. */
export type TransitionError = AppErrorOf<'not-allowed-in-state' | 'unknown-item'>;

/** Receives changes; implemented by the publisher. */
export interface TaskListener {
  /** Called after a task, or one of its results, was written. */
  taskChanged(id: number): void;
  /** Called after a video was added to the library. `storedAtMs`: Unix milliseconds. */
  libraryAdded(resultId: number, storedAtMs: number): void;
  /** Called after the record of a stored video changed. */
  libraryChanged(resultId: number): void;
  /** Called after a video left the library: it is downloaded again, or was moved to the trash. */
  libraryRemoved(resultId: number): void;
}

/** Dependencies of the task store. */
export interface TaskStoreDeps {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly listener: TaskListener;
  /** The running download of a result; null if there is none. */
  transferOf(resultId: number): Transfer | null;
  /** The reason why nothing is downloaded now; null if there is none. */
  downloadBlocker?(): AppError | null;
}

/** A response of the service and its time, Unix milliseconds. */
export interface LatestResponse {
  readonly atMs: number;
  readonly body: string;
}

/** Dependencies and in-memory state of the task store, shared by its parts. */
export interface TaskStoreContext extends TaskStoreDeps {
  /** The latest response for each running task. Most responses are not stored, but the user can see the latest one. */
  readonly latestResponses: Map<number, LatestResponse>;
  /** In memory only: a restart forgets them. */
  readonly undoPositions: UndoPositions;
}

/** Applies events to tasks and results. A refused event changes nothing. */
export interface TaskTransitions {
  /** Applies one event to one task. Called by handlers and jobs; the only way a task changes its state. */
  transition(id: number, event: TaskEvent): Result<TaskRow, TransitionError>;
  /**
   * Applies one event to a row that the caller has just read, or that a transition has just returned. The row is not read again, so
   * there must be no `await` in between. Called for polls, which are by far the most frequent events.
   */
  transitionRow(row: TaskRow, event: TaskEvent): Result<TaskRow, TransitionError>;
  /**
   * Applies an event to each of many tasks, all or none, and publishes once. `decide` returns the event; null skips the task. Returns
   * the ids of the changed tasks.
   */
  transitionAll(ids: readonly number[], decide: (row: TaskRow) => BulkEvent | null): readonly number[];
  /** Applies one event to one result. Its task is also published as changed. */
  transitionResult(id: number, event: ResultEvent): Result<ResultRow, TransitionError>;
}

/** The view of a task for the window. Pass `results` if they were already read. */
export function viewOf(context: TaskStoreContext, row: TaskRow, results?: readonly ResultRow[]): Task {
  const { tables, transferOf } = context;
  const blocker = () => context.downloadBlocker?.() ?? null;
  return taskView(
    row,
    () => (results ?? tables.results.ofTask(row.id)).map((result) => resultView(result, transferOf(result.id), blocker())),
    () => tables.journal.has(row.id, 'held-after-restore'),
  );
}

/**
 * The detail of a journal entry: the data that the row no longer contains. It never contains links of results, which give access to the
 * file without a key.
 */
const detailOf = (event: TaskEvent | ResultEvent): string =>
  JSON.stringify(event, (name, value: unknown) => (name === 'url' || name === 'results' ? undefined : value));

/** The column `live` as defined by shared/task.ts. */
const liveFlag = ({ tables }: TaskStoreContext, row: TaskRow): 0 | 1 =>
  isLive({ state: row.state, dismissed: row.dismissed === 1, results: () => tables.results.ofTask(row.id) }) ? 1 : 0;

/** Writes the row with its column `live`, and publishes it. */
export function writeTask(context: TaskStoreContext, row: TaskRow, before: TaskRow): TaskRow {
  const writtenRow: TaskRow = { ...row, live: liveFlag(context, row) };
  context.tables.tasks.update(writtenRow, before);
  if (row.state !== 'pending' && row.state !== 'processing') context.latestResponses.delete(row.id);
  context.listener.taskChanged(row.id);
  return writtenRow;
}

const recordUndoPosition = ({ tables, undoPositions }: TaskStoreContext, row: TaskRow): void =>
  undoPositions.record(row, tables.tasks.newestId());

function addResult({ tables, clock }: TaskStoreContext, row: TaskRow, position: number, result: ServiceResult, expiresAtMs: number): void {
  const nowMs = clock.now();
  const id = tables.results.insert(newResult(row.id, position, result, expiresAtMs, nowMs));
  const state = result.kind === 'video' ? 'available' : 'stored';
  tables.journal.add({ taskId: row.id, resultId: id, atMs: nowMs, event: 'found', state, detail: JSON.stringify({ position }) });
}

/** Inserts the results that an event adds. */
function addResults(context: TaskStoreContext, row: TaskRow, event: TaskEvent): void {
  if (event.type === 'completed') {
    for (const [position, result] of event.results.entries()) addResult(context, row, position, result, event.linkExpiresAtMs);
  }
  if (event.type === 'results-refreshed') {
    for (const { position, result } of event.added) addResult(context, row, position, result, event.linkExpiresAtMs);
  }
}

function transitionRow(context: TaskStoreContext, before: TaskRow, event: TaskEvent): Result<TaskRow, TransitionError> {
  const { tables, clock } = context;
  return tables.transaction(() => {
    const nowMs = clock.now();
    const after = reduceTask(before, event, nowMs);
    if (after === null) return fail({ kind: 'not-allowed-in-state', action: event.type, state: before.state });
    if (event.type === 'discarded' || event.type === 'edit-started') recordUndoPosition(context, before);
    if (shouldJournal(before, after, event)) {
      tables.journal.add({
        taskId: before.id,
        resultId: null,
        atMs: nowMs,
        event: event.type,
        state: after.state,
        detail: detailOf(event),
      });
    }
    addResults(context, after, event);
    return ok(writeTask(context, after, before));
  });
}

function transition(context: TaskStoreContext, id: number, event: TaskEvent): Result<TaskRow, TransitionError> {
  const { tables } = context;
  return tables.transaction(() => {
    const before = tables.tasks.get(id);
    return before === undefined ? fail({ kind: 'unknown-item', what: 'task' }) : transitionRow(context, before, event);
  });
}

/** Publishes the effect of a changed result on the library: a video was added, removed or changed. */
function notifyLibrary({ listener }: TaskStoreContext, before: ResultRow, after: ResultRow): void {
  const wasListed = before.storedAtMs !== null && before.trash === null;
  const isListed = after.storedAtMs !== null && after.trash === null;
  if (isListed && !wasListed) listener.libraryAdded(after.id, after.storedAtMs ?? 0);
  else if (!isListed && wasListed) listener.libraryRemoved(after.id);
  // The window may show a video that is in the trash.
  else if (before.storedAtMs !== null) listener.libraryChanged(after.id);
}

function transitionResult(context: TaskStoreContext, id: number, event: ResultEvent): Result<ResultRow, TransitionError> {
  const { tables, clock } = context;
  return tables.transaction(() => {
    const before = tables.results.get(id);
    if (before === undefined) return fail({ kind: 'unknown-item', what: 'result' });
    const nowMs = clock.now();
    const after = reduceResult(before, event, nowMs);
    if (after === null) return fail({ kind: 'not-allowed-in-state', action: event.type, state: before.state });
    tables.results.update(after);
    const { taskId, state } = after;
    tables.journal.add({ taskId, resultId: id, atMs: nowMs, event: event.type, state, detail: detailOf(event) });
    // Events of a file must work even if its task cannot be read.
    const task = tables.ifReadable(() => tables.tasks.get(taskId));
    if (task !== undefined && task !== null) writeTask(context, { ...task, changedAtMs: nowMs }, task);
    notifyLibrary(context, before, after);
    return ok(after);
  });
}

/** Called once by the task store. */
export function createTaskTransitions(context: TaskStoreContext): TaskTransitions {
  const { tables, clock, listener } = context;
  return {
    transition: (id, event) => transition(context, id, event),
    transitionRow: (row, event) => transitionRow(context, row, event),
    transitionAll(ids, decide) {
      const onApplied = (before: TaskRow, { type }: BulkEvent): void => {
        if (type === 'discarded') recordUndoPosition(context, before);
        listener.taskChanged(before.id);
      };
      return transitionMany({ tables, nowMs: clock.now(), detailOf, liveFlag: (row) => liveFlag(context, row), onApplied }, ids, decide);
    },
    transitionResult: (id, event) => transitionResult(context, id, event),
  };
}
