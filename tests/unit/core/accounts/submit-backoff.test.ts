// A service that fails every submission may have accepted each of them: the studio submits few tasks, and ever more slowly.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SubmitOutcome } from '../../../../electron/core/ports.ts';
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { noResponse, serviceResponse } from '../../../support/fake-api.ts';
import { fox, startBench } from '../../../support/studio-bench.ts';

const minuteMs = 60_000;

const bench = benchPerTest();

const serverError: AppError = { kind: 'server-error', service: serviceResponse(500) };
const outcomeUnknown = (error: AppError = serverError): SubmitOutcome =>
  ({ kind: 'unknown', wasSent: true, error, raw: null }) as SubmitOutcome;
/** The submission pause that the window shows: its reason and its end. */
const sendPause = async () => (await bench.must('studio.snapshot', {})).status.profiles[0]?.submitPause;
const lastPublishedPause = () =>
  bench.events.flatMap((event) => (event.type === 'delta' && event.status !== null ? [event.status] : [])).at(-1)?.profiles[0]?.submitPause;
const sentCount = (): number => bench.api.submitted.length;
/** Submits a task that ends unconfirmed with `error`; later submissions are accepted. */
async function submitUnconfirmed(error?: AppError): Promise<void> {
  bench.api.onSubmit = () => outcomeUnknown(error);
  await bench.submit();
  bench.api.onSubmit = () => bench.api.accept();
}
/** Submits `count` tasks, at most ten per click. */
async function submitTasks(count: number): Promise<void> {
  for (let remaining = count; remaining > 0; remaining -= 10) await bench.submit(fox, Math.min(10, remaining));
}

test.each([
  ['500', serverError],
  ['502', { kind: 'upstream-error', service: serviceResponse(502) }],
  ['an unreadable response', { kind: 'invalid-response', service: serviceResponse(200) }],
  ['no response', noResponse],
] as const)('after %s to every submission, no more tasks are sent than may run at once', async (_name, error) => {
  bench.api.onSubmit = () => outcomeUnknown(error as AppError);
  await submitTasks(100);
  await bench.clock.advance(20_000);
  expect(sentCount()).toBeLessThanOrEqual(4);
});

test('after one failed submission nothing is sent for a minute, and running tasks are still polled', async () => {
  const [running = 0] = await bench.submit();
  bench.api.onSubmit = () => outcomeUnknown();
  await bench.submit();
  expect(sentCount()).toBe(2);
  bench.api.onSubmit = () => bench.api.accept();
  await bench.submit();
  bench.api.finish('task-1');
  await bench.clock.advance(55_000);
  expect(sentCount()).toBe(2);
  expect(bench.api.polls.length).toBeGreaterThan(0);
  expect((await bench.task(running)).id).toBe(running);
  await bench.clock.advance(10_000);
  expect(sentCount()).toBe(3);
});

test('each pause is longer than the one before while submissions fail, and an acceptance resets it', async () => {
  bench.api.onList = () => ok([]);
  bench.api.onSubmit = () => outcomeUnknown();
  await bench.must('settings.change', { maxConcurrentTasks: 1 });
  await submitTasks(20);
  await bench.clock.advance(30 * minuteMs);
  const failedCount = sentCount();
  expect(failedCount).toBeGreaterThan(2);
  expect(failedCount).toBeLessThan(8);
  bench.api.onSubmit = () => bench.api.accept();
  await bench.must('settings.change', { maxConcurrentTasks: 50 });
  await bench.clock.advance(11 * minuteMs);
  expect(sentCount()).toBe(20);
  await submitUnconfirmed();
  await bench.submit();
  await bench.clock.advance(65_000);
  expect(sentCount()).toBe(22);
});

test('an unconfirmed task occupies a slot until the task list was read', async () => {
  bench.api.onSubmit = () => outcomeUnknown();
  bench.api.onList = () => fail(serverError as never);
  await bench.must('settings.change', { maxConcurrentTasks: 1 });
  const [first = 0] = await bench.submit(fox, 2);
  bench.api.onSubmit = () => bench.api.accept();
  await bench.clock.advance(10 * minuteMs);
  expect(sentCount()).toBe(1);
  bench.api.onList = () => ok([]);
  await bench.clock.advance(11 * minuteMs);
  expect((await bench.taskIn(first, 'unconfirmed')).reconciliation).toBe('not-found');
  expect(sentCount()).toBe(2);
});

test('a task list that never responds does not stop the queue permanently', async () => {
  bench.api.onSubmit = () => outcomeUnknown();
  bench.api.onList = () => fail(serverError as never);
  await bench.must('settings.change', { maxConcurrentTasks: 1 });
  await bench.submit(fox, 2);
  bench.api.onSubmit = () => bench.api.accept();
  await bench.clock.advance(45 * minuteMs);
  expect(sentCount()).toBe(2);
});

test('a conflict concerns one task, and the next is sent at once', async () => {
  await submitUnconfirmed({ kind: 'conflict', service: serviceResponse(409) });
  await bench.submit();
  expect(sentCount()).toBe(2);
});

test('connecting to another service ends the pause', async () => {
  await submitUnconfirmed();
  const connection = { profileId: bench.profileId, name: 'Mine', key: 'sk-another-9999', apiBaseUrl: null, filesBaseUrl: null };
  await bench.must('profiles.connect', connection);
  await bench.submit();
  expect(sentCount()).toBe(2);
});

test('time spent asleep counts towards the pause', async () => {
  await submitUnconfirmed();
  await bench.submit();
  await bench.clock.sleep(10 * minuteMs);
  bench.studio.wake('resume');
  await bench.clock.advance(5_000);
  expect(sentCount()).toBe(2);
});

test.each([
  ['500', serverError, 'server-error'],
  ['502', { kind: 'upstream-error', service: serviceResponse(502) }, 'server-error'],
  ['an unreadable response', { kind: 'invalid-response', service: serviceResponse(200) }, 'unclear-response'],
  ['no response', noResponse, 'unclear-response'],
] as const)('the window shows that sending is paused after %s, and when sending resumes', async (_name, error, why) => {
  bench.api.onSubmit = () => outcomeUnknown(error as AppError);
  await bench.submit(fox, 2);
  await bench.clock.advance(1_000);
  const pause = await sendPause();
  expect(pause).toMatchObject({ why });
  expect(pause?.untilMs).toBeGreaterThan(bench.clock.now() + 50_000);
  expect(lastPublishedPause()).toEqual(pause);

  bench.api.onSubmit = () => bench.api.accept();
  await bench.submit();
  await bench.clock.advance(70_000);
  expect([await sendPause(), lastPublishedPause()]).toEqual([null, null]);
});

test('the window shows that sending is paused after the service refused for now', async () => {
  const busy = { kind: 'service-unavailable', retryAfterMs: 60_000, service: serviceResponse(503) } as const;
  bench.api.onSubmit = () => ({ kind: 'refused-for-now', error: busy });
  await bench.submit(fox, 2);
  expect(await sendPause()).toMatchObject({ why: 'refusal' });
});

test('a restart ends the pause: at most as many tasks are sent as may run, and a failure pauses again', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'failing-'));
  const databasePath = join(directory, 'studio.db');
  const first = startBench({ databasePath });
  await first.connect();
  first.api.onSubmit = () => outcomeUnknown();
  await first.submit();
  await first.submit(fox, 10);
  expect(first.api.submitted.length).toBe(1);
  await first.studio.stop({ withinMs: 0 });

  const restarted = startBench({ world: first, databasePath });
  await restarted.clock.advance(20_000);
  expect(restarted.api.submitted.length).toBeGreaterThan(1);
  expect(restarted.api.submitted.length).toBeLessThanOrEqual(4);
  expect((await restarted.must('studio.snapshot', {})).status.profiles[0]?.submitPause).toMatchObject({ why: 'server-error' });
  await restarted.studio.stop({ withinMs: 0 });
  rmSync(directory, { recursive: true });
});
