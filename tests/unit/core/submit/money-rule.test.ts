// Every way a submission can end, and what the studio does then: nothing that may have been accepted is sent twice automatically.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { SubmitOutcome } from '../../../../electron/core/ports.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { newActionId } from '../../../support/action-id.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { failTransactions } from '../../../support/fail-transactions.ts';
import { insufficientCredits, noResponse, rateLimited, serviceResponse, unauthorized } from '../../../support/fake-api.ts';
import { createWorld, fox, startBench } from '../../../support/studio-bench.ts';

const hourMs = 3_600_000;
const unavailable: SubmitOutcome = {
  kind: 'refused-for-now',
  error: { kind: 'service-unavailable', retryAfterMs: null, service: serviceResponse(503) },
};
const unknown: SubmitOutcome = { kind: 'unknown', wasSent: true, error: noResponse, raw: null };

const bench = benchPerTest();

/** Returns the given outcomes in turn, then acceptance. */
function queueOutcomes(...outcomes: SubmitOutcome[]): void {
  bench.api.onSubmit = () => outcomes.shift() ?? bench.api.accept();
}

test('row and idempotency key are stored before the request is sent', async () => {
  let rowAtSend: unknown = null;
  bench.api.onSubmit = async ({ key }) => {
    const { tasks } = await bench.must('studio.snapshot', {});
    rowAtSend = { state: tasks[0]?.state, keyLength: key.length };
    return bench.api.accept();
  };
  await bench.submit();
  expect(rowAtSend).toEqual({ state: 'submitting', keyLength: 32 });
});

test('a 429 waits 30 to 60 seconds and is sent again with the same key', async () => {
  queueOutcomes({ kind: 'refused-for-now', error: rateLimited });
  const [id = 0] = await bench.submit();
  const waiting = await bench.taskIn(id, 'waiting');
  expect(waiting.error).toEqual(rateLimited);
  expect((waiting.notBeforeMs ?? 0) - bench.clock.now()).toBe(45_000);
  await bench.clock.advance(44_000);
  expect(bench.api.submitted).toHaveLength(1);
  await bench.clock.advance(2_000);
  expect((await bench.task(id)).state).toBe('pending');
  const keys = bench.api.submitted.map(({ key }) => key);
  expect(keys).toEqual([keys[0], keys[0]]);
});

test('a 429 pauses the whole profile for as long as the service asks', async () => {
  queueOutcomes({ kind: 'refused-for-now', error: { ...rateLimited, retryAfterMs: 20_000 } });
  await bench.submit();
  const [second = 0] = await bench.submit();
  expect(bench.api.submitted).toHaveLength(1);
  expect((await bench.taskIn(second, 'waiting')).error).toBeNull();
  await bench.clock.advance(21_000);
  expect(bench.api.submitted).toHaveLength(3);
});

test('a 503 with the service’s own error waits one to two minutes', async () => {
  queueOutcomes(unavailable);
  const [id = 0] = await bench.submit();
  await bench.clock.advance(89_000);
  expect((await bench.task(id)).state).toBe('waiting');
  await bench.clock.advance(2_000);
  expect((await bench.task(id)).state).toBe('pending');
});

test('after twenty refusals the task is held until the user resumes it', async () => {
  bench.api.onSubmit = () => unavailable;
  const [id = 0] = await bench.submit();
  await bench.clock.advance(2 * hourMs);
  expect(bench.api.submitted).toHaveLength(20);
  expect(await bench.taskIn(id, 'waiting')).toMatchObject({ hold: 'refusals', error: { kind: 'service-unavailable' } });
  queueOutcomes();
  await bench.must('tasks.release', { id });
  await bench.clock.advance(2 * 60_000);
  expect((await bench.task(id)).state).toBe('pending');
});

test.each([
  ['401', unauthorized],
  ['402', insufficientCredits],
] as const)('%s holds the queue of the profile, and a sufficient balance releases its tasks', async (_, error) => {
  bench.api.onSubmit = () => ({ kind: 'account-refused', error });
  const ids = await bench.submit(fox, 6);
  bench.api.onSubmit = () => bench.api.accept();
  const submittedCount = bench.api.submitted.length;
  await bench.clock.advance(hourMs);
  expect(bench.api.submitted).toHaveLength(submittedCount);
  const { status } = await bench.must('studio.snapshot', {});
  expect(status.profiles[0]?.holds.map((hold) => hold.error)).toEqual([error]);
  await bench.must('profiles.check', { profileId: status.profiles[0]?.id ?? 0 });
  await bench.clock.settle();
  const states = await Promise.all(ids.map(async (id) => (await bench.task(id)).state));
  expect(states.filter((state) => state === 'pending')).toHaveLength(4);
});

test('a refusal fails the task with the service’s message', async () => {
  queueOutcomes({ kind: 'refused', error: { kind: 'refused', service: serviceResponse(403, 'why') } });
  const [id = 0] = await bench.submit();
  expect((await bench.taskIn(id, 'failed')).error).toEqual({ kind: 'refused', service: serviceResponse(403, 'why') });
  await bench.clock.advance(25 * hourMs);
  expect(bench.api.submitted).toHaveLength(1);
});

test('a response that proves nothing leaves the task unconfirmed with that response, and it is never sent again automatically', async () => {
  queueOutcomes({ kind: 'unknown', wasSent: true, error: noResponse, raw: 'cut off' });
  const [id = 0] = await bench.submit();
  expect(await bench.taskIn(id, 'unconfirmed')).toMatchObject({ error: noResponse, reconciliation: 'pending' });
  await bench.clock.advance(25 * hourMs);
  expect(bench.api.submitted).toHaveLength(1);
  expect((await bench.taskIn(id, 'unconfirmed')).reconciliation).toBe('unavailable');
  expect((await bench.must('tasks.read', { id })).serviceResponses.map(({ body }) => body)).toEqual(['cut off']);
});

test('a connection that was never made is not a submission: the task waits and is sent when the network is back', async () => {
  const error = { kind: 'no-response', reason: 'connection-failed', detail: '' } as const;
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: false, error, raw: null });
  const [id = 0] = await bench.submit();
  await bench.clock.advance(10 * hourMs);
  expect(await bench.taskIn(id, 'waiting')).toMatchObject({ error, hold: null });
  queueOutcomes();
  bench.studio.networkChanged(false);
  bench.studio.networkChanged(true);
  await bench.clock.settle();
  expect((await bench.task(id)).state).toBe('pending');
  expect(new Set(bench.api.submitted.map(({ key }) => key)).size).toBe(1);
});

test('an exception while sending leaves the task unconfirmed', async () => {
  bench.api.onSubmit = () => {
    throw new Error('a bug');
  };
  const [id = 0] = await bench.submit();
  expect((await bench.taskIn(id, 'unconfirmed')).error.kind).toBe('internal');
  expect(bench.log.incidents.splice(0)).toHaveLength(1);
});

test('a resend uses the same key, and its acceptance resolves the task', async () => {
  queueOutcomes(unknown);
  const [id = 0] = await bench.submit();
  await bench.must('tasks.resend', { actionId: newActionId(), id });
  await bench.clock.settle();
  expect((await bench.task(id)).state).toBe('pending');
  const [first, second] = bench.api.submitted;
  expect(second).toEqual(first);
});

test.each([
  ['400', { kind: 'refused', error: { kind: 'invalid-request', service: serviceResponse(400) } }],
  ['401', { kind: 'account-refused', error: unauthorized }],
  ['429', { kind: 'refused-for-now', error: rateLimited }],
  ['503', unavailable],
  ['another unclear outcome', unknown],
] as const)('a resend refused with %s leaves the task unconfirmed, because the first send may have been accepted', async (_, outcome) => {
  queueOutcomes(unknown, outcome);
  const [id = 0] = await bench.submit();
  await bench.must('tasks.resend', { actionId: newActionId(), id });
  await bench.clock.advance(2 * hourMs);
  expect((await bench.task(id)).state).toBe('unconfirmed');
  expect(bench.api.submitted).toHaveLength(2);
});

test('a resend that cannot be prepared leaves the task unconfirmed', async () => {
  const [image] = (await bench.must('references.addFiles', { paths: ['/a.png'] })).added;
  queueOutcomes(unknown);
  const request = { ...fox, references: [{ role: 'first-frame' as const, referenceId: image?.id ?? 0 }] };
  const [id = 0] = await bench.submit(request);
  expect((await bench.task(id)).state).toBe('unconfirmed');
  await bench.clock.advance(72 * hourMs);
  bench.references.storedFiles.clear();
  await bench.must('tasks.resend', { actionId: newActionId(), id });
  await bench.clock.settle();
  expect((await bench.taskIn(id, 'unconfirmed')).error.kind).toBe('reference-file-missing');
  expect(bench.api.submitted).toHaveLength(1);
});

test('a task that is being sent can be neither discarded nor edited', async () => {
  let finish: (outcome: SubmitOutcome) => void = () => {};
  bench.api.onSubmit = () => new Promise((resolve) => (finish = resolve));
  const [id = 0] = await bench.submit();
  expect(await bench.call('tasks.discard', { id })).toEqual(
    fail({ kind: 'not-allowed-in-state', action: 'discarded', state: 'submitting' }),
  );
  expect((await bench.call('tasks.edit', { id })).ok).toBe(false);
  finish(bench.api.accept());
  await bench.clock.settle();
  expect((await bench.task(id)).state).toBe('pending');
});

test('holding a task during its preparation keeps it from being sent', async () => {
  let finish: (result: ReturnType<typeof ok>) => void = () => {};
  bench.files.uploadStream = () => new Promise((resolve) => (finish = resolve as typeof finish));
  const [image] = (await bench.must('references.addFiles', { paths: ['/a.png'] })).added;
  const [id = 0] = await bench.submit({ ...fox, references: [{ role: 'first-frame', referenceId: image?.id ?? 0 }] });
  await bench.must('tasks.hold', { id });
  finish(ok({ fileId: 'f', url: 'https://files.example/f', expiresAtMs: null }));
  await bench.clock.settle();
  expect((await bench.taskIn(id, 'waiting')).hold).toBe('user');
  expect(bench.api.submitted).toEqual([]);
});

test('editing a refused task gives it a new key', async () => {
  queueOutcomes(unavailable);
  const [id = 0] = await bench.submit();
  const { request } = await bench.must('tasks.edit', { id });
  expect(request).toEqual(fox);
  const resubmission = await bench.must('tasks.submit', {
    actionId: newActionId(),
    request,
    variations: 1,
    sendAnyway: false,
    sourceTaskId: id,
  });
  await bench.clock.advance(2 * 60_000);
  expect((await bench.task(id)).state).toBe('discarded');
  expect((await bench.task(resubmission.ids[0] ?? 0)).sourceTaskId).toBe(id);
  const [first, second] = bench.api.submitted;
  expect(second?.key).not.toBe(first?.key);
});

test('stopping waits for the response to a paid request, and the next start knows it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'money-rule-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const databasePath = join(folder, 'studio.sqlite');
  const world = createWorld();
  const first = startBench({ world, databasePath });
  await first.connect();
  let finish: (outcome: SubmitOutcome) => void = () => {};
  // Like a real request, an interrupted one returns no response.
  world.api.onSubmit = (_sent, signal) =>
    new Promise((resolve) => {
      finish = resolve;
      signal.addEventListener('abort', () => resolve(unknown));
    });
  const [id = 0] = await first.submit();
  let hasStopped = false;
  const stopped = first.studio.stop({ withinMs: 3_000 }).then(() => {
    hasStopped = true;
  });
  await world.clock.advance(1_000);
  expect(hasStopped).toBe(false);
  const accepted = world.api.accept();
  finish(accepted);
  await stopped;
  const raw = new BetterSqlite(databasePath, { readonly: true });
  const row = raw.prepare('SELECT state, serviceTaskId FROM task WHERE id = ?').get(id);
  raw.close();
  expect(row).toEqual({ state: 'pending', serviceTaskId: world.api.lastTaskId() });
  expect([accepted.kind, world.api.submitted.length, world.log.incidents]).toEqual(['accepted', 1, []]);
});

test('a task that is being prepared when the studio stops is not sent', async () => {
  let finish: () => void = () => {};
  bench.files.uploadStream = () =>
    new Promise((resolve) => {
      finish = () => resolve(ok({ fileId: 'f', url: 'https://files.example/f', expiresAtMs: null, response: {} }));
    });
  const [image] = (await bench.must('references.addFiles', { paths: ['/a.png'] })).added;
  await bench.submit({ ...fox, references: [{ role: 'first-frame', referenceId: image?.id ?? 0 }] });
  const stopped = bench.studio.stop({ withinMs: 3_000 });
  finish();
  await stopped;
  expect(bench.api.submitted).toEqual([]);
});

test('an acceptance with the id of another task leaves the task unconfirmed, and nothing is sent again automatically', async () => {
  const sharedResponse = bench.api.accept();
  bench.api.onSubmit = () => sharedResponse;
  const [first = 0] = await bench.submit();
  const [second = 0] = await bench.submit();
  expect((await bench.task(first)).state).toBe('pending');
  expect(await bench.taskIn(second, 'unconfirmed')).toMatchObject({ error: { kind: 'invalid-response' } });
  await bench.clock.advance(3_600_000);
  expect(bench.api.submitted).toHaveLength(2);
});

test('an acceptance that a full disk keeps from being written is written later, with one warning and one request', async () => {
  let isFull = false;
  failTransactions(() => isFull);
  bench.api.onSubmit = () => {
    isFull = true;
    return bench.api.accept();
  };
  const submission = bench.submit();
  const warnings = () =>
    bench.log.lines.filter((line) => line.startsWith('database-not-written') && line.includes('outcome of a submission'));
  await expect.poll(() => warnings().length).toBe(1);
  await bench.clock.advance(60_000);
  expect(warnings()).toHaveLength(1);
  isFull = false;
  await bench.clock.advance(6_000);
  const [id = 0] = await submission;
  expect((await bench.task(id)).state).toBe('pending');
  expect(bench.api.submitted).toHaveLength(1);
});
