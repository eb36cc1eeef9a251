// Random actions on a judged library: every kind of command, on one video or on many, undo and redo. Some actions are refused.
import type { JudgementCommand } from '../../../shared/ipc.ts';
import type { Judging } from '../../support/judging.ts';

/** Returns a seeded random number in [0, 1). */
type Random = () => number;

const words = ['rain', 'Rain', 'fox', '夜景', 'ＦＯＸ', 'client work', 'ثعلب', 'wet', 'dawn', 'night/2', '"quoted"', 'a\nb', ''] as const;
const queries = ['rating:>=3', 'fox -rain', 'is:pick', 'ratng:5', '"open'] as const;

interface Draw {
  readonly judging: Judging;
  readonly ids: readonly number[];
  readonly random: Random;
  index(below: number): number;
  pick<T>(values: readonly T[]): T | undefined;
}

const wordOf = ({ pick, index }: Draw): string => `${pick(words) ?? ''}${index(3) === 0 ? ` ${index(9)}` : ''}`;
const tagOf = ({ judging, pick }: Draw): number => pick(judging.tables.tags.list())?.id ?? 1;
const collectionOf = ({ judging, pick }: Draw): number => pick(judging.tables.collections.list())?.id ?? 1;

/** Picks mostly one video, sometimes several or many consecutive videos of the library. */
function videosOf({ ids, index }: Draw): Float64Array<ArrayBuffer> {
  const size = [1, 1, 1, 5, 60, 900][index(6)] ?? 1;
  const from = index(ids.length);
  return Float64Array.from(ids.slice(from, from + size));
}

function commandOf(draw: Draw): JudgementCommand {
  const { index, pick } = draw;
  const commands: readonly (() => JudgementCommand)[] = [
    () => ({ kind: 'rate', rating: index(6) }),
    () => ({ kind: 'flag', flag: pick(['pick', 'reject', null] as const) ?? null }),
    () => ({ kind: 'favourite', isFavourite: index(2) === 0 }),
    () => ({ kind: 'set-title', title: wordOf(draw) }),
    () => ({ kind: 'set-notes', notes: wordOf(draw) }),
    () => ({ kind: 'add-tag', name: wordOf(draw) }),
    () => ({ kind: 'remove-tag', tagId: tagOf(draw) }),
    () => ({ kind: 'add-to-collection', collectionId: collectionOf(draw) }),
    () => ({ kind: 'remove-from-collection', collectionId: collectionOf(draw) }),
  ];
  return (pick(commands) ?? (() => ({ kind: 'rate', rating: 1 })))();
}

/** Performs a random change of the tags or collections themselves. */
function listAction(draw: Draw): Promise<unknown> {
  const { judging, index, pick } = draw;
  const { call } = judging;
  const id = collectionOf(draw);
  const actions: readonly (() => Promise<unknown>)[] = [
    () => call('tags.rename', { id: tagOf(draw), name: wordOf(draw) }),
    () => call('tags.merge', { id: tagOf(draw), intoId: tagOf(draw) }),
    () => call('tags.delete', { id: tagOf(draw) }),
    () =>
      call('collections.create', {
        name: wordOf(draw),
        parentId: index(3) === 0 ? id : null,
        query: index(4) === 0 ? (pick(queries) ?? null) : null,
      }),
    () => call('collections.create', { name: wordOf(draw), parentId: null, query: null }),
    () => call('collections.rename', { id, name: wordOf(draw) }),
    () =>
      call('collections.move', {
        id,
        parentId: index(2) === 0 ? collectionOf(draw) : null,
        beforeId: index(2) === 0 ? collectionOf(draw) : null,
      }),
    () => call('collections.delete', { id }),
    () => call('collections.setQuery', { id, query: pick(queries) ?? '' }),
    () => call('collections.setCover', { id, resultId: draw.ids[index(draw.ids.length)] ?? null }),
    () => reorder(draw, id),
  ];
  return pick(actions)?.() ?? Promise.resolve();
}

/** Moves some videos of a collection in front of another video of the collection, often to the same place. */
async function reorder({ judging, index }: Draw, id: number): Promise<void> {
  const videos = judging.tables.collectionVideos.first(id, 10_000).map(({ resultId }) => resultId);
  const from = index(videos.length + 1);
  const moved = videos.slice(from, from + 1 + index(4));
  const target = videos.filter((video) => !moved.includes(video))[index(3)];
  if (moved.length > 0)
    await judging.call('collections.reorder', { id, resultIds: Float64Array.from(moved), beforeResultId: target ?? null });
}

/** Draws one action and performs it. Some actions are refused. */
export async function performRandomAction(judging: Judging, ids: readonly number[], random: Random): Promise<void> {
  const index = (below: number): number => Math.floor(random() * below);
  const draw: Draw = { judging, ids, random, index, pick: (values) => values[index(values.length)] };
  const roll = index(20);
  if (roll < 2) await judging.must('actions.undo', { actionId: null });
  else if (roll < 3) await judging.must('actions.redo', { actionId: null });
  else if (roll < 8) await listAction(draw);
  else if (roll < 9) {
    const running = judging.call('judgement.change', { resultIds: Float64Array.from(ids), command: commandOf(draw) });
    await judging.must('actions.cancel', {});
    await running;
  } else await judging.call('judgement.change', { resultIds: videosOf(draw), command: commandOf(draw) });
}
