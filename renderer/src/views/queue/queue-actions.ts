// Actions on the queue: on many waiting tasks at once, the undo of a discard, and the pause of the profile.
import { create } from 'zustand';
import { batchMaxTasks } from '../../../../shared/batch/batch-limits.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { Result } from '../../../../shared/result.ts';
import type { Task } from '../../../../shared/task.ts';
import { call } from '../../api.ts';
import { messages } from '../../messages.ts';
import { selectStatus, selectTasks, useStudio } from '../../store/studio-store.ts';
import { replayAction } from '../undo/undo.ts';
import { type MoveTarget, noSelection, useSelection, waitingOrder } from './queue-selection.ts';

interface QueueActionsState {
  /** The last discard, until it is undone or its note is dismissed; null if there is none. */
  readonly latestDiscard: { readonly actionId: number; readonly count: number } | null;
  /** Ids that a "Resume" of many tasks skipped: they may have been submitted since a backup. */
  readonly skippedIds: readonly number[];
  /** The text that a screen reader announces after a move. */
  readonly announcement: string;
  /** Why the last action was refused for some or all of its tasks; null if it was not. */
  readonly refusal: AppError | null;
}
/** The store of the last action on the queue, which the notes above the queue show. */
export const useQueueActions = create<QueueActionsState>(() => ({
  latestDiscard: null,
  skippedIds: [],
  announcement: '',
  refusal: null,
}));

const order = (): readonly number[] => waitingOrder(selectTasks(useStudio.getState()).values());

/** Splits ids into chunks that are small enough for one call. */
function chunksOf(ids: readonly number[]): readonly number[][] {
  return Array.from({ length: Math.ceil(ids.length / batchMaxTasks) }, (_, index) =>
    ids.slice(index * batchMaxTasks, (index + 1) * batchMaxTasks),
  );
}

/**
 * Calls `send` for one chunk after another, up to the first one that is refused; the store gets the refusal. Resolves to the values of the
 * chunks before that one.
 */
async function callInChunks<T>(
  chunks: readonly (readonly number[])[],
  send: (ids: number[]) => Promise<Result<T, AppError>>,
): Promise<readonly T[]> {
  useQueueActions.setState({ refusal: null });
  const values: T[] = [];
  for (const chunk of chunks) {
    const result = await send([...chunk]);
    if (!result.ok) {
      useQueueActions.setState({ refusal: result.error });
      break;
    }
    values.push(result.value);
  }
  return values;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Moves tasks, and announces the new position of the first one. */
export async function moveTasks(ids: readonly number[], to: MoveTarget): Promise<void> {
  // To move tasks to the front, the last chunk is moved first. Each chunk then comes before the next chunk of `ids`.
  const chunks = to === 'first' ? [...chunksOf(ids)].reverse() : chunksOf(ids);
  const results = await callInChunks(chunks, (chunk) => call('tasks.move', { ids: chunk, to }));
  if (sum(results.map(({ movedCount: moved }) => moved)) === 0) return;
  const [first = 0] = ids;
  const movedIds = new Set(ids);
  const rest = order().filter((id) => !movedIds.has(id));
  const position = to === 'first' ? 0 : to === 'last' ? rest.length : Math.max(0, rest.indexOf(to.before));
  const prompt = selectTasks(useStudio.getState()).get(first)?.request.prompt ?? '';
  useQueueActions.setState({
    announcement: messages.queue.moved(prompt || messages.library.untitled, position + 1, rest.length + ids.length),
  });
}

/** Holds these waiting tasks until the user resumes them. */
export async function holdAll(ids: readonly number[]): Promise<void> {
  await callInChunks(chunksOf(ids), (chunk) => call('tasks.holdMany', { ids: chunk }));
}

/** Resumes these held tasks. Tasks that may have been submitted since a backup are skipped; the store lists them in `skipped`. */
export async function releaseAll(ids: readonly number[]): Promise<void> {
  const results = await callInChunks(chunksOf(ids), (chunk) => call('tasks.releaseMany', { ids: chunk }));
  useQueueActions.setState({ skippedIds: results.flatMap(({ skippedIds: skipped }) => skipped) });
}

/** Returns the skipped tasks that are still held because a backup was restored. */
export const skippedStillHeld = (ids: readonly number[], tasks: ReadonlyMap<number, Task>): readonly number[] =>
  ids.filter((id) => {
    const task = tasks.get(id);
    return task?.state === 'waiting' && task.hold === 'restore';
  });

/** Stores a discard for the note that offers to undo it. null leaves the stored discard unchanged. */
export function storeDiscard(discard: NonNullable<QueueActionsState['latestDiscard']> | null): void {
  if (discard !== null) useQueueActions.setState({ latestDiscard: discard, announcement: '' });
}

/** Discards these waiting tasks as one action, and clears the selection. Resolves when main has discarded all chunks or refused one. */
export async function discardSelected(ids: readonly number[]): Promise<void> {
  useSelection.setState(noSelection);
  let actionId: number | null = null;
  let count = 0;
  await callInChunks(chunksOf(ids), async (chunk) => {
    const result = await call('tasks.discardWaiting', { ids: chunk, continues: actionId });
    if (!result.ok) return result;
    actionId = result.value.actionId ?? actionId;
    count += result.value.discardedCount;
    return result;
  });
  // When nothing was discarded, the note about the previous discard stays.
  storeDiscard(actionId === null ? null : { actionId, count });
}

/** Undoes the last discard. Its tasks are waiting again, but held. */
export async function undoDiscard(): Promise<void> {
  const { latestDiscard: discarded } = useQueueActions.getState();
  useQueueActions.setState({ latestDiscard: null });
  if (discarded !== null) await replayAction('undo', discarded.actionId);
}

/** Pauses the active profile, or resumes it. */
export async function togglePause(): Promise<void> {
  const status = selectStatus(useStudio.getState());
  const profile = status?.profiles.find(({ id }) => id === status.activeProfileId);
  if (profile === undefined) return;
  const { id: profileId, paused } = profile;
  await callInChunks([[profileId]], () => call('profiles.pause', { profileId, paused: !paused }));
}
