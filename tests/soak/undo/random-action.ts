// Random actions of a user: every kind that can be undone, on one item or on many, undo and redo. Some actions are refused.
import type { JudgementCommand } from '../../../shared/ipc.ts';
import { fileAction, queueAction } from './random-file-action.ts';
import { type RandomInputs, type RandomNumber, wordOf } from './random-inputs.ts';
import type { WalkStudio } from './walk-library.ts';

const queries = ['rating:>=3', 'fox -rain', 'is:pick', 'ratng:5', '"open'] as const;

async function tagOf({ studio, pick }: RandomInputs): Promise<number> {
  return pick((await studio.must('tags.list', {})).tags)?.id ?? 1;
}

async function collectionOf({ studio, pick }: RandomInputs): Promise<number> {
  return pick((await studio.must('collections.list', {})).collections)?.id ?? 1;
}

async function commandOf(draw: RandomInputs): Promise<JudgementCommand> {
  const { index, pick } = draw;
  const collectionId = await collectionOf(draw);
  const tagId = await tagOf(draw);
  const commands: readonly (() => JudgementCommand)[] = [
    () => ({ kind: 'rate', rating: index(6) }),
    () => ({ kind: 'flag', flag: pick(['pick', 'reject', null] as const) ?? null }),
    () => ({ kind: 'favourite', isFavourite: index(2) === 0 }),
    () => ({ kind: 'set-title', title: wordOf(draw) }),
    () => ({ kind: 'set-notes', notes: wordOf(draw) }),
    () => ({ kind: 'add-tag', name: wordOf(draw) }),
    () => ({ kind: 'remove-tag', tagId }),
    () => ({ kind: 'add-to-collection', collectionId }),
    () => ({ kind: 'remove-from-collection', collectionId }),
  ];
  return (pick(commands) ?? (() => ({ kind: 'rate', rating: 1 })))();
}

/** Performs a random change of the tags or collections themselves. */
async function listAction(draw: RandomInputs): Promise<void> {
  const { studio, index, pick } = draw;
  const { call } = studio;
  const [id, other] = [await collectionOf(draw), await collectionOf(draw)];
  const [tagId, otherTagId] = [await tagOf(draw), await tagOf(draw)];
  const actions: readonly (() => Promise<unknown>)[] = [
    () => call('tags.rename', { id: tagId, name: wordOf(draw) }),
    () => call('tags.merge', { id: tagId, intoId: otherTagId }),
    () => call('tags.delete', { id: tagId }),
    () =>
      call('collections.create', {
        name: wordOf(draw),
        parentId: index(3) === 0 ? id : null,
        query: index(4) === 0 ? (pick(queries) ?? null) : null,
      }),
    () => call('collections.create', { name: wordOf(draw), parentId: null, query: null }),
    () => call('collections.rename', { id, name: wordOf(draw) }),
    () => call('collections.move', { id, parentId: index(2) === 0 ? other : null, beforeId: index(2) === 0 ? other : null }),
    () => call('collections.delete', { id }),
    () => call('collections.setQuery', { id, query: pick(queries) ?? '' }),
    () => call('collections.setCover', { id, resultId: pick(draw.ids) ?? null }),
    () => reorder(draw, id),
  ];
  await pick(actions)?.();
}

/** Moves some videos of a collection in front of another video of the collection, often to the same place. */
async function reorder({ studio, index }: RandomInputs, id: number): Promise<void> {
  const listed = await studio.call('collections.videos', { id });
  const videos = listed.ok ? [...listed.value.resultIds] : [];
  const from = index(videos.length + 1);
  const moved = videos.slice(from, from + 1 + index(4));
  const target = videos.filter((video) => !moved.includes(video))[index(3)];
  if (moved.length > 0)
    await studio.call('collections.reorder', { id, resultIds: Float64Array.from(moved), beforeResultId: target ?? null });
}

/** Judges some videos. In some cases the judgement is cancelled, or a task is discarded meanwhile. */
async function judge(draw: RandomInputs): Promise<void> {
  const { studio, ids, index, someIds: some } = draw;
  if (ids.length === 0) return;
  const command = await commandOf(draw);
  const disturbance = index(10);
  const resultIds = disturbance < 2 ? Float64Array.from(ids) : some(ids);
  const running = studio.call('judgement.change', { resultIds, command });
  if (disturbance === 0) await studio.must('actions.cancel', {});
  if (disturbance === 1) await queueAction(draw);
  await running;
}

/** Undoes or redoes one action, sometimes while a task is discarded. */
async function replay(draw: RandomInputs, direction: 'undo' | 'redo'): Promise<void> {
  const { studio, index } = draw;
  const running = studio.must(`actions.${direction}`, { actionId: null });
  if (index(5) === 0) await queueAction(draw);
  await running;
}

/** The kinds of work of a user: `files` prefers trash and renames, which need the longest. */
export type WalkBias = 'all' | 'files';

const chances: Readonly<Record<WalkBias, readonly number[]>> = { all: [5, 8, 24, 26, 58, 80], files: [5, 8, 10, 12, 20, 90] };

/** Draws one action and performs it. Some actions are refused. */
export async function performRandomAction(studio: WalkStudio, random: RandomNumber, bias: WalkBias = 'all'): Promise<void> {
  const index = (below: number): number => Math.floor(random() * below);
  const { resultIds } = await studio.must('library.index', {});
  const draw: RandomInputs = {
    studio,
    ids: [...resultIds].sort((a, b) => a - b),
    index,
    pick: (values) => values[index(values.length)],
    someIds(ids) {
      const from = index(ids.length);
      return Float64Array.from(ids.slice(from, from + ([1, 1, 1, 5, 40, ids.length][index(6)] ?? 1)));
    },
  };
  const roll = index(100);
  const kind = chances[bias].findIndex((limit) => roll < limit);
  if (kind === 0) await replay(draw, 'undo');
  else if (kind === 1) await replay(draw, 'redo');
  else if (kind === 2) await listAction(draw);
  else if (kind === 3) await studio.call('takes.putOnTop', { resultId: draw.pick(draw.ids) ?? 1 });
  else if (kind === 4) await judge(draw);
  else if (kind === 5) await fileAction(draw);
  else await queueAction(draw);
}

/** Undoes or redoes everything, or at most this many actions. Returns the number of actions, and the number of items that could not be restored. */
export async function replayAll(
  studio: WalkStudio,
  direction: 'undo' | 'redo',
  maxActions = Number.POSITIVE_INFINITY,
): Promise<{ readonly actions: number; readonly missing: readonly string[] }> {
  const missing: string[] = [];
  let actions = 0;
  for (; actions < maxActions; actions += 1) {
    const replayed = await studio.must(`actions.${direction}`, { actionId: null });
    if (replayed.outcome !== 'done') break;
    if (Object.values(replayed.missing).some((count) => count > 0))
      missing.push(`${direction} of ${replayed.action.kind}: ${JSON.stringify(replayed.missing)}`);
  }
  return { actions, missing };
}
