// The library journal: one database writes its judgements into the folder, and another database on the folder applies them, whatever
// the clocks say.
import { setImmediate } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { JudgementCommand } from '../../../../../shared/ipc.ts';
import { createFakeClock } from '../../../../support/fake-clock.ts';
import { createFakeJournalFiles, type FakeJournalFiles } from '../../../../support/fake-journal-files.ts';
import { fc } from '../../../../support/fast-check.ts';
import { type Judging, openJudging, seedVideos } from '../../../../support/judging.ts';

const hourMs = 3_600_000;

/** A database on the folder `/videos` with these videos; their ids are the same in each database of a test. */
async function database(journals: FakeJournalFiles, identity: string, videos: number, nowMs = 1_770_000_000_000): Promise<Judging> {
  const judging = openJudging(':memory:', { journals, identity, clock: createFakeClock(nowMs) });
  onTestFinished(() => judging.close());
  seedVideos(judging.tables, videos);
  await judging.journal.sync();
  return judging;
}

const change = (judging: Judging, ids: readonly number[], command: JudgementCommand) =>
  judging.must('judgement.change', { resultIds: Float64Array.from(ids), command });

/** Waits until every recorded entry is in the journal. */
async function flushJournal({ tables, journal }: Judging): Promise<void> {
  await setImmediate();
  await journal.sync();
  expect(tables.libraryJournal.unwrittenEntries(1)).toEqual([]);
}

/** All judgements, with names in place of ids. */
async function judgements(judging: Judging): Promise<unknown> {
  const { tables } = judging;
  const collections = (await judging.must('collections.list', {})).collections;
  const nameOf = new Map(collections.map(({ id, name }) => [id, name]));
  const videos = [];
  for (const resultId of judging.tables.judgements.filterVideos(Array.from({ length: 1_100 }, (_, at) => at + 1))) {
    const { tags, collections: ofVideo, ...rest } = await judging.must('judgement.read', { resultId });
    const names = { tags: tags.map(({ name }) => name), collections: ofVideo.map(({ name }) => name) };
    videos.push({ video: tables.results.get(resultId)?.taskId, ...rest, ...names });
  }
  return {
    videos,
    tags: tables.tags
      .list()
      .map(({ name, videoCount }) => `${name} ${videoCount}`)
      .sort(),
    collections: collections
      .map(({ id, parentId, coverResultId, ...rest }) => ({
        ...rest,
        parent: parentId === null ? null : nameOf.get(parentId),
        cover: coverResultId,
        order: tables.collectionVideos.first(id, 2_000).map(({ resultId }) => resultId),
      }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}

async function judgeEverything(judging: Judging): Promise<void> {
  await change(judging, [1, 2, 3], { kind: 'rate', rating: 4 });
  await change(judging, [2], { kind: 'rate', rating: 0 });
  await change(judging, [1], { kind: 'flag', flag: 'pick' });
  await change(judging, [3], { kind: 'favourite', isFavourite: true });
  await change(judging, [1], { kind: 'set-title', title: 'Die Füchsin “im Schnee”' });
  await change(judging, [1], { kind: 'set-notes', notes: 'two lines\nof 狐' });
  await change(judging, [1, 3], { kind: 'add-tag', name: 'winter' });
  await change(judging, [2, 3], { kind: 'add-tag', name: 'sea' });
  await judging.must('tags.rename', { id: judging.tables.tags.byFoldedName('sea')?.id ?? 0, name: 'Ocean' });
  const trip = await judging.must('collections.create', { name: 'Trip', parentId: null, query: null });
  const day = await judging.must('collections.create', { name: 'Day one', parentId: trip.id, query: null });
  await judging.must('collections.create', { name: 'Best', parentId: null, query: 'rating:>=4' });
  await change(judging, [3, 1, 2], { kind: 'add-to-collection', collectionId: day.id });
  await judging.must('collections.reorder', { id: day.id, resultIds: Float64Array.of(2), beforeResultId: 3 });
  await judging.must('collections.setCover', { id: day.id, resultId: 2 });
}

test('a database without any judgement gets all of them back from the folder', async () => {
  const journals = createFakeJournalFiles();
  const first = await database(journals, 'first1', 4);
  await judgeEverything(first);
  await flushJournal(first);
  const second = await database(journals, 'second2', 4);
  expect(await judgements(second)).toEqual(await judgements(first));
});

test('undone changes do not reach another database', async () => {
  const journals = createFakeJournalFiles();
  const first = await database(journals, 'first1', 4);
  const before = await judgements(first);
  await judgeEverything(first);
  while ((await first.must('actions.undo', { actionId: null })).outcome === 'done');
  expect(await judgements(first)).toEqual(before);
  await flushJournal(first);
  const second = await database(journals, 'second2', 4);
  expect(await judgements(second)).toEqual(before);
});

test('an entry about a video that does not exist yet waits for it', async () => {
  const journals = createFakeJournalFiles();
  const first = await database(journals, 'first1', 4);
  await judgeEverything(first);
  await flushJournal(first);
  const second = await database(journals, 'second2', 0);
  expect((await second.must('tags.list', {})).tags.map(({ name }) => name).sort()).toEqual(['Ocean', 'winter']);
  seedVideos(second.tables, 4);
  await second.journal.sync();
  expect(await judgements(second)).toEqual(await judgements(first));
});

test('the later change wins, even if the clock of its database is eight hours behind', async () => {
  const journals = createFakeJournalFiles();
  const ahead = await database(journals, 'ahead1', 2, 1_770_000_000_000 + 8 * hourMs);
  await change(ahead, [1], { kind: 'rate', rating: 1 });
  await flushJournal(ahead);
  const behind = await database(journals, 'behind2', 2);
  await change(behind, [1], { kind: 'rate', rating: 5 });
  await change(behind, [2], { kind: 'set-title', title: 'Mine' });
  await flushJournal(behind);
  await ahead.journal.sync();
  expect(await judgements(ahead)).toEqual(await judgements(behind));
  expect((await ahead.must('judgement.read', { resultId: 1 })).rating).toBe(5);
  const texts = [...(journals.texts.get('/videos')?.values() ?? [])].join('');
  expect(texts.match(/"field":"rating"/g)).toHaveLength(2);
});

test('two tags with the same name are one tag, and removing the tag from videos in one database removes it in the other', async () => {
  const journals = createFakeJournalFiles();
  const first = await database(journals, 'first1', 2);
  const second = await database(journals, 'second2', 2);
  await change(first, [1], { kind: 'add-tag', name: 'Sea' });
  await change(second, [2], { kind: 'add-tag', name: 'sea' });
  await flushJournal(first);
  await flushJournal(second);
  await flushJournal(first);
  const [tag] = first.tables.tags.list();
  expect([tag?.videoCount, second.tables.tags.list()[0]?.videoCount]).toEqual([2, 2]);
  await change(first, [1, 2], { kind: 'remove-tag', tagId: tag?.id ?? 0 });
  await flushJournal(first);
  await second.journal.sync();
  expect(second.tables.tags.list()[0]?.videoCount).toBe(0);
});

test('entries wait while the folder cannot be written, and a warning is logged', async () => {
  const journals = createFakeJournalFiles();
  const judging = await database(journals, 'first1', 2);
  journals.error = { kind: 'library-unwritable', folder: '/videos', detail: 'EROFS' };
  await change(judging, [1], { kind: 'rate', rating: 3 });
  await setImmediate();
  await judging.journal.sync();
  expect(judging.tables.libraryJournal.unwrittenEntries(10)).toHaveLength(1);
  expect(judging.log.lines.join('\n')).toContain('library-journal-failed');
  journals.error = null;
  await flushJournal(judging);
});

/** Rates the first video of a new database 3. Returns the database, the folder's journals, and the video's subject in them. */
async function ratedVideo(journals: FakeJournalFiles) {
  const first = await database(journals, 'first1', 2);
  await change(first, [1], { kind: 'rate', rating: 3 });
  await flushJournal(first);
  const journal = journals.texts.get('/videos') ?? new Map<string, string>();
  return { first, journal, of: JSON.parse((journal.get('first1') ?? '').trim()).of as string };
}

test('damaged, invalid and newer lines are skipped, and the others are applied', async () => {
  const journals = createFakeJournalFiles();
  const { journal, of } = await ratedVideo(journals);
  const line = (change: object) => `${JSON.stringify({ v: 1, n: 9, by: 'other3', of, field: 'rating', to: 5, ...change })}\n`;
  const damaged = ['{"v":1,', '\u0000\u0001', '[]', 'null', '{"v":1,"n":1e400}', '"\\ud800"'].map((each) => `${each}\n`).join('');
  journal.set(
    'other3',
    [
      damaged,
      line({ v: 2 }),
      line({ to: 9 }),
      line({ to: { a: 1 } }),
      line({ field: 'title', to: 'a\u202e\u0000b' }),
      line({ field: 'tag:../../x', to: true }),
      line({ of: 'tag:other3-1-tag', field: 'name', to: '\n' }),
      line({ of: 'collection:other3-1-collection', field: 'name', to: 'No search', kind: 'smart' }),
      line({ of: 'planet:1', field: 'name', to: 'x' }),
      line({ field: 'favourite', to: 1 }),
      '{"v":1,"n":12,"by":"other3","of":"',
    ].join(''),
  );
  const second = await database(journals, 'second2', 2);
  expect(await second.must('judgement.read', { resultId: 1 })).toMatchObject({ rating: 3, isFavourite: true, title: '', tags: [] });
  expect(second.log.lines.filter((each) => each.includes('library-journal')).length).toBeGreaterThan(0);
  expect(second.log.lines.filter((each) => each.includes('incident'))).toEqual([]);
});

test('a counter at its limit in a foreign journal does not make later changes unreadable', async () => {
  const journals = createFakeJournalFiles();
  const { first, journal, of } = await ratedVideo(journals);
  journal.set('other3', `${JSON.stringify({ v: 1, n: 2 ** 50, by: 'other3', of, field: 'favourite', to: 1 })}\n`);
  await first.journal.sync();
  await change(first, [1, 2], { kind: 'set-title', title: 'After it' });
  await flushJournal(first);
  const second = await database(journals, 'second2', 2);
  expect(await judgements(second)).toEqual(await judgements(first));
  expect(await second.must('judgement.read', { resultId: 2 })).toMatchObject({ title: 'After it' });
});

test('a rename to a name that another tag has here waits until that tag is deleted', async () => {
  const journals = createFakeJournalFiles();
  const first = await database(journals, 'first1', 2);
  await change(first, [1], { kind: 'add-tag', name: 'sea' });
  await flushJournal(first);
  const second = await database(journals, 'second2', 2);
  await change(second, [2], { kind: 'add-tag', name: 'ocean' });
  await first.must('tags.rename', { id: first.tables.tags.list()[0]?.id ?? 0, name: 'Ocean' });
  await flushJournal(first);
  await second.journal.sync();
  const names = () =>
    second.tables.tags
      .list()
      .map(({ name }) => name)
      .sort();
  expect(names()).toEqual(['ocean', 'sea']);
  await second.must('tags.delete', { id: second.tables.tags.byFoldedName('ocean')?.id ?? 0 });
  await second.journal.sync();
  expect(names()).toEqual(['Ocean']);
});

/** A random step: which of two databases performs which kind of command, on which video. */
type Step = readonly [database: number, kind: number, video: number, value: number];

async function performStep(judging: Judging, [, kind, video, value]: Step): Promise<void> {
  const ids = [video + 1];
  const tag = judging.tables.tags.list()[0];
  const flag = ([null, 'pick', 'reject'] as const)[value % 3] ?? null;
  if (kind === 0) await change(judging, ids, { kind: 'rate', rating: value });
  if (kind === 1) await change(judging, ids, { kind: 'flag', flag });
  if (kind === 2) await change(judging, ids, { kind: 'set-title', title: `Title ${value}` });
  if (kind === 3) await change(judging, ids, { kind: 'add-tag', name: `tag ${value % 3}` });
  if (kind === 4 && tag !== undefined) await change(judging, ids, { kind: 'remove-tag', tagId: tag.id });
  if (kind === 5) await judging.must('actions.undo', { actionId: null });
  if (kind === 6) await judging.call('collections.create', { name: `Trip ${value % 2}`, parentId: null, query: null });
  if (kind === 7) await judging.journal.sync();
}

test('two databases with clocks eight hours apart end with the same judgements, in whatever order they read each other', async () => {
  const steps = fc.array(fc.tuple(fc.nat(1), fc.nat(7), fc.nat(5), fc.nat(5)), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      const journals = createFakeJournalFiles();
      const left = await database(journals, 'left1', 6);
      const right = await database(journals, 'right2', 6, 1_770_000_000_000 - 8 * hourMs);
      for (const step of steps) await performStep(step[0] === 0 ? left : right, step);
      for (let round = 0; round < 3; round += 1) for (const judging of [left, right]) await flushJournal(judging);
      expect(await judgements(left)).toEqual(await judgements(right));
    }),
    { numRuns: 12 },
  );
});

describe('the top of a stack', () => {
  const topOf = ({ tables }: Judging): number | undefined =>
    tables.stacks.memberships([1, 2, 3]).find(({ isTop }) => isTop === 1)?.resultId;
  async function openStacked(journals: FakeJournalFiles, identity: string): Promise<Judging> {
    const judging = openJudging(':memory:', { journals, identity });
    onTestFinished(() => judging.close());
    seedVideos(judging.tables, 3);
    for (const id of [1, 2, 3]) judging.tables.stacks.assign(judging.tables.results.get(id)?.taskId ?? 0, 'one request');
    await judging.journal.sync();
    return judging;
  }

  test('is restored from the folder', async () => {
    const journals = createFakeJournalFiles();
    const first = await openStacked(journals, 'first1');
    for (const id of [3, 2]) await first.putOnTop(id);
    expect(await first.putOnTop(9_999)).toMatchObject({ ok: false, error: { kind: 'unknown-item' } });
    await flushJournal(first);
    expect([topOf(first), topOf(await openStacked(journals, 'second2'))]).toEqual([2, 2]);
  });

  test('is the newest choice of all databases, in whatever order they read the journals', async () => {
    const journals = createFakeJournalFiles();
    const first = await openStacked(journals, 'first1');
    const second = await openStacked(journals, 'second2');
    await first.putOnTop(1);
    await second.putOnTop(2);
    await second.putOnTop(3);
    await flushJournal(first);
    await flushJournal(second);
    await first.journal.sync();
    await second.journal.sync();
    expect([topOf(first), topOf(second), topOf(await openStacked(journals, 'third3'))]).toEqual([3, 3, 3]);
    await first.putOnTop(2);
    await flushJournal(first);
    await second.journal.sync();
    expect([topOf(first), topOf(second)]).toEqual([2, 2]);
  });

  test('waits for the stack of its video', async () => {
    const journals = createFakeJournalFiles();
    const first = await openStacked(journals, 'first1');
    await first.putOnTop(2);
    await flushJournal(first);
    const second = await database(journals, 'second2', 3);
    for (const id of [1, 2, 3]) second.tables.stacks.assign(second.tables.results.get(id)?.taskId ?? 0, 'one request');
    expect(topOf(second)).toBeUndefined();
    await second.journal.sync();
    expect(topOf(second)).toBe(2);
  });
});

/** The lines of a journal as `[counter, field, value]`, without the subjects. */
const linesOf = (journals: FakeJournalFiles, name: string): unknown[] =>
  (journals.texts.get('/videos')?.get(name) ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .map(({ n, field, to }) => [n, field, to]);

test('changes whose entries a crash has prevented are written at the next start, unless a newer entry is known', async () => {
  const journals = createFakeJournalFiles();
  const { first } = await ratedVideo(journals);
  const { tables } = first;
  const recorded = (counter: number, field: string, value: string) =>
    tables.journalChanges.add({ field, items: [[value, [1, 99]]], counter, writer: 'first1' });
  recorded(7, 'title', '"Fox"');
  recorded(8, 'title', '"Owl"');
  recorded(0, 'rating', '1');
  await flushJournal(first);
  expect(linesOf(journals, 'first1')).toEqual([
    [1, 'rating', 3],
    [8, 'title', 'Owl'],
  ]);
  expect(tables.journalChanges.hasAny()).toBe(false);
  const [of] = tables.libraryJournal.videoSubjects([1]).values();
  expect(tables.libraryJournal.ofSubject(of ?? '').map(({ field, value, isWritten }) => [field, value, isWritten])).toEqual([
    ['rating', '3', 1],
    ['title', '"Owl"', 1],
  ]);
});

test('an older entry of another database does not replace what a running action has already changed', async () => {
  const journals = createFakeJournalFiles();
  const judging = await database(journals, 'first1', 900);
  const ids = Array.from({ length: 900 }, (_, index) => index + 1);
  const subjects = [...judging.tables.libraryJournal.videoSubjects(ids).values()];
  const older = subjects.map((of) => `${JSON.stringify({ v: 1, n: 1, by: 'aaa', of, field: 'rating', to: 1 })}\n`);
  journals.texts.set('/videos', new Map([['aaa', older.join('')]]));
  const rating = change(judging, ids, { kind: 'rate', rating: 4 });
  await judging.journal.sync();
  await rating;
  await flushJournal(judging);
  expect(new Set(judging.tables.judgements.valuesOf('rating', ids).values())).toEqual(new Set([4]));
  expect(linesOf(journals, 'first1')).toHaveLength(900);
});

test('the entries of an action on many videos are appended after its end, in few appends', async () => {
  const journals = createFakeJournalFiles();
  const judging = await database(journals, 'database1', 900);
  const { append } = journals;
  const appended: { readonly lines: number; readonly isRunning: boolean }[] = [];
  journals.append = (folder, name, lines) => {
    appended.push({ lines: lines.length, isRunning: judging.status().actions.running !== null });
    return append(folder, name, lines);
  };
  const ids = Array.from({ length: 900 }, (_, index) => index + 1);
  await change(judging, ids, { kind: 'rate', rating: 4 });
  await flushJournal(judging);
  expect(appended).toEqual([
    { lines: 500, isRunning: false },
    { lines: 400, isRunning: false },
  ]);
});
