// What is done to many waiting tasks at once, and what can still be taken back of it.
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
  /** What was discarded last and can come back. */
  readonly discarded: readonly number[];
  /** What "Resume" for many left out: it may have been sent since a backup. */
  readonly skipped: readonly number[];
  /** How many of what was discarded last did not come back: other tasks were sent in their place. */
  readonly replaced: number;
  /** Said aloud after a move. */
  readonly announcement: string;
  /** Why the last press was refused, wholly or for the rest of its tasks; null where it was not. */
  readonly refusal: AppError | null;
}
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
 * Makes a call for one portion after the other, up to the first that is refused, and says why that was. The values are those of the portions
 * before it.
 */
async function forEach<T>(
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

/** Moves and says where the first of them stands now. */
export async function move(ids: readonly number[], to: Target): Promise<void> {
  // What goes first is put there from its end on: each portion comes to stand before the one that follows it.
  const parts = to === 'first' ? [...portions(ids)].reverse() : portions(ids);
  const answers = await forEach(parts, (some) => call('tasks.move', { ids: some, to }));
  if (sum(answers.map(({ moved }) => moved)) === 0) return;
  const [first = 0] = ids;
  const gone = new Set(ids);
  const rest = order().filter((id) => !gone.has(id));
  const place = to === 'first' ? 0 : to === 'last' ? rest.length : Math.max(0, rest.indexOf(to.before));
  const prompt = selectTasks(useStudio.getState()).get(first)?.request.prompt ?? '';
  useQueueActions.setState({
    announcement: messages.queue.moved(prompt || messages.library.untitled, place + 1, rest.length + ids.length),
  });
}

export async function holdAll(ids: readonly number[]): Promise<void> {
  await forEach(portions(ids), (some) => call('tasks.holdMany', { ids: some }));
}

export async function releaseAll(ids: readonly number[]): Promise<void> {
  const answers = await forEach(portions(ids), (some) => call('tasks.releaseMany', { ids: some }));
  useQueueActions.setState({ skipped: answers.flatMap(({ skipped }) => skipped) });
}

/** Those of them about which nothing was decided yet. */
export const stillSkipped = (ids: readonly number[], tasks: ReadonlyMap<number, Task>): readonly number[] =>
  ids.filter((id) => {
    const task = tasks.get(id);
    return task?.state === 'waiting' && task.hold === 'restore';
  });

/** Remembers what was just discarded, so that it can be taken back. */
export function rememberDiscarded(ids: readonly number[]): void {
  useQueueActions.setState({ discarded: ids, replaced: 0, announcement: '' });
}

export async function discardSelected(ids: readonly number[]): Promise<void> {
  useSelection.setState(noSelection);
  const discarded = await forEach(portions(ids), async (some) => {
    const answer = await call('tasks.discardWaiting', { ids: some });
    return answer.ok ? ok(some) : answer;
  });
  // What was not discarded cannot be taken back.
  if (discarded.length > 0) rememberDiscarded(discarded.flat());
}

export async function undoDiscard(): Promise<void> {
  const { discarded } = useQueueActions.getState();
  useQueueActions.setState({ discarded: [] });
  const parts = portions(discarded);
  const answers = await forEach(parts, (some) => call('tasks.undoDiscard', { ids: some }));
  const back = sum(answers.map((answer) => answer.restored));
  const replaced = sum(answers.map((answer) => answer.replaced));
  // What is discarded still can be taken back by the next press.
  if (answers.length < parts.length) useQueueActions.setState({ discarded: parts.slice(answers.length).flat() });
  useQueueActions.setState({ announcement: back === 0 ? '' : messages.queue.undone(back), replaced });
}

/** Pauses the profile in use, or lets it go on. */
export async function togglePause(): Promise<void> {
  const status = selectStatus(useStudio.getState());
  const profile = status?.profiles.find(({ id }) => id === status.activeProfileId);
  if (profile === undefined) return;
  const { id: profileId, paused } = profile;
  await forEach([[profileId]], () => call('profiles.pause', { profileId, paused: !paused }));
}
