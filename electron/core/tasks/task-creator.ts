// Inserts tasks: for a click on Generate, for an auto-retry, or from the tag record of a video found in the library folder.
import type { GenerationRequest } from '../../../shared/generation.ts';
import type { VideoTags } from '../../../shared/video-tags.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { StoredFile } from '../ports.ts';
import { takeKeyOf } from '../takes/take-key.ts';
import { newTask, rebuiltResult, rebuiltTask } from './row-factories.ts';
import type { TaskStoreContext, TaskTransitions } from './task-transitions.ts';

/** The tasks of one click on Generate. */
interface NewTasks {
  readonly profileId: number;
  /** Whether the tasks go to the simulator. */
  readonly simulated: boolean;
  readonly request: GenerationRequest;
  /** The task whose request was edited or reused; null if there is none. */
  readonly sourceTaskId: number | null;
  readonly count: number;
  /** The action id, so that a repeated call creates nothing; null if there is no action. */
  readonly actionId: string | null;
  /** The queue position that all of them share; they are then ordered by id. Null: each gets its own position at the end of the queue. */
  readonly queuePosition?: number | null;
}

/** A video in the library folder and its tag record. */
interface RestoredVideo {
  readonly profileId: number;
  readonly tags: VideoTags;
  readonly request: GenerationRequest;
  readonly file: StoredFile;
  readonly folderId: number;
  /**
   * The result that the tag record names, if its content differs from this file. The copy then gets its own task. `unknown`: that result
   * is not in this database.
   */
  readonly modifiedCopyOf: number | 'unknown' | null;
}

/** Inserts tasks, each with its first journal entry. Each member opens a transaction, or joins the caller's. */
export interface TaskCreator {
  /** Creates `count` tasks that wait in the queue. Returns their ids in order of position. Called by the handlers that submit. */
  create(newTasks: NewTasks): readonly number[];
  /**
   * Creates an auto-retry of `failed` and returns its id. The failed task then no longer needs the user. The retry goes to the end of
   * the queue, so that it delays no waiting task. Call it inside the transaction that writes the failure.
   */
  createAutoRetry(failed: TaskRow, retryOf: { id: number; number: number }, notBeforeMs: number): number;
  /**
   * Creates a completed task with a stored result, or another result of a known task. Returns the id of the result. Called by the
   * library rebuild.
   */
  restore(video: RestoredVideo): number;
}

type Transition = TaskTransitions['transition'];

function insertDraft({ tables, clock }: TaskStoreContext, task: Parameters<typeof newTask>[0], takeKey: string, detail: string): number {
  const nowMs = clock.now();
  const id = tables.tasks.insert(newTask(task, nowMs));
  tables.stacks.assign(id, takeKey);
  tables.journal.add({ taskId: id, resultId: null, atMs: nowMs, event: 'created', state: 'draft', detail });
  return id;
}

function create(context: TaskStoreContext, transition: Transition, newTasks: NewTasks): readonly number[] {
  const { tables } = context;
  return tables.transaction(() => {
    const lastPosition = tables.tasks.queueBounds(newTasks.profileId).max ?? 0;
    const takeKey = takeKeyOf(tables, newTasks.request, newTasks.simulated);
    return Array.from({ length: newTasks.count }, (_, offset) => {
      const id = insertDraft(context, newTasks, takeKey, '{}');
      // Tasks at the same position are ordered by id.
      const waiting = transition(id, { type: 'generate-pressed', queuePosition: newTasks.queuePosition ?? lastPosition + 1 + offset });
      if (!waiting.ok) throw new Error('a new draft could not be queued');
      if (newTasks.actionId !== null) tables.userActions.add(newTasks.actionId, id);
      return id;
    });
  });
}

function createAutoRetry(
  context: TaskStoreContext,
  transition: Transition,
  failed: TaskRow,
  retryOf: { id: number; number: number },
  notBeforeMs: number,
): number {
  const { tables } = context;
  return tables.transaction(() => {
    const { profileId, request } = failed;
    const retry = { profileId, simulated: failed.simulated === 1, request, sourceTaskId: failed.id, retryOf };
    const id = insertDraft(context, retry, takeKeyOf(tables, request, retry.simulated), JSON.stringify({ retryOf }));
    const queuePosition = (tables.tasks.queueBounds(failed.profileId).max ?? 0) + 1;
    const created = transition(id, { type: 'created-by-auto-retry', queuePosition, notBeforeMs });
    const journaled = transition(failed.id, { type: 'auto-retried', retryTaskId: id });
    if (!created.ok || !journaled.ok) throw new Error('an auto-retry could not be queued');
    return id;
  });
}

/** The completed task that a restored video belongs to; undefined if the video needs a new task. */
function knownTaskOf({ tables }: TaskStoreContext, { tags, modifiedCopyOf }: RestoredVideo): number | undefined {
  if (modifiedCopyOf !== null) return undefined;
  const hasCopy = (id: number): boolean => tables.results.ofTask(id).some((result) => result.modifiedCopyOf !== null);
  return tables.tasks
    .byServiceId(tags.taskId)
    .find((id) => tables.ifReadable(() => tables.tasks.get(id))?.state === 'completed' && !hasCopy(id));
}

function insertRebuilt({ tables }: TaskStoreContext, video: RestoredVideo, nowMs: number): number {
  const id = tables.tasks.insert(rebuiltTask(video, nowMs));
  tables.stacks.assign(id, takeKeyOf(tables, video.request, video.tags.simulated));
  return id;
}

function restore(context: TaskStoreContext, video: RestoredVideo): number {
  const { tables, clock, listener } = context;
  return tables.transaction(() => {
    const nowMs = clock.now();
    const { modifiedCopyOf } = video;
    const taskId = knownTaskOf(context, video) ?? insertRebuilt(context, video, nowMs);
    const row = rebuiltResult(taskId, { ...video, modifiedCopyOf: modifiedCopyOf === 'unknown' ? null : modifiedCopyOf }, nowMs);
    const resultId = tables.results.insert(row);
    // The original is unknown, so the row refers to itself. This marks it as a modified copy, so that it is not mistaken for the original
    // later.
    if (modifiedCopyOf === 'unknown') tables.results.update({ ...row, id: resultId, modifiedCopyOf: resultId });
    const detail = JSON.stringify({ path: row.path, sha256: row.sha256 });
    tables.journal.add({ taskId, resultId, atMs: nowMs, event: 'restored', state: 'stored', detail });
    listener.taskChanged(taskId);
    listener.libraryAdded(resultId, row.storedAtMs ?? nowMs);
    return resultId;
  });
}

/** Called once by the task store. */
export const createTaskCreator = (context: TaskStoreContext, transition: Transition): TaskCreator => ({
  create: (newTasks) => create(context, transition, newTasks),
  createAutoRetry: (failed, retryOf, notBeforeMs) => createAutoRetry(context, transition, failed, retryOf, notBeforeMs),
  restore: (video) => restore(context, video),
});
