// What is done to many waiting tasks at once, and what can still be taken back of it.
import { create } from 'zustand';
import { batchMaxTasks } from '../../../../shared/batch/limits.ts';
import type { Task } from '../../../../shared/task.ts';
import { call } from '../../api.ts';
import { selectStatus, selectTasks, useStudio } from '../../store/studio-store.ts';
import { words } from '../../words.ts';
import { noSelection, type Target, useSelection, waitingOrder } from './queue-selection.ts';

interface Doing {
  /** What was discarded last and can come back. */
  readonly discarded: readonly number[];
  /** What "Resume" for many left out: it may have been sent since a backup. */
  readonly leftOut: readonly number[];
  /** How many of what was discarded last did not come back: other tasks were sent in their place. */
  readonly replaced: number;
  /** Said aloud after a move. */
  readonly said: string;
}
export const useDoing = create<Doing>(() => ({ discarded: [], leftOut: [], replaced: 0, said: '' }));

const order = (): readonly number[] => waitingOrder(selectTasks(useStudio.getState()).values());

function portions(ids: readonly number[]): readonly number[][] {
  return Array.from({ length: Math.ceil(ids.length / batchMaxTasks) }, (_, n) => ids.slice(n * batchMaxTasks, (n + 1) * batchMaxTasks));
}

/** Moves and says where the first of them stands now. */
export async function move(ids: readonly number[], to: Target): Promise<void> {
  // What goes first is put there from its end on: each portion comes to stand before the one that follows it.
  const parts = to === 'first' ? [...portions(ids)].reverse() : portions(ids);
  let moved = 0;
  for (const some of parts) {
    const answer = await call('tasks.move', { ids: some, to });
    if (!answer.ok) break;
    moved += answer.value.moved;
  }
  if (moved === 0) return;
  const [first = 0] = ids;
  const gone = new Set(ids);
  const rest = order().filter((id) => !gone.has(id));
  const place = to === 'first' ? 0 : to === 'last' ? rest.length : Math.max(0, rest.indexOf(to.before));
  const prompt = selectTasks(useStudio.getState()).get(first)?.request.prompt ?? '';
  useDoing.setState({ said: words.queue.moved(prompt || words.library.untitled, place + 1, rest.length + ids.length) });
}

export async function holdAll(ids: readonly number[]): Promise<void> {
  for (const some of portions(ids)) await call('tasks.holdAll', { ids: some });
}

export async function releaseAll(ids: readonly number[]): Promise<void> {
  const leftOut: number[] = [];
  for (const some of portions(ids)) {
    const answer = await call('tasks.releaseAll', { ids: some });
    if (answer.ok) leftOut.push(...answer.value.leftOut);
  }
  useDoing.setState({ leftOut });
}

/** Those of them about which nothing was decided yet. */
export const stillLeftOut = (ids: readonly number[], tasks: ReadonlyMap<number, Task>): readonly number[] =>
  ids.filter((id) => {
    const task = tasks.get(id);
    return task?.state === 'waiting' && task.hold === 'restore';
  });

/** Remembers what was just discarded, so that it can be taken back. */
export function noteDiscarded(ids: readonly number[]): void {
  useDoing.setState({ discarded: ids, replaced: 0, said: '' });
}

export async function discardSelected(ids: readonly number[]): Promise<void> {
  useSelection.setState(noSelection);
  for (const some of portions(ids)) await call('tasks.discardWaiting', { ids: some });
  noteDiscarded(ids);
}

export async function undoDiscard(): Promise<void> {
  const { discarded } = useDoing.getState();
  useDoing.setState({ discarded: [] });
  let back = 0;
  let replaced = 0;
  for (const some of portions(discarded)) {
    const answer = await call('tasks.undiscard', { ids: some });
    if (!answer.ok) continue;
    back += answer.value.back;
    replaced += answer.value.replaced;
  }
  useDoing.setState({ said: back === 0 && replaced > 0 ? '' : words.queue.undone(back), replaced });
}

/** Pauses the profile in use, or lets it go on. */
export async function togglePause(): Promise<void> {
  const status = selectStatus(useStudio.getState());
  const profile = status?.profiles.find(({ id }) => id === status.activeProfileId);
  if (profile !== undefined) await call('profiles.pause', { profileId: profile.id, paused: !profile.paused });
}
