// The undo log: what is next, after a restart, when things are gone, when it is damaged, and how long it keeps actions.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { videosPerSlice } from '../../../../electron/core/library/judge/plan-command.ts';
import type { JudgementCommand } from '../../../../shared/ipc.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { dumpJudgements, type Judging, openJudging, seedVideos } from '../../../support/judging.ts';

const at = folderPerTest('action-log-');
let judging: Judging;
let ids: readonly number[];
beforeEach(() => {
  judging = openJudging(at('studio.sqlite'));
  ids = seedVideos(judging.tables, 1_200);
});
afterEach(() => judging.close());

const change = (command: JudgementCommand, resultIds = Float64Array.of(ids[0] ?? 0)) =>
  judging.call('judgement.change', { resultIds, command });
const rate = (rating: number) => change({ kind: 'rate', rating });
const all = () => Float64Array.from(ids);
const undo = (actionId: number | null = null) => judging.must('actions.undo', { actionId });
const redo = () => judging.must('actions.redo', { actionId: null });
const next = () => [judging.status().actions.undo, judging.status().actions.redo];
const execute = (sql: string) => judging.database.prepare('test', sql).run({});
async function restart(): Promise<void> {
  await judging.close();
  judging = openJudging(at('studio.sqlite'));
}

test('undo and redo go through all actions, also after a restart, and name what is next', async () => {
  expect([await undo(), await redo()]).toEqual([{ outcome: 'nothing' }, { outcome: 'nothing' }]);
  await rate(3);
  await change({ kind: 'add-tag', name: 'rain' });
  expect(next()).toMatchObject([{ kind: 'add-tag', count: 1, subject: 'rain' }, null]);
  await undo();
  await restart();
  expect(next()).toMatchObject([{ kind: 'rate' }, { kind: 'add-tag' }]);
  await undo();
  expect(next()).toMatchObject([null, { kind: 'rate' }]);
  await redo();
  await redo();
  expect(next()).toMatchObject([{ kind: 'add-tag' }, null]);
});

test('a new action ends what can be redone', async () => {
  await rate(3);
  await undo();
  await rate(4);
  expect(next()).toMatchObject([{ kind: 'rate' }, null]);
  expect(await redo()).toEqual({ outcome: 'nothing' });
});

test('a button beside a message takes back its own action only', async () => {
  await rate(3);
  const first = judging.status().actions.undo?.id ?? 0;
  await rate(4);
  expect(await undo(first)).toEqual({ outcome: 'not-next' });
  expect(await undo(first + 1)).toMatchObject({ outcome: 'done' });
});

test('a cancelled action stays as far as it came, and is taken back as a whole', async () => {
  const before = dumpJudgements(judging.database);
  const running = change({ kind: 'rate', rating: 5 }, all());
  await judging.must('actions.cancel', {});
  expect(await running).toMatchObject({ ok: true, value: { changed: videosPerSlice, isCancelled: true } });
  expect(judging.status().actions).toMatchObject({ undo: { kind: 'rate', count: videosPerSlice }, running: null });
  // The first status is of the start.
  expect(judging.progress.slice(1)).toEqual([{ kind: 'rate', done: 0, total: 1_200 }, null]);
  await undo();
  expect(dumpJudgements(judging.database)).toBe(before);
});

test('an undo that was cancelled goes on with the next undo, and a redo of it goes back', async () => {
  const before = dumpJudgements(judging.database);
  await change({ kind: 'rate', rating: 5 }, all());
  const after = dumpJudgements(judging.database);
  const running = undo();
  await judging.must('actions.cancel', {});
  expect(await running).toMatchObject({ outcome: 'done', isCancelled: true });
  await restart();
  expect(next()).toMatchObject([{ kind: 'rate' }, { kind: 'rate' }]);
  await redo();
  expect(dumpJudgements(judging.database)).toBe(after);
  await undo();
  expect(dumpJudgements(judging.database)).toBe(before);
});

test('actions wait for one another: none sees another’s half', async () => {
  const many = change({ kind: 'rate', rating: 5 }, all());
  const one = rate(2);
  const back = undo();
  await Promise.all([many, one, back]);
  expect(await judging.must('judgement.read', { resultId: ids[0] ?? 0 })).toMatchObject({ rating: 5 });
});

test('what an action refers to and is gone is left out and told; the rest is restored', async () => {
  await change({ kind: 'rate', rating: 1 }, Float64Array.from(ids.slice(0, 2)));
  await change({ kind: 'add-tag', name: 'rain' });
  await change({ kind: 'remove-tag', tagId: 1 });
  execute('DELETE FROM tag');
  expect(await undo()).toMatchObject({ outcome: 'done', missing: { tags: 1, videos: 0 } });
  await undo();
  execute(`PRAGMA foreign_keys = OFF`);
  execute(`DELETE FROM video_judgement WHERE resultId = ${ids[1]}`);
  execute(`DELETE FROM result WHERE id = ${ids[1]}`);
  execute(`PRAGMA foreign_keys = ON`);
  expect(await undo()).toMatchObject({ outcome: 'done', missing: { videos: 1 } });
  expect(await judging.must('judgement.read', { resultId: ids[0] ?? 0 })).toMatchObject({ rating: 0 });
});

test('an entry that does not parse is told, and does not stand in the way of the actions before it', async () => {
  await rate(3);
  await rate(4);
  execute(`UPDATE action_part SET changes = '{"area":"judgement","changes":[{"kind":"never-heard-of"}]}' WHERE actionId = 2`);
  expect(await undo()).toMatchObject({ outcome: 'done', missing: { unreadable: 1 } });
  expect(await undo()).toMatchObject({ outcome: 'done', missing: { unreadable: 0 } });
  expect(await judging.must('judgement.read', { resultId: ids[0] ?? 0 })).toMatchObject({ rating: 0 });
});

test('the last 1,000 actions of 30 days are kept', async () => {
  for (let at = 0; at < 1_005; at += 1) await rate(1 + (at % 2));
  let undone = 0;
  while ((await undo()).outcome === 'done') undone += 1;
  expect(undone).toBe(1_000);
  await rate(5);
  await judging.clock.advance(31 * 86_400_000);
  await change({ kind: 'flag', flag: 'pick' });
  expect(await undo()).toMatchObject({ action: { kind: 'flag' } });
  expect(await undo()).toEqual({ outcome: 'nothing' });
});

test('a write that fails changes nothing and records nothing', async () => {
  execute(`CREATE TRIGGER refuses BEFORE INSERT ON action_part BEGIN SELECT RAISE(ABORT, 'refused'); END`);
  const before = dumpJudgements(judging.database);
  await expect(rate(3)).rejects.toThrow('refused');
  expect([dumpJudgements(judging.database), ...next()]).toEqual([before, null, null]);
  execute('DROP TRIGGER refuses');
  expect(await rate(3)).toMatchObject({ ok: true, value: { changed: 1 } });
});

test('an action that comes after the end is refused', async () => {
  const many = change({ kind: 'rate', rating: 5 }, all());
  const late = rate(2);
  await judging.close();
  expect(await many).toMatchObject({ ok: true, value: { isCancelled: true } });
  expect(await late).toMatchObject({ ok: false, error: { kind: 'not-allowed-in-state' } });
  judging = openJudging(at('studio.sqlite'));
});
