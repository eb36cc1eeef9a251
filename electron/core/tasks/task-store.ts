// The only writer of task and result state. A fact is checked against the table of shared/task.ts, written with its line of history in
// one transaction, and told to the publisher. What may not happen is refused as a value: a person and a loop may race for a row.
import type { AppError, AppErrorOf } from '../../../shared/errors.ts';
import type { GenerationRequest } from '../../../shared/generation.ts';
import type { SnapshotPage } from '../../../shared/ipc.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isLive, type Task } from '../../../shared/task.ts';
import type { VideoTags } from '../../../shared/video-tags.ts';
import type { ResultRow } from '../../db/tables/result-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { Clock, ServiceResult, StoredFile } from '../ports.ts';
import { type BulkEvent, transitionMany } from './bulk-transition.ts';
import { type ResultEvent, reduceResult } from './result-reducer.ts';
import { newResult, newTask, rebuiltResult, rebuiltTask } from './row-factories.ts';
import { reduceTask, shouldJournal, type TaskEvent } from './task-reducer.ts';
import { resultView, type Transfer, taskView } from './task-view.ts';
import { createUndoPositions, type UndoPosition, type UndoState } from './undo-positions.ts';

export type TransitionRefused = AppErrorOf<'not-allowed-in-state' | 'unknown-item'>;

/** Who is told about changes; the publisher. */
export interface TaskListener {
  taskChanged(id: number): void;
  libraryAdded(resultId: number, storedAtMs: number): void;
  libraryChanged(resultId: number): void;
  libraryRemoved(resultId: number): void;
}

export type TaskStore = ReturnType<typeof createTaskStore>;

/** A line of history holds what the row does not say any more: never the results' links, they are a way to the file without a key. */
function detailOf(change: TaskEvent | ResultEvent): string {
  return JSON.stringify(change, (name, value: unknown) => (name === 'fact' || name === 'url' || name === 'results' ? undefined : value));
}

export function createTaskStore(parts: {
  tables: Tables;
  clock: Clock;
  listener: TaskListener;
  transferOf(resultId: number): Transfer | null;
  /** Why nothing is downloaded now. */
  downloadBlocker?(): AppError | null;
}) {
  const { tables, clock, listener, transferOf, downloadBlocker: heldUp = () => null } = parts;
  /** The newest look at each running task; most teach nothing that is worth a row, but a person who looks wants to see them. */
  const latest = new Map<number, { readonly atMs: number; readonly body: string }>();

  const places = createUndoPositions();
  const rememberPlace = (row: TaskRow): void => places.record(row, tables.tasks.newestId());

  /** What is remembered of where a task stood; `replaced` as soon as a task was made from it after it left the queue. */
  function undoStateOf(id: number): UndoState | null {
    const left = places.get(id);
    return left !== null && left !== 'replaced' && tables.tasks.hasSuccessor(id, left.newestTaskId) ? 'replaced' : left;
  }

  const viewOf = (row: TaskRow, results?: readonly ResultRow[]): Task =>
    taskView(
      row,
      () => (results ?? tables.results.ofTask(row.id)).map((result) => resultView(result, transferOf(result.id), heldUp())),
      () => tables.journal.has(row.id, 'held-after-restore'),
    );

  /** Writes the row with `live` as shared/task.ts defines it. */
  function write(row: TaskRow, before: TaskRow): TaskRow {
    const live = isLive(viewOf(row)) ? 1 : 0;
    const settled: TaskRow = { ...row, live };
    tables.tasks.update(settled, before);
    if (row.state !== 'pending' && row.state !== 'processing') latest.delete(row.id);
    listener.taskChanged(row.id);
    return settled;
  }

  function addResult(row: TaskRow, position: number, result: ServiceResult, linkExpiresAtMs: number): void {
    const nowMs = clock.now();
    const id = tables.results.insert(newResult(row.id, position, result, linkExpiresAtMs, nowMs));
    const state = result.kind === 'video' ? 'available' : 'stored';
    tables.journal.add({ taskId: row.id, resultId: id, atMs: nowMs, event: 'found', state, detail: JSON.stringify({ position }) });
  }

  function transition(id: number, change: TaskEvent): Result<TaskRow, TransitionRefused> {
    return tables.transaction(() => {
      const before = tables.tasks.get(id);
      if (before === undefined) return fail({ kind: 'unknown-item', what: 'task' });
      const nowMs = clock.now();
      const after = reduceTask(before, change, nowMs);
      if (after === null) return fail({ kind: 'not-allowed-in-state', action: change.type, state: before.state });
      if (change.type === 'discarded' || change.type === 'edit-started') rememberPlace(before);
      if (shouldJournal(before, after, change)) {
        tables.journal.add({ taskId: id, resultId: null, atMs: nowMs, event: change.type, state: after.state, detail: detailOf(change) });
      }
      if (change.type === 'completed') {
        change.results.forEach((result, position) => {
          addResult(after, position, result, change.linkExpiresAtMs);
        });
      }
      if (change.type === 'results-refreshed') {
        for (const { position, result } of change.added) addResult(after, position, result, change.linkExpiresAtMs);
      }
      return ok(write(after, before));
    });
  }

  /** The same kind of thing happens to many tasks at once: all or none, told once. `decide` says what to each, null for nothing. */
  function transitionAll(ids: readonly number[], decide: (row: TaskRow) => BulkEvent | null): readonly number[] {
    const happened = (before: TaskRow, { type: fact }: BulkEvent): void => {
      if (fact === 'discarded') rememberPlace(before);
      listener.taskChanged(before.id);
    };
    return transitionMany({ tables, nowMs: clock.now(), detailOf, viewOf, happened }, ids, decide);
  }

  function tellLibrary(before: ResultRow, after: ResultRow): void {
    const wasThere = before.storedAtMs !== null;
    if (after.storedAtMs !== null && !wasThere) listener.libraryAdded(after.id, after.storedAtMs);
    else if (after.storedAtMs === null && wasThere) listener.libraryRemoved(after.id);
    else if (wasThere) listener.libraryChanged(after.id);
  }

  function transitionResult(id: number, change: ResultEvent): Result<ResultRow, TransitionRefused> {
    return tables.transaction(() => {
      const before = tables.results.get(id);
      if (before === undefined) return fail({ kind: 'unknown-item', what: 'result' });
      const nowMs = clock.now();
      const after = reduceResult(before, change, nowMs);
      if (after === null) return fail({ kind: 'not-allowed-in-state', action: change.type, state: before.state });
      tables.results.update(after);
      tables.journal.add({
        taskId: after.taskId,
        resultId: id,
        atMs: nowMs,
        event: change.type,
        state: after.state,
        detail: detailOf(change),
      });
      const task = tables.tasks.get(after.taskId);
      if (task !== undefined) write({ ...task, changedAtMs: nowMs }, task);
      tellLibrary(before, after);
      return ok(after);
    });
  }

  /** Changes of a row that are no facts: when to look next, how far a download is. */
  function adjustTask(id: number, change: Partial<Pick<TaskRow, 'nextPollAtMs' | 'reconcileAtMs' | 'notBeforeMs'>>): void {
    tables.transaction(() => {
      const row = tables.tasks.get(id);
      if (row !== undefined) write({ ...row, ...change }, row);
    });
  }

  function adjustResult(id: number, change: Partial<ResultRow>): void {
    tables.transaction(() => {
      const row = tables.results.get(id);
      if (row === undefined) return;
      const after = { ...row, ...change };
      tables.results.update(after);
      listener.taskChanged(row.taskId);
      if (after.storedAtMs !== null) listener.libraryChanged(id);
    });
  }

  return {
    transition,
    transitionAll,
    transitionResult,
    /** Several facts as one: all or none. */
    transaction: tables.transaction,

    /** Makes `count` tasks of one wish and presses Generate for each; their ids in order of turn. */
    create(wish: {
      profileId: number;
      simulated: boolean;
      request: GenerationRequest;
      sourceTaskId: number | null;
      count: number;
      /** The press they come of, so that it never makes them again; null where nobody pressed. */
      press: string | null;
      /** Where they stand in the queue, one behind the other; null: last. */
      turn?: number | null;
    }): readonly number[] {
      return tables.transaction(() => {
        const lastTurn = tables.tasks.turns(wish.profileId).most ?? 0;
        return Array.from({ length: wish.count }, (_, n) => {
          const nowMs = clock.now();
          const id = tables.tasks.insert(newTask(wish, nowMs));
          tables.journal.add({ taskId: id, resultId: null, atMs: nowMs, event: 'created', state: 'draft', detail: '{}' });
          // What stands at one turn goes by its id.
          const pressed = transition(id, { type: 'generate-pressed', queuePosition: wish.turn ?? lastTurn + 1 + n });
          if (!pressed.ok) throw new Error('a fresh draft cannot be generated');
          if (wish.press !== null) tables.userActions.add(wish.press, id);
          return id;
        });
      });
    },

    /**
     * A further try after `failed`, and the end of what asks for the person in it; the caller's transaction holds the failure as well. It
     * stands last: what waited meanwhile is not made to wait longer.
     */
    createAutoRetry(failed: TaskRow, tryOf: { id: number; number: number }, notBeforeMs: number): number {
      return tables.transaction(() => {
        const nowMs = clock.now();
        const wish = {
          profileId: failed.profileId,
          simulated: failed.simulated === 1,
          request: JSON.parse(failed.request) as GenerationRequest,
          sourceTaskId: failed.id,
          tryOf,
        };
        const id = tables.tasks.insert(newTask(wish, nowMs));
        const detail = JSON.stringify({ tryOf });
        tables.journal.add({ taskId: id, resultId: null, atMs: nowMs, event: 'created', state: 'draft', detail });
        const turn = (tables.tasks.turns(failed.profileId).most ?? 0) + 1;
        const made = transition(id, { type: 'created-by-auto-retry', queuePosition: turn, notBeforeMs });
        const told = transition(failed.id, { type: 'auto-retried', retryTaskId: id });
        if (!made.ok || !told.ok) throw new Error('a task that just failed cannot be tried again');
        return id;
      });
    },

    /** Writes down what a video in the folder tells of itself: a finished task, or one more result of one that is known. */
    restore(found: {
      profileId: number;
      tags: VideoTags;
      request: GenerationRequest;
      file: StoredFile;
      folderId: number;
      /** The result whose record the file carries, where its bytes are others; it gets a task of its own. `unknown`: that result is not known. */
      modifiedCopyOf: number | 'unknown' | null;
    }): void {
      tables.transaction(() => {
        const nowMs = clock.now();
        const { modifiedCopyOf } = found;
        const hasCopy = (id: number): boolean => tables.results.ofTask(id).some((result) => result.modifiedCopyOf !== null);
        const isCompleted = (id: number): boolean => tables.tasks.get(id)?.state === 'completed' && !hasCopy(id);
        const known = modifiedCopyOf === null ? tables.tasks.ofServiceId(found.tags.taskId).find(isCompleted) : undefined;
        const taskId = known ?? tables.tasks.insert(rebuiltTask(found, nowMs));
        const row = rebuiltResult(taskId, { ...found, modifiedCopyOf: modifiedCopyOf === 'unknown' ? null : modifiedCopyOf }, nowMs);
        const resultId = tables.results.insert(row);
        // A copy of itself: marked as one, and never taken for the video when that comes.
        if (modifiedCopyOf === 'unknown') tables.results.update({ ...row, id: resultId, modifiedCopyOf: resultId });
        const detail = JSON.stringify({ path: row.path, sha256: row.sha256 });
        tables.journal.add({ taskId, resultId, atMs: nowMs, event: 'restored', state: 'stored', detail });
        listener.taskChanged(taskId);
        listener.libraryAdded(resultId, row.storedAtMs ?? nowMs);
      });
    },

    row: (id: number) => tables.tasks.get(id),
    result: (id: number) => tables.results.get(id),
    results: (taskId: number) => tables.results.ofTask(taskId),
    get(id: number): Task | null {
      const row = tables.tasks.get(id);
      return row === undefined ? null : viewOf(row);
    },
    /** Null also for a task at rest. */
    getLive(id: number): Task | null {
      const row = tables.tasks.get(id);
      return row === undefined || row.live === 0 ? null : viewOf(row);
    },
    /** Everything alive; touches no row that rests. */
    live(): Task[] {
      const byTask = new Map<number, ResultRow[]>();
      for (const result of tables.results.ofLiveTasks()) {
        const rows = byTask.get(result.taskId);
        if (rows === undefined) byTask.set(result.taskId, [result]);
        else rows.push(result);
      }
      return tables.tasks.live().map((row) => viewOf(row, byTask.get(row.id) ?? []));
    },
    /** The next of them by id, and whether they are the last. */
    livePage({ afterId, limit: most }: SnapshotPage): { tasks: Task[]; isComplete: boolean } {
      const rows = tables.tasks.livePage(afterId, most + 1);
      return { tasks: rows.slice(0, most).map((row) => viewOf(row)), isComplete: rows.length <= most };
    },

    /** At a start, when nobody has been told anything yet: thousands of them are written in a moment, and none is announced. */
    spreadPolls: tables.tasks.spreadLooks,
    schedulePoll: (id: number, atMs: number) => adjustTask(id, { nextPollAtMs: atMs }),
    scheduleReconcile: (id: number, atMs: number | null) => adjustTask(id, { reconcileAtMs: atMs }),
    delaySubmit: (id: number, atMs: number) => adjustTask(id, { notBeforeMs: atMs }),
    setReceivedBytes: (resultId: number, receivedBytes: number, totalBytes: number | null) =>
      adjustResult(resultId, { receivedBytes, totalBytes }),
    scheduleDownload: (resultId: number, atMs: number) => adjustResult(resultId, { nextAttemptAtMs: atMs }),
    /** Nothing new: not worth a line of its history. */
    markFileVerified: (resultId: number, modifiedAtMs: number) =>
      adjustResult(resultId, { modifiedAtMs: Math.round(modifiedAtMs), checkedAtMs: clock.now() }),
    setCodec: (resultId: number, codec: string) => adjustResult(resultId, { codec }),
    requestFreshLink: (resultId: number) => adjustResult(resultId, { needsFreshLink: 1 }),
    setPosterReady: (resultId: number, facts: Partial<Pick<ResultRow, 'width' | 'height' | 'durationSeconds' | 'framesPerSecond'>>) =>
      adjustResult(resultId, { ...facts, poster: 'made' }),
    setPosterFailed: (resultId: number) => adjustResult(resultId, { poster: 'failed' }),
    /** The files that were made are not there any more: they are made again. */
    posterLost: (resultId: number) => adjustResult(resultId, { poster: 'wanted' }),
    /** Bytes of a running download changed in memory; only the window needs to know. */
    notifyTransferProgress(resultId: number): void {
      const row = tables.results.get(resultId);
      if (row !== undefined) listener.taskChanged(row.taskId);
    },
    storeResponse(id: number, body: string): void {
      latest.delete(id);
      tables.serviceResponses.add(id, clock.now(), body);
    },
    /** An answer that is only worth showing until the next one. */
    noteResponse(id: number, body: string): void {
      latest.set(id, { atMs: clock.now(), body });
    },
    /**
     * The end of a draft that was taken back for editing and is submitted now as another task: its place in the queue, null where nobody
     * remembers it. Called in the transaction that makes the other task; from then on the draft cannot come back.
     */
    submitDraftAs(id: number): Result<UndoPosition | null, TransitionRefused> {
      const discarded = transition(id, { type: 'discarded' });
      if (!discarded.ok) return discarded;
      const left = undoStateOf(id);
      places.markReplaced(id);
      return ok(left === 'replaced' ? null : left);
    },
    undoStateOf,
    /** Remembers where a draft waited that was taken back for editing before the studio was closed. */
    restoreUndoPosition: (id: number, turn: number): void => places.restore(id, turn, tables.tasks.newestId()),
    latestResponse: (id: number) => latest.get(id) ?? null,
  };
}
