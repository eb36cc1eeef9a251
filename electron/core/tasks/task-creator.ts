// Inserts tasks: for a click on Generate, for an auto-retry, and from the tag record of a video that was found in the library folder.
import type { GenerationRequest } from '../../../shared/generation.ts';
import type { VideoTags } from '../../../shared/video-tags.ts';
import { requestOf } from '../../db/rows/stored-json.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { StoredFile } from '../ports.ts';
import { newTask, rebuiltResult, rebuiltTask } from './row-factories.ts';
import type { TaskStoreContext, TaskTransitions } from './task-transitions.ts';

/** What the tasks of one click are made from. */
interface NewTasks {
  readonly profileId: number;
  readonly simulated: boolean;
  readonly request: GenerationRequest;
  readonly sourceTaskId: number | null;
  readonly count: number;
  /** The id of the user's action, so that it never creates them again; null where no user acted. */
  readonly press: string | null;
  /** Their queue position, one behind the other; null: last. */
  readonly turn?: number | null;
}

/** A video in the library folder and what its tag record says. */
interface RestoredVideo {
  readonly profileId: number;
  readonly tags: VideoTags;
  readonly request: GenerationRequest;
  readonly file: StoredFile;
  readonly folderId: number;
  /** The result whose record the file carries, where its bytes are others; it gets a task of its own. `unknown`: that result is not known. */
  readonly modifiedCopyOf: number | 'unknown' | null;
}

/** Inserts tasks, each with its first journal entry. Members write in a transaction, and join the one they are called in. */
export interface TaskCreator {
  /** Creates `count` tasks that wait in the queue; their ids in order of position. Called by the handlers that submit. */
  create(wish: NewTasks): readonly number[];
  /**
   * An auto-retry of `failed`, which no longer asks for the user; inside the transaction that holds the failure as well. It stands last: what
   * waited meanwhile is not made to wait longer. Answers its id.
   */
  createAutoRetry(failed: TaskRow, retryOf: { id: number; number: number }, notBeforeMs: number): number;
  /** A completed task with a stored result, or one more result of a known task. Called by the library rebuild. */
  restore(found: RestoredVideo): void;
}

type Transition = TaskTransitions['transition'];

function insertDraft({ tables, clock }: TaskStoreContext, wish: Parameters<typeof newTask>[0], detail: string): number {
  const nowMs = clock.now();
  const id = tables.tasks.insert(newTask(wish, nowMs));
  tables.journal.add({ taskId: id, resultId: null, atMs: nowMs, event: 'created', state: 'draft', detail });
  return id;
}

function create(context: TaskStoreContext, transition: Transition, wish: NewTasks): readonly number[] {
  const { tables } = context;
  return tables.transaction(() => {
    const lastPosition = tables.tasks.queueBounds(wish.profileId).most ?? 0;
    return Array.from({ length: wish.count }, (_, n) => {
      const id = insertDraft(context, wish, '{}');
      // Tasks at the same position are ordered by id.
      const waiting = transition(id, { type: 'generate-pressed', queuePosition: wish.turn ?? lastPosition + 1 + n });
      if (!waiting.ok) throw new Error('a fresh draft cannot be generated');
      if (wish.press !== null) tables.userActions.add(wish.press, id);
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
    const request = requestOf(failed);
    const wish = { profileId: failed.profileId, simulated: failed.simulated === 1, request, sourceTaskId: failed.id, retryOf };
    const id = insertDraft(context, wish, JSON.stringify({ retryOf }));
    const queuePosition = (tables.tasks.queueBounds(failed.profileId).most ?? 0) + 1;
    const created = transition(id, { type: 'created-by-auto-retry', queuePosition, notBeforeMs });
    const noted = transition(failed.id, { type: 'auto-retried', retryTaskId: id });
    if (!created.ok || !noted.ok) throw new Error('a task that just failed cannot be tried again');
    return id;
  });
}

/** The completed task a restored video belongs to; undefined: it gets one of its own. */
function knownTaskOf({ tables }: TaskStoreContext, { tags, modifiedCopyOf }: RestoredVideo): number | undefined {
  if (modifiedCopyOf !== null) return undefined;
  const hasCopy = (id: number): boolean => tables.results.ofTask(id).some((result) => result.modifiedCopyOf !== null);
  return tables.tasks
    .ofServiceId(tags.taskId)
    .find((id) => tables.ifReadable(() => tables.tasks.get(id))?.state === 'completed' && !hasCopy(id));
}

function restore(context: TaskStoreContext, found: RestoredVideo): void {
  const { tables, clock, listener } = context;
  tables.transaction(() => {
    const nowMs = clock.now();
    const { modifiedCopyOf } = found;
    const taskId = knownTaskOf(context, found) ?? tables.tasks.insert(rebuiltTask(found, nowMs));
    const row = rebuiltResult(taskId, { ...found, modifiedCopyOf: modifiedCopyOf === 'unknown' ? null : modifiedCopyOf }, nowMs);
    const resultId = tables.results.insert(row);
    // A copy of itself: marked as one, and never taken for the video when that comes.
    if (modifiedCopyOf === 'unknown') tables.results.update({ ...row, id: resultId, modifiedCopyOf: resultId });
    const detail = JSON.stringify({ path: row.path, sha256: row.sha256 });
    tables.journal.add({ taskId, resultId, atMs: nowMs, event: 'restored', state: 'stored', detail });
    listener.taskChanged(taskId);
    listener.libraryAdded(resultId, row.storedAtMs ?? nowMs);
  });
}

/** Built once by the task store. */
export const createTaskCreator = (context: TaskStoreContext, transition: Transition): TaskCreator => ({
  create: (wish) => create(context, transition, wish),
  createAutoRetry: (failed, retryOf, notBeforeMs) => createAutoRetry(context, transition, failed, retryOf, notBeforeMs),
  restore: (found) => restore(context, found),
});
