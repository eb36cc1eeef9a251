// The undo log: which action is next, restarts, missing items, damaged entries, and how long it keeps actions.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { videosPerSlice } from '../../../../electron/core/library/judge/video-slices.ts';
import { InvalidRowError } from '../../../../electron/db/rows/row-shape.ts';
import type { JudgementCommand } from '../../../../shared/ipc.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { dumpJudgements, type Judging, openJudging, seedVideos } from '../../../support/judging.ts';

const inFolder = folderPerTest('action-log-');
let judging: Judging;
let ids: readonly number[];
beforeEach(() => {
  judging = openJudging(inFolder('studio.sqlite'));
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
  judging = openJudging(inFolder('studio.sqlite'));
}

test('undo and redo replay all actions, also after a restart, and the status names the next ones', async () => {
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

test('a new action discards the actions that could be redone', async () => {
  await rate(3);
  await undo();
  await rate(4);
  expect(next()).toMatchObject([{ kind: 'rate' }, null]);
  expect(await redo()).toEqual({ outcome: 'nothing' });
});

test('an undo with an action id does nothing unless that action is the next one', async () => {
  await rate(3);
  const first = judging.status().actions.undo?.id ?? 0;
  await rate(4);
  expect(await undo(first)).toEqual({ outcome: 'not-next' });
  expect(await undo(first + 1)).toMatchObject({ outcome: 'done' });
});

test('a cancelled action keeps its completed slices, and undo reverses them all', async () => {
  const before = dumpJudgements(judging.database);
  const running = change({ kind: 'rate', rating: 5 }, all());
  await judging.must('actions.cancel', {});
  expect(await running).toMatchObject({ ok: true, value: { changed: videosPerSlice, isCancelled: true } });
  expect(judging.status().actions).toMatchObject({ undo: { kind: 'rate', count: videosPerSlice }, running: null });
  // The first entry was recorded at the start.
  expect(judging.progress.slice(1)).toEqual([{ kind: 'rate', done: 0, total: 1_200 }, null]);
  await undo();
  expect(dumpJudgements(judging.database)).toBe(before);
});

test('the next undo resumes a cancelled one, and a redo reverses it', async () => {
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

test('actions run one after another, in the order of their calls', async () => {
  const many = change({ kind: 'rate', rating: 5 }, all());
  const one = rate(2);
  const back = undo();
  await Promise.all([many, one, back]);
  expect(await judging.must('judgement.read', { resultId: ids[0] ?? 0 })).toMatchObject({ rating: 5 });
});

test('undo skips and counts items that no longer exist, and restores the rest', async () => {
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

test('an entry that does not parse is counted by undo, and does not block earlier actions', async () => {
  await rate(3);
  await rate(4);
  execute(`UPDATE action_part SET changes = '{"area":"judgement","changes":[{"kind":"never-heard-of"}]}' WHERE actionId = 2`);
  expect(await undo()).toMatchObject({ outcome: 'done', missing: { unreadable: 1 } });
  expect(await undo()).toMatchObject({ outcome: 'done', missing: { unreadable: 0 } });
  expect(await judging.must('judgement.read', { resultId: ids[0] ?? 0 })).toMatchObject({ rating: 0 });
});

test('a damaged row makes only the undo of its own action fail: the next undo reverses the action before it', async () => {
  await rate(3);
  await rate(4);
  await rate(5);
  execute('PRAGMA ignore_check_constraints = ON');
  execute(`UPDATE action_part SET changes = '{' WHERE actionId = 3`);
  execute(`UPDATE action_log SET kind = 'never-heard-of' WHERE id = 2`);
  execute('PRAGMA ignore_check_constraints = OFF');
  await expect(undo()).rejects.toBeInstanceOf(InvalidRowError);
  await expect(undo()).rejects.toBeInstanceOf(InvalidRowError);
  expect(await undo()).toMatchObject({ outcome: 'done', action: { id: 1 } });
  expect(await undo()).toEqual({ outcome: 'nothing' });
});

test('the log keeps the last 1,000 actions, for 30 days', async () => {
  for (let count = 0; count < 1_005; count += 1) await rate(1 + (count % 2));
  let undoneCount = 0;
  while ((await undo()).outcome === 'done') undoneCount += 1;
  expect(undoneCount).toBe(1_000);
  await rate(5);
  await judging.clock.advance(31 * 86_400_000);
  await change({ kind: 'flag', flag: 'pick' });
  expect(await undo()).toMatchObject({ action: { kind: 'flag' } });
  expect(await undo()).toEqual({ outcome: 'nothing' });
});

test('the log keeps 1,000 actions even if others were undone and dropped meanwhile', async () => {
  for (let round = 0; round < 600; round += 1) {
    await rate(1 + (round % 2));
    await change({ kind: 'set-title', title: `${round}` });
    await undo();
    await change({ kind: 'set-notes', notes: `${round}` });
  }
  const counted = judging.tables.actions;
  let kept = 0;
  for (let id = 1; id <= 1_800; id += 1) if (counted.get(id) !== undefined) kept += 1;
  expect(kept).toBe(1_000);
});

test('a write that fails changes nothing and records nothing', async () => {
  execute(`CREATE TRIGGER refuses BEFORE INSERT ON action_part BEGIN SELECT RAISE(ABORT, 'refused'); END`);
  const before = dumpJudgements(judging.database);
  await expect(rate(3)).rejects.toThrow('refused');
  expect([dumpJudgements(judging.database), ...next()]).toEqual([before, null, null]);
  execute('DROP TRIGGER refuses');
  expect(await rate(3)).toMatchObject({ ok: true, value: { changed: 1 } });
});

test('an action that waits when the studio stops is refused', async () => {
  const many = change({ kind: 'rate', rating: 5 }, all());
  const late = rate(2);
  await judging.close();
  expect(await many).toMatchObject({ ok: true, value: { isCancelled: true } });
  expect(await late).toMatchObject({ ok: false, error: { kind: 'not-allowed-in-state' } });
  judging = openJudging(inFolder('studio.sqlite'));
});
