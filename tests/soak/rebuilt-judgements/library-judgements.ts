// Judges a library at random, and reads all its judgements in a form that does not depend on ids: by the names of the files.
import type { JudgementCommand } from '../../../shared/ipc.ts';
import type { RealStudio } from '../../support/real-studio.ts';

type Index = (below: number) => number;

/** Commands that two installations may give at the same time. */
const commandOf = (index: Index, text: string): JudgementCommand => {
  const commands: readonly JudgementCommand[] = [
    { kind: 'rate', rating: index(6) },
    { kind: 'flag', flag: ([null, 'pick', 'reject'] as const)[index(3)] ?? null },
    { kind: 'favourite', isFavourite: index(2) === 0 },
    { kind: 'set-title', title: `${text} 狐` },
    { kind: 'set-notes', notes: `line one\nof ${text}` },
    { kind: 'add-tag', name: `tag ${index(20)}` },
  ];
  return commands[index(commands.length)] ?? { kind: 'rate', rating: 1 };
};

/** Judges one random video. */
export async function judgeOne(studio: RealStudio, index: Index, text: string): Promise<void> {
  const { resultIds } = await studio.must('library.index', {});
  const resultId = resultIds[index(resultIds.length)] ?? 1;
  await studio.must('judgement.change', { resultIds: Float64Array.of(resultId), command: commandOf(index, text) });
}

/** Judges every video, makes collections, chooses the top of a stack, and deletes every fifth video. */
export async function judgeAll(studio: RealStudio, index: Index): Promise<void> {
  const resultIds = [...(await studio.must('library.index', {})).resultIds];
  const change = (ids: readonly number[], command: JudgementCommand) =>
    studio.must('judgement.change', { resultIds: Float64Array.from(ids), command });
  for (const id of resultIds) {
    await change([id], { kind: 'rate', rating: index(6) });
    for (let count = index(4); count > 0; count -= 1) await change([id], commandOf(index, `clip ${id}`));
  }
  const trip = await studio.must('collections.create', { name: 'Trip', parentId: null, query: null });
  const day = await studio.must('collections.create', { name: 'Day one', parentId: trip.id, query: null });
  await studio.must('collections.create', { name: 'Best', parentId: null, query: 'rating:>=4' });
  const members = resultIds.filter((id) => id % 7 === 0).reverse();
  await change(members, { kind: 'add-to-collection', collectionId: day.id });
  await studio.must('collections.setCover', { id: day.id, resultId: members[0] ?? null });
  await studio.must('takes.putOnTop', { resultId: resultIds[1] ?? 1 });
  await studio.must('library.trash', { resultIds: Float64Array.from(resultIds.filter((_, at) => at % 5 === 0)) });
}

/** The judgements of every video, as one line for each video and collection. */
export async function judgementLines(studio: RealStudio): Promise<readonly string[]> {
  const trashed = new Set((await studio.must('library.trashIndex', {})).resultIds);
  const resultIds = [...(await studio.must('library.index', {})).resultIds, ...trashed];
  const names = new Map<number, string>();
  for (let at = 0; at < resultIds.length; at += 100) {
    const { items } = await studio.must('library.records', { resultIds: resultIds.slice(at, at + 100) });
    for (const { resultId, fileName } of items) names.set(resultId, fileName);
  }
  const tops = new Set((await studio.must('takes.stacks', { ids: resultIds })).topIds);
  const lines: string[] = [];
  for (const [resultId, name] of names) {
    const { tags, collections, ...rest } = await studio.must('judgement.read', { resultId });
    const sets = { tags: tags.map((tag) => tag.name), collections: collections.map((each) => each.name) };
    lines.push(JSON.stringify({ name, ...rest, ...sets, isTrashed: trashed.has(resultId), isTop: tops.has(resultId) }));
  }
  const { collections } = await studio.must('collections.list', {});
  for (const { id, name, parentId, kind, query, coverResultId } of collections) {
    const order = kind === 'smart' ? [] : [...(await studio.must('collections.videos', { id })).resultIds];
    const parent = collections.find((each) => each.id === parentId)?.name ?? null;
    lines.push(
      JSON.stringify({ name, parent, kind, query, cover: names.get(coverResultId ?? 0), order: order.map((each) => names.get(each)) }),
    );
  }
  return lines.sort();
}
