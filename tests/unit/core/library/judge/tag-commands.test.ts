// Tags: renaming, merging and deleting, also with many videos, and what is recorded for the search index.
import { expect, test } from 'vitest';
import { dumpJudgements } from '../../../../support/judging.ts';
import { judgingPerTest } from '../../../../support/judging-per-test.ts';

const videoCount = 1_000;
const { judging, ids } = judgingPerTest(videoCount);

async function addTag(name: string, from: number, to: number): Promise<number> {
  const resultIds = Float64Array.from(ids.slice(from, to));
  await judging.must('judgement.change', { resultIds, command: { kind: 'add-tag', name } });
  return judging.tables.tags.list().find((row) => row.name === name)?.id ?? 0;
}
const tags = async () => (await judging.must('tags.list', {})).tags.map(({ name, videoCount: count }) => `${name} ${count}`);
const undo = () => judging.must('actions.undo', { actionId: null });
const dump = () => dumpJudgements(judging.database);

test('a merge gives the videos of one tag the other tag, each once', async () => {
  const wet = await addTag('wet', 0, 900);
  const rain = await addTag('rain', 800, 1_000);
  const before = dump();
  expect(await judging.must('tags.merge', { id: wet, intoId: rain })).toMatchObject({ changed: 900 });
  expect(await tags()).toEqual(['rain 1000']);
  await undo();
  expect(dump()).toBe(before);
});

test('a tag merged into itself stays', async () => {
  const wet = await addTag('wet', 0, 2);
  expect(await judging.must('tags.merge', { id: wet, intoId: wet })).toMatchObject({ actionId: null, changed: 0 });
  expect(await tags()).toEqual(['wet 2']);
});

test('undo restores a deleted tag with its videos', async () => {
  const wet = await addTag('wet', 0, 1_000);
  const before = dump();
  await judging.must('tags.delete', { id: wet });
  expect(await tags()).toEqual([]);
  await undo();
  expect(dump()).toBe(before);
});

test('a rename keeps the videos; the name of another tag is refused, and the error names that tag', async () => {
  const wet = await addTag('wet', 0, 3);
  const rain = await addTag('rain', 0, 1);
  expect(await judging.call('tags.rename', { id: wet, name: 'RAIN' })).toEqual({
    ok: false,
    error: { kind: 'name-taken', what: 'tag', id: rain, name: 'rain' },
  });
  await judging.must('tags.rename', { id: wet, name: 'Wet' });
  expect((await judging.must('judgement.read', { resultId: ids[1] ?? 0 })).tags).toEqual([{ id: wet, name: 'Wet' }]);
  await undo();
  expect((await tags()).toSorted()).toEqual(['rain 1', 'wet 3']);
});

test('an unknown tag is refused', async () => {
  const error = { kind: 'unknown-item', what: 'tag' };
  const wet = await addTag('wet', 0, 1);
  expect(await judging.call('tags.rename', { id: 99, name: 'a' })).toEqual({ ok: false, error });
  expect(await judging.call('tags.merge', { id: wet, intoId: 99 })).toEqual({ ok: false, error });
  expect(await judging.call('tags.delete', { id: 99 })).toEqual({ ok: false, error });
});

/** The number of tasks whose entries the index will read again. */
const recordedCount = () =>
  judging.database
    .query<object, { n: number }>('n', 'SELECT count(*) AS n FROM task_change', {
      table: 'task_change',
      columns: ['n'],
      parse: (row) => row as { n: number },
    })
    .get({})?.n;
const forgetChanges = () => judging.database.prepare('forget', 'DELETE FROM task_change').run({});

test('a change of a video is recorded for the search index, and a rename records all videos of the tag', async () => {
  const wet = await addTag('wet', 0, 900);
  expect(recordedCount()).toBe(videoCount);
  forgetChanges();
  await judging.must('tags.rename', { id: wet, name: 'rain' });
  // The videos of a renamed tag are recorded after the action, in slices: the next action waits for them.
  await judging.must('judgement.change', { resultIds: Float64Array.of(ids[999] ?? 0), command: { kind: 'rate', rating: 1 } });
  expect(recordedCount()).toBe(901);
});
