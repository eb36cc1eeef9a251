// The folder remembers: a library of judged videos loses its database, is rebuilt from its folder, and every judgement is back, in the library and
// in the trash.
import { expect, test } from 'vitest';
import type { JudgementCommand } from '../../../shared/ipc.ts';
import { seededRandom } from '../../soak/trial.ts';
import { type RealStudio, waitFor } from '../../support/real-studio.ts';
import { seedResult, withTables } from '../../support/seeded-results.ts';
import { mp4 } from '../../unit/adapters/mp4/mp4-fixture.ts';
import { databaseOf, hasStored, serve, sharedFolderPerTest, start, statusOf } from './shared-folder.ts';

sharedFolderPerTest();

/** `EVOLINK_JUDGED_VIDEOS=1000` for the size of a library. */
const videoCount = Number(process.env.EVOLINK_JUDGED_VIDEOS ?? 60);

/** What is decided about each video, by its file's name, and the collections with the names of their videos in order. */
async function judgementsOf(real: RealStudio): Promise<unknown> {
  const listed = await real.must('library.index', {});
  const trashed = new Set((await real.must('library.trashIndex', {})).resultIds);
  const resultIds = [...listed.resultIds, ...trashed];
  const names = new Map<number, string>();
  for (let at = 0; at < resultIds.length; at += 100) {
    const { items } = await real.must('library.records', { resultIds: resultIds.slice(at, at + 100) });
    for (const { resultId, fileName } of items) names.set(resultId, fileName);
  }
  const videos: Record<string, unknown> = {};
  for (const [resultId, name] of names) {
    const { tags, collections, ...rest } = await real.must('judgement.read', { resultId });
    videos[name] = {
      ...rest,
      isTrashed: trashed.has(resultId),
      tags: tags.map((tag) => tag.name),
      collections: collections.map((each) => each.name),
    };
  }
  const lists = [];
  const { collections } = await real.must('collections.list', {});
  for (const { id, name, parentId, kind, query, coverResultId } of collections) {
    const order = kind === 'smart' ? [] : [...(await real.must('collections.videos', { id })).resultIds];
    const parent = collections.find((each) => each.id === parentId)?.name ?? null;
    lists.push({ name, parent, kind, query, cover: names.get(coverResultId ?? 0) ?? null, order: order.map((each) => names.get(each)) });
  }
  return { videos, lists };
}

/** Rebuilds the library and returns the report. */
async function rebuild(real: RealStudio) {
  await real.must('library.rebuild', {});
  expect(await waitFor(async () => (await statusOf(real)).rebuild?.state === 'done')).toBe(true);
  return (await statusOf(real)).rebuild;
}

/** Deletes every fifth video. */
async function moveSomeToTrash(real: RealStudio): Promise<void> {
  const resultIds = Float64Array.from((await real.must('library.index', {})).resultIds).filter((_, at) => at % 5 === 0);
  expect(await real.must('library.trash', { resultIds })).toMatchObject({ changed: resultIds.length, refusedCount: 0 });
}

/** Judges every video at random, each in its own way, and sorts some into collections. */
async function judge(real: RealStudio): Promise<void> {
  const random = seededRandom(20_261_130);
  const { resultIds } = await real.must('library.index', {});
  const pick = (most: number) => Math.floor(random() * most);
  const change = (ids: readonly number[], command: JudgementCommand) =>
    real.must('judgement.change', { resultIds: Float64Array.from(ids), command });
  for (const id of resultIds) {
    await change([id], { kind: 'rate', rating: pick(6) });
    if (pick(2) === 0) await change([id], { kind: 'set-title', title: `Clip ${id} 狐` });
    if (pick(3) === 0) await change([id], { kind: 'set-notes', notes: `line one\nof ${id}` });
    if (pick(4) === 0) await change([id], { kind: 'flag', flag: pick(2) === 0 ? 'pick' : 'reject' });
    if (pick(5) === 0) await change([id], { kind: 'favourite', isFavourite: true });
    if (pick(3) === 0) await change([id], { kind: 'add-tag', name: `tag ${pick(20)}` });
  }
  const trip = await real.must('collections.create', { name: 'Trip', parentId: null, query: null });
  const day = await real.must('collections.create', { name: 'Day one', parentId: trip.id, query: null });
  await real.must('collections.create', { name: 'Best', parentId: null, query: 'rating:>=4' });
  await change([...resultIds].filter((id) => id % 7 === 0).reverse(), { kind: 'add-to-collection', collectionId: day.id });
  await real.must('collections.setCover', { id: day.id, resultId: [...resultIds].find((id) => id % 7 === 0) ?? null });
}

test(`${videoCount} judged videos are what they were after the database was lost and the library rebuilt`, async () => {
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
  // Another database: the first one is lost.
  const second = start('b');
  expect(await rebuild(second)).toMatchObject({ added: videoCount });
  expect(await judgementsOf(second)).toEqual(before);
  expect(await rebuild(second)).toMatchObject({ added: 0, relinked: 0, changedCopies: 0, known: videoCount });
  expect(await judgementsOf(second)).toEqual(before);
  const { resultIds } = await second.must('library.trashIndex', {});
  expect(await second.must('library.restoreFromTrash', { resultIds: Float64Array.from(resultIds) })).toMatchObject({ refusedCount: 0 });
  expect(await hasStored(second, videoCount)).toBe(true);
});
