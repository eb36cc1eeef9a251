// Actions on many waiting tasks at once, and the undo of a discard.
import { create } from 'zustand';
import { batchMaxTasks } from '../../../../shared/batch/batch-limits.ts';
import type { AppError } from '../../../../shared/errors.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import type { Task } from '../../../../shared/task.ts';
import { call } from '../../api.ts';
import { messages } from '../../messages.ts';
import { selectStatus, selectTasks, useStudio } from '../../store/studio-store.ts';
import { noSelection, type Target, useSelection, waitingOrder } from './queue-selection.ts';

interface QueueActionsState {
  /** Ids of the last discarded tasks, which can still be restored. */
  readonly discarded: readonly number[];
  /** Ids that a "Resume" of many tasks skipped: they may have been submitted since a backup. */
  readonly skipped: readonly number[];
  /** Number of discarded tasks that could not be restored: other tasks were submitted instead. */
  readonly replaced: number;
  /** The text that a screen reader announces after a move. */
  readonly announcement: string;
  /** Why the last press was refused, for all or the rest of its tasks; null if it was not. */
  readonly refusal: AppError | null;
}
/** The store of the last action on the queue, which the notes above the queue show. */
export const useQueueActions = create<QueueActionsState>(() => ({
  discarded: [],
  skipped: [],
  replaced: 0,
  announcement: '',
  refusal: null,
}));

const order = (): readonly number[] => waitingOrder(selectTasks(useStudio.getState()).values());

function portions(ids: readonly number[]): readonly number[][] {
  return Array.from({ length: Math.ceil(ids.length / batchMaxTasks) }, (_, n) => ids.slice(n * batchMaxTasks, (n + 1) * batchMaxTasks));
}

/**
 * Makes the call for one portion after another until the first refusal, which goes into the store. Resolves to the values of the portions
 * before it.
 */
async function callInPortions<T>(
  ids: readonly (readonly number[])[],
  send: (ids: number[]) => Promise<Result<T, AppError>>,
): Promise<readonly T[]> {
  useQueueActions.setState({ refusal: null });
  const values: T[] = [];
  for (const some of ids) {
    const answer = await send([...some]);
    if (!answer.ok) {
      useQueueActions.setState({ refusal: answer.error });
      break;
    }
    values.push(answer.value);
  }
  return values;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Moves tasks, and announces the new position of the first one. */
export async function move(ids: readonly number[], to: Target): Promise<void> {
  // Tasks that move to the front are moved in reverse order of the portions: each portion then comes before the next one.
  const parts = to === 'first' ? [...portions(ids)].reverse() : portions(ids);
  const answers = await callInPortions(parts, (some) => call('tasks.move', { ids: some, to }));
  if (sum(answers.map(({ moved }) => moved)) === 0) return;
  const [first = 0] = ids;
  const removed = new Set(ids);
  const rest = order().filter((id) => !removed.has(id));
  const position = to === 'first' ? 0 : to === 'last' ? rest.length : Math.max(0, rest.indexOf(to.before));
  const prompt = selectTasks(useStudio.getState()).get(first)?.request.prompt ?? '';
  useQueueActions.setState({
    announcement: messages.queue.moved(prompt || messages.library.untitled, position + 1, rest.length + ids.length),
  });
}

/** Holds these waiting tasks, until the user resumes them. */
export async function holdAll(ids: readonly number[]): Promise<void> {
  await callInPortions(portions(ids), (some) => call('tasks.holdMany', { ids: some }));
}

/** Resumes these held tasks. Tasks that may have been submitted since a backup are skipped, and `skipped` names them. */
export async function releaseAll(ids: readonly number[]): Promise<void> {
  const answers = await callInPortions(portions(ids), (some) => call('tasks.releaseMany', { ids: some }));
  useQueueActions.setState({ skipped: answers.flatMap(({ skipped }) => skipped) });
}

/** The skipped tasks that still wait for a decision: held since a backup was restored. */
export const stillSkipped = (ids: readonly number[], tasks: ReadonlyMap<number, Task>): readonly number[] =>
  ids.filter((id) => {
    const task = tasks.get(id);
    return task?.state === 'waiting' && task.hold === 'restore';
  });

/** Remembers discarded tasks, so that they can be restored. */
export function rememberDiscarded(ids: readonly number[]): void {
  useQueueActions.setState({ discarded: ids, replaced: 0, announcement: '' });
}

/** Discards these waiting tasks and clears the selection. Resolves when main has answered for all of them, or has refused a portion. */
export async function discardSelected(ids: readonly number[]): Promise<void> {
  useSelection.setState(noSelection);
  const discarded = await callInPortions(portions(ids), async (some) => {
    const answer = await call('tasks.discardWaiting', { ids: some });
    return answer.ok ? ok(some) : answer;
  });
  // Only discarded tasks can be restored.
  if (discarded.length > 0) rememberDiscarded(discarded.flat());
}

/** Restores the last discarded tasks. Tasks that were refused can be restored with the next press. */
export async function undoDiscard(): Promise<void> {
  const { discarded } = useQueueActions.getState();
  useQueueActions.setState({ discarded: [] });
  const parts = portions(discarded);
  const answers = await callInPortions(parts, (some) => call('tasks.undoDiscard', { ids: some }));
  const restoredCount = sum(answers.map((answer) => answer.restored));
  const replaced = sum(answers.map((answer) => answer.replaced));
  // The tasks that are still discarded can be restored with the next press.
  if (answers.length < parts.length) useQueueActions.setState({ discarded: parts.slice(answers.length).flat() });
  useQueueActions.setState({ announcement: restoredCount === 0 ? '' : messages.queue.discardsUndone(restoredCount), replaced });
}

/** Pauses the active profile, or resumes it. */
export async function togglePause(): Promise<void> {
  const status = selectStatus(useStudio.getState());
  const profile = status?.profiles.find(({ id }) => id === status.activeProfileId);
  if (profile === undefined) return;
  const { id: profileId, paused } = profile;
  await callInPortions([[profileId]], () => call('profiles.pause', { profileId, paused: !paused }));
}
