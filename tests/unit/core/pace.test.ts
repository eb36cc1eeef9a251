// Requests per second of one profile.
import { expect, test } from 'vitest';
import { createPace } from '../../../electron/core/pace.ts';
import { ok } from '../../../shared/result.ts';
import { answer } from '../../support/fake-api.ts';
import { fox, startBench } from '../../support/studio-bench.ts';

test('ten a second, a burst of ten, each profile for itself', () => {
  const pace = createPace();
  expect([pace.take(1, 8, 0), pace.take(1, 8, 0), pace.take(2, 8, 0)]).toEqual([8, 2, 8]);
  expect(pace.nextMs(1, 0)).toBe(100);
  expect(pace.take(1, 8, 100)).toBe(1);
  expect(pace.nextMs(2, 100)).toBeNull();
  expect(pace.take(1, 100, 60_000)).toBe(10);
});

test('"too many" halves the rate; it recovers within minutes', () => {
  const pace = createPace();
  pace.tooMany(1, 0);
  expect(pace.take(1, 10, 0)).toBe(0);
  expect(pace.nextMs(1, 0)).toBe(200);
  pace.tooMany(1, 0);
  expect(pace.nextMs(1, 0)).toBe(400);
  expect(pace.take(1, 100, 300_000)).toBe(10);
});

test('a clock that goes back gives no requests away', () => {
  const pace = createPace();
  pace.take(1, 10, 1_000_000);
  expect(pace.take(1, 10, 0)).toBe(0);
});

test('however many looks are due, no more than the rate leave', async () => {
  const bench = startBench();
  await bench.connect();
  await bench.must('settings.change', { maxRunning: 50 });
  await bench.submit(fox, 20);
  await bench.submit(fox, 20);
  await bench.clock.advance(10_000);
  bench.api.onLook = (taskId) => ok(answer(taskId));
  await bench.clock.sleep(3_600_000);
  const at = bench.api.looks.length;
  expect(at).toBeLessThanOrEqual(10);
  await bench.clock.advance(2_000);
  expect(bench.api.looks.length - at).toBeLessThanOrEqual(21);
  expect(bench.api.looks.length - at).toBeGreaterThanOrEqual(19);
  await bench.studio.stop({ withinMs: 0 });
});
