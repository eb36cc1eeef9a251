// A library of judged videos loses its database. The rebuild from the folder restores every judgement, in the library and in the trash.
import { expect, test } from 'vitest';
import type { JudgementCommand } from '../../../shared/ipc.ts';
import { seededRandom } from '../../soak/trial.ts';
import { type RealStudio, waitFor } from '../../support/real-studio.ts';
import { seedResult, withTables } from '../../support/seeded-results.ts';
import { mp4 } from '../../unit/adapters/mp4/mp4-fixture.ts';
import { databaseOf, hasStored, serve, sharedFolderPerTest, start, statusOf } from './shared-folder.ts';

sharedFolderPerTest();

/** The default is small to save time. `EVOLINK_JUDGED_VIDEOS=1000` tests a library of usual size. */
const videoCount = Number(process.env.EVOLINK_JUDGED_VIDEOS ?? 60);

/** Reads the judgements of each video by file name, and the collections with the file names of their videos in order. */
async function judgementsOf(bench: RealStudio): Promise<unknown> {
  const index = await bench.must('library.index', {});
  const trashed = new Set((await bench.must('library.trashIndex', {})).resultIds);
  const resultIds = [...index.resultIds, ...trashed];
  const names = new Map<number, string>();
  for (let at = 0; at < resultIds.length; at += 100) {
    const { items } = await bench.must('library.records', { resultIds: resultIds.slice(at, at + 100) });
    for (const { resultId, fileName } of items) names.set(resultId, fileName);
  }
  const videos: Record<string, unknown> = {};
  for (const [resultId, name] of names) {
    const { tags, collections, ...rest } = await bench.must('judgement.read', { resultId });
    videos[name] = {
      ...rest,
      isTrashed: trashed.has(resultId),
      tags: tags.map((tag) => tag.name),
      collections: collections.map((each) => each.name),
    };
  }
  const collectionsByName = [];
  const { collections } = await bench.must('collections.list', {});
  for (const { id, name, parentId, kind, query, coverResultId } of collections) {
    const order = kind === 'smart' ? [] : [...(await bench.must('collections.videos', { id })).resultIds];
    const parent = collections.find((each) => each.id === parentId)?.name ?? null;
    collectionsByName.push({
      name,
      parent,
      kind,
      query,
      cover: names.get(coverResultId ?? 0) ?? null,
      order: order.map((each) => names.get(each)),
    });
  }
  return { videos, lists: collectionsByName };
}

/** Rebuilds the library and returns the report. */
async function rebuild(bench: RealStudio) {
  await bench.must('library.rebuild', {});
  expect(await waitFor(async () => (await statusOf(bench)).rebuild?.state === 'done')).toBe(true);
  return (await statusOf(bench)).rebuild;
}

/** Deletes every fifth video. */
async function moveSomeToTrash(bench: RealStudio): Promise<void> {
  const resultIds = Float64Array.from((await bench.must('library.index', {})).resultIds).filter((_, at) => at % 5 === 0);
  expect(await bench.must('library.trash', { resultIds })).toMatchObject({ changed: resultIds.length, refusedCount: 0 });
}

/** Judges every video at random, and adds some to collections. */
async function judge(bench: RealStudio): Promise<void> {
  const random = seededRandom(20_261_130);
  const { resultIds } = await bench.must('library.index', {});
  const randomIndex = (below: number) => Math.floor(random() * below);
  const change = (ids: readonly number[], command: JudgementCommand) =>
    bench.must('judgement.change', { resultIds: Float64Array.from(ids), command });
  for (const id of resultIds) {
    await change([id], { kind: 'rate', rating: randomIndex(6) });
    if (randomIndex(2) === 0) await change([id], { kind: 'set-title', title: `Clip ${id} 狐` });
    if (randomIndex(3) === 0) await change([id], { kind: 'set-notes', notes: `line one\nof ${id}` });
    if (randomIndex(4) === 0) await change([id], { kind: 'flag', flag: randomIndex(2) === 0 ? 'pick' : 'reject' });
    if (randomIndex(5) === 0) await change([id], { kind: 'favourite', isFavourite: true });
    if (randomIndex(3) === 0) await change([id], { kind: 'add-tag', name: `tag ${randomIndex(20)}` });
  }
  const trip = await bench.must('collections.create', { name: 'Trip', parentId: null, query: null });
  const day = await bench.must('collections.create', { name: 'Day one', parentId: trip.id, query: null });
  await bench.must('collections.create', { name: 'Best', parentId: null, query: 'rating:>=4' });
  await change([...resultIds].filter((id) => id % 7 === 0).reverse(), { kind: 'add-to-collection', collectionId: day.id });
  await bench.must('collections.setCover', { id: day.id, resultId: [...resultIds].find((id) => id % 7 === 0) ?? null });
}

test(`${videoCount} judged videos keep their judgements when the database is lost and the library rebuilt`, async () => {
  const { origin } = await serve(() => ({ bytes: mp4(2_000) }));
  withTables(databaseOf('a'), (tables) => {
    for (let at = 0; at < videoCount; at += 1) seedResult(tables, `task-${at}`, `${origin}/${at}.mp4`);
  });
  const first = start('a');
  expect(await hasStored(first, videoCount)).toBe(true);
  await judge(first);
  await moveSomeToTrash(first);
  const before = await judgementsOf(first);
  await first.studio.stop({ withinMs: 0 });
  // The first database is lost, so the second studio uses another one.
  const second = start('b');
  expect(await rebuild(second)).toMatchObject({ added: videoCount });
  expect(await judgementsOf(second)).toEqual(before);
  expect(await rebuild(second)).toMatchObject({ added: 0, relinked: 0, changedCopies: 0, known: videoCount });
  expect(await judgementsOf(second)).toEqual(before);
  const { resultIds } = await second.must('library.trashIndex', {});
  expect(await second.must('library.restoreFromTrash', { resultIds: Float64Array.from(resultIds) })).toMatchObject({ refusedCount: 0 });
  expect(await hasStored(second, videoCount)).toBe(true);
});
