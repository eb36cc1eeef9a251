// What the user, the clock or a late response does in the middle of something else must neither lose a task nor pay for one twice.
import { expect, test } from 'vitest';
import type { ListedTask, SubmitOutcome } from '../../../../electron/core/ports.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { newActionId } from '../../../support/action-id.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { noResponse, notFound, rateLimited, serviceTask, unauthorized } from '../../../support/fake-api.ts';
import { holdCalls } from '../../../support/held-calls.ts';
import { fox } from '../../../support/studio-bench.ts';

const hour = 3_600_000;
const unconfirmedOutcome: SubmitOutcome = { kind: 'unknown', wasSent: true, error: noResponse, raw: null };

const bench = benchPerTest();

const useKey = (key: string) =>
  bench.must('profiles.connect', { profileId: bench.profileId, name: 'Mine', key, apiBaseUrl: null, filesBaseUrl: null });

async function pictureRequest() {
  const { id: referenceId } = await bench.must('references.addBytes', { name: 'a.png', bytes: new Uint8Array([1]) });
  return { ...fox, references: [{ role: 'first-frame' as const, referenceId }] };
}

/** Holds uploads until they are released. */
function holdUploads(): () => Promise<void> {
  const upload = holdCalls(bench.files, 'uploadBase64');
  return async () => {
    upload.release();
    await bench.clock.settle();
  };
}

test('a task is paid with the key that was entered during its upload', async () => {
  const releaseUploads = holdUploads();
  await bench.submit(await pictureRequest());
  await useKey('sk-another-account-9999');
  await releaseUploads();
  expect(bench.api.submitted.map(({ account }) => account.key)).toEqual(['sk-another-account-9999']);
});

test('a task paid for by the old key while the new one was entered still belongs to the old key', async () => {
  let respond: (outcome: SubmitOutcome) => void = () => undefined;
  bench.api.onSubmit = () => new Promise((resolve) => (respond = resolve));
  const [id = 0] = await bench.submit();
  await bench.clock.advance(5_000);
  await useKey('sk-another-account-9999');
  const changedAtMs = bench.clock.now();
  await bench.clock.advance(5_000);
  respond(bench.api.accept());
  bench.api.onPoll = () => fail(notFound);
  await bench.clock.advance(30_000);
  expect((await bench.taskIn(id, 'pending')).pollError).toEqual({ kind: 'key-replaced', changedAtMs });
});

test('a late refusal of the old key does not hold the queue of the new one', async () => {
  let respond: (outcome: SubmitOutcome) => void = () => undefined;
  bench.api.onSubmit = () => new Promise((resolve) => (respond = resolve));
  await bench.submit();
  await bench.clock.advance(5_000);
  await useKey('sk-another-account-9999');
  bench.api.onSubmit = () => bench.api.accept();
  respond({ kind: 'account-refused', error: unauthorized });
  await bench.clock.advance(5_000);
  expect(bench.api.submitted.map(({ account }) => account.key)).toEqual(['sk-abcdefgh1234', 'sk-another-account-9999']);
});

test('a task list that was requested before a resend does not end the search for the task', async () => {
  bench.api.onSubmit = () => unconfirmedOutcome;
  const [id = 0] = await bench.submit();
  let answerList: (tasks: readonly ListedTask[]) => void = () => undefined;
  bench.api.listTasks = async (_account, page) =>
    page > 1 ? ok([]) : new Promise((resolve) => (answerList = (tasks) => resolve(ok(tasks))));
  await bench.clock.advance(61_000);
  await bench.must('tasks.resend', { actionId: newActionId(), id });
  await bench.clock.settle();
  expect(bench.api.submitted).toHaveLength(2);
  answerList([]);
  await bench.clock.settle();
  // The old list proves nothing about the resend.
  expect((await bench.taskIn(id, 'unconfirmed')).reconciliation).toBe('pending');
  await bench.clock.advance(61_000);
  const at = bench.clock.now();
  bench.api.tasks.set('task-unified-1', serviceTask('task-unified-1', { status: 'processing' }));
  answerList([{ serviceTaskId: 'task-unified-1', createdAtMs: at - 60_000, model: fox.model }]);
  await bench.clock.advance(1_000);
  expect((await bench.taskIn(id, 'processing')).serviceTaskId).toBe('task-unified-1');
});

test('a rerun of many tasks creates all of them or none', async () => {
  const request = await pictureRequest();
  const [plainTaskId = 0] = await bench.submit();
  const [pictureTaskId = 0] = await bench.submit(request);
  bench.references.open = async () => null;
  bench.references.locate = async () => null;
  const count = async () => (await bench.must('studio.snapshot', {})).tasks.length;
  const before = await count();
  expect((await bench.call('tasks.rerun', { actionId: newActionId(), ids: [plainTaskId, pictureTaskId] })).ok).toBe(false);
  expect(await count()).toBe(before);
});

test('a task moved to the front while it is prepared stays there when it is refused for now', async () => {
  const releaseUploads = holdUploads();
  await bench.must('settings.change', { maxConcurrentTasks: 2 });
  bench.api.onSubmit = () => ({ kind: 'refused-for-now', error: rateLimited });
  const [first = 0] = await bench.submit(await pictureRequest());
  const [second = 0] = await bench.submit(await pictureRequest());
  await bench.must('tasks.runNext', { id: second });
  await releaseUploads();
  await bench.clock.advance(5_000);
  const [firstTask, secondTask] = [await bench.taskIn(first, 'waiting'), await bench.taskIn(second, 'waiting')];
  expect(secondTask.queuePosition).toBeLessThan(firstTask.queuePosition);
});

test('a resend that is prepared while the base URL changes is not charged by the other service', async () => {
  bench.api.onSubmit = () => unconfirmedOutcome;
  const [id = 0] = await bench.submit(await pictureRequest());
  await bench.taskIn(id, 'unconfirmed');
  await bench.clock.advance(80 * hour); // the upload has expired
  bench.api.onList = () => ok([]);
  bench.api.onSubmit = () => bench.api.accept();
  const releaseUploads = holdUploads();
  await bench.must('tasks.resend', { actionId: newActionId(), id });
  await bench.clock.advance(1_000);
  const otherService = { apiBaseUrl: 'https://elsewhere.example', filesBaseUrl: null };
  await bench.must('profiles.connect', { profileId: bench.profileId, name: 'Mine', key: 'sk-abcdefgh1234', ...otherService });
  await releaseUploads();
  await bench.clock.advance(1_000);
  expect(bench.api.submitted).toHaveLength(1);
  // The list of the other service says nothing about the first send either.
  expect(await bench.taskIn(id, 'unconfirmed')).toMatchObject({ reconciliation: 'unavailable', error: { kind: 'key-replaced' } });
});

test('no task is abandoned when the clock jumps a year ahead', async () => {
  const [id = 0] = await bench.submit();
  bench.api.tasks.set(
    bench.api.lastTaskId(),
    serviceTask(bench.api.lastTaskId(), { status: 'processing', createdAtMs: bench.clock.now() }),
  );
  await bench.clock.advance(20_000);
  const aheadMs = 365 * 24 * hour;
  bench.clock.set(bench.clock.now() + aheadMs);
  bench.api.skewMs = -aheadMs;
  await bench.clock.advance(120_000);
  expect((await bench.task(id)).state).toBe('processing');
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(120_000);
  expect((await bench.taskIn(id, 'completed')).results[0]?.state).toBe('stored');
});

const profile = async () => (await bench.must('studio.snapshot', {})).status.profiles[0];

test('a poll refused for the old key does not hold the queue of the new key', async () => {
  const [id = 0] = await bench.submit();
  let respond: () => void = () => undefined;
  bench.api.onPoll = () => new Promise((resolve) => (respond = () => resolve(fail(unauthorized))));
  await bench.clock.advance(16_000);
  await useKey('sk-another-account-9999');
  bench.api.onPoll = (serviceTaskId) => ok(serviceTask(serviceTaskId, { status: 'processing' }));
  respond();
  await bench.clock.advance(1_000);
  expect((await profile())?.holds).toEqual([]);
  // The balance is requested again at once, with the current key.
  expect((await bench.taskIn(id, 'processing')).pollError).toBeNull();
});

test('an upload refused for the old key does not hold the queue of the new key', async () => {
  const releaseUploads = holdUploads();
  bench.files.refusals.set('base64', unauthorized);
  await bench.submit(await pictureRequest());
  await bench.clock.advance(1_000);
  await useKey('sk-another-account-9999');
  await releaseUploads();
  bench.files.refusals.clear();
  const secondRelease = releaseUploads();
  expect((await profile())?.holds).toEqual([]);
  await secondRelease;
  await bench.clock.advance(61_000);
  await releaseUploads();
  expect(bench.api.submitted.map(({ account }) => account.key)).toEqual(['sk-another-account-9999']);
});

test('a balance read with the old key is not shown for the new key, and holds nothing', async () => {
  let respond: () => void = () => undefined;
  const credits = bench.api.getCredits;
  bench.api.getCredits = (account, signal) =>
    account.key === 'sk-abcdefgh1234' ? new Promise((resolve) => (respond = () => resolve(fail(unauthorized)))) : credits(account, signal);
  const check = bench.call('profiles.check', { profileId: bench.profileId });
  await bench.clock.advance(1_000);
  await useKey('sk-another-account-9999');
  respond();
  await check;
  expect((await profile())?.holds).toEqual([]);
});
