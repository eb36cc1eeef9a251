// Many tasks, few requests: with more than fifty live, looks travel together where the service answers that.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fail, ok } from '../../../shared/result.ts';
import { answer, rateLimited } from '../../support/fake-api.ts';
import { type Bench, fox, startBench } from '../../support/studio-bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = startBench();
  await bench.connect();
  await bench.must('settings.change', { maxRunning: 200 });
});
afterEach(async () => {
  await bench.studio.stop({ withinMs: 0 });
  expect(bench.log.incidents).toEqual([]);
});

/** Submits and lets the pace take them all to the service; nothing is looked at yet. */
async function atService(count: number): Promise<number[]> {
  const ids: number[] = [];
  for (let made = 0; made < count; made += 20) ids.push(...(await bench.submit(fox, Math.min(20, count - made))));
  await bench.clock.advance(10_000);
  expect(bench.api.submitted).toHaveLength(count);
  return ids;
}
const known = (ids: readonly string[]) => ok(new Map(ids.flatMap((id) => [[id, bench.api.tasks.get(id) ?? answer(id)] as const])));

test('fifty tasks are looked at one by one, as documented', async () => {
  await atService(50);
  bench.api.onBatch = known;
  await bench.clock.advance(15_000);
  expect([bench.api.batches.length, new Set(bench.api.looks).size]).toEqual([0, 50]);
});

test('sixty are looked at together, and each hears what became of it', async () => {
  const ids = await atService(60);
  bench.api.onBatch = known;
  for (const taskId of [...bench.api.tasks.keys()].slice(0, 30)) bench.api.finish(taskId);
  // All of them are due at once; else one look after the other is quick enough.
  await bench.clock.sleep(60_000);
  await bench.clock.advance(5_000);
  expect(bench.api.batches.every((batch) => batch.length <= 50)).toBe(true);
  expect(new Set([...bench.api.batches.flat(), ...bench.api.looks]).size).toBe(60);
  expect(bench.api.batches.some((batch) => batch.length > 5)).toBe(true);
  const states = await Promise.all(ids.map(async (id) => (await bench.task(id)).state));
  expect(states.filter((state) => state === 'completed')).toHaveLength(30);
});

test('a service without the call costs one request, and is asked again an hour later', async () => {
  await atService(60);
  await bench.clock.advance(40_000);
  expect(bench.api.batches).toHaveLength(1);
  expect(new Set(bench.api.looks).size).toBe(60);
  await bench.clock.advance(3_500_000);
  expect(bench.api.batches).toHaveLength(1);
  await bench.clock.advance(400_000);
  expect(bench.api.batches).toHaveLength(2);
});

test('who is missing in the answer is looked at alone, and only that look may say "not found"', async () => {
  const ids = await atService(60);
  const gone = bench.api.lastTaskId();
  bench.api.onBatch = (taskIds) => known(taskIds.filter((id) => id !== gone));
  bench.api.tasks.delete(gone);
  await bench.clock.advance(40_000);
  expect(bench.api.looks).toContain(gone);
  const last = await bench.taskIn(ids.at(-1) ?? 0, 'pending');
  expect(last.lookError?.kind).toBe('not-found');
});

test('a 429 to such a request is one pause for the account, and fails no task', async () => {
  const ids = await atService(60);
  bench.api.onBatch = () => fail(rateLimited);
  await bench.clock.advance(6_000);
  const asked = bench.api.batches.length + bench.api.looks.length;
  await bench.clock.advance(20_000);
  expect(bench.api.batches.length + bench.api.looks.length - asked).toBeLessThanOrEqual(1);
  bench.api.onBatch = known;
  for (const taskId of bench.api.tasks.keys()) bench.api.finish(taskId);
  await bench.clock.advance(120_000);
  const states = await Promise.all(ids.map(async (id) => (await bench.task(id)).state));
  expect(states.every((state) => state === 'completed')).toBe(true);
});
