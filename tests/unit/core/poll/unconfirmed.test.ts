// Races of reconciliation with resends and other tasks: nothing is sent twice, and no task gets the id of another one.
import { beforeEach, expect, test } from 'vitest';
import type { ListedTask, SubmitOutcome } from '../../../../electron/core/ports.ts';
import { ok } from '../../../../shared/result.ts';
import { newActionId } from '../../../support/action-id.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { noResponse, serviceResponse, serviceTask } from '../../../support/fake-api.ts';
import { holdCalls } from '../../../support/held-calls.ts';
import { fox } from '../../../support/studio-bench.ts';

const unknown: SubmitOutcome = { kind: 'unknown', wasSent: true, error: noResponse, raw: null };

const bench = benchPerTest();
beforeEach(async () => {
  bench.api.onSubmit = () => unknown;
});

const listedTask = (serviceTaskId: string, createdAtMs: number): ListedTask => ({ serviceTaskId, createdAtMs, model: fox.model });

/** Holds the first page of the list until the returned function is called with its tasks. */
function holdList(): (tasks: readonly ListedTask[]) => Promise<void> {
  let respond: (tasks: readonly ListedTask[]) => void = () => undefined;
  bench.api.listTasks = async (_account, page) => {
    if (page > 1) return ok([]);
    return new Promise((resolve) => {
      respond = (tasks) => resolve(ok(tasks));
    });
  };
  return async (tasks) => {
    respond(tasks);
    await bench.clock.settle();
  };
}

test('a task that is found while its resend is still uploading is not sent again', async () => {
  const { id: referenceId } = await bench.must('references.addBytes', { name: 'a.png', bytes: new Uint8Array([1]) });
  const [id = 0] = await bench.submit({ ...fox, references: [{ role: 'first-frame', referenceId }] });
  const sentAtMs = bench.clock.now();
  const respondWithList = holdList();
  await bench.clock.advance(61_000);
  await bench.clock.sleep(80 * 3_600_000); // the upload has expired meanwhile
  const upload = holdCalls(bench.files, 'uploadBase64');
  await bench.must('tasks.resend', { actionId: newActionId(), id });
  await bench.clock.settle();
  bench.api.tasks.set('task-unified-1', serviceTask('task-unified-1', { status: 'processing' }));
  await respondWithList([listedTask('task-unified-1', sentAtMs + 2_000)]);
  upload.release();
  await bench.clock.settle();
  expect(bench.api.submitted).toHaveLength(1);
  await bench.clock.advance(61_000);
  expect(await bench.taskIn(id, 'processing')).toMatchObject({ serviceTaskId: 'task-unified-1' });
});

test('once the resend was sent, only its own response decides', async () => {
  const [id = 0] = await bench.submit();
  const sentAtMs = bench.clock.now();
  const respondWithList = holdList();
  await bench.clock.advance(61_000);
  let respondToSubmit: (outcome: SubmitOutcome) => void = () => undefined;
  bench.api.onSubmit = () => new Promise((resolve) => (respondToSubmit = resolve));
  await bench.must('tasks.resend', { actionId: newActionId(), id });
  await bench.clock.settle();
  expect(bench.api.submitted).toHaveLength(2);
  await respondWithList([listedTask('task-unified-1', sentAtMs + 2_000)]);
  expect((await bench.task(id)).state).toBe('submitting');
  respondToSubmit(bench.api.accept());
  await bench.clock.settle();
  expect(await bench.taskIn(id, 'pending')).toMatchObject({ serviceTaskId: bench.api.lastTaskId() });
});

test('a list that contains the task twice, because its pages shifted, still matches', async () => {
  const [id = 0] = await bench.submit();
  const sentAtMs = bench.clock.now();
  bench.api.tasks.set('task-unified-1', serviceTask('task-unified-1'));
  bench.api.onList = (page) => ok(page <= 2 ? [listedTask('task-unified-1', sentAtMs + 2_000)] : []);
  await bench.clock.advance(61_000);
  expect(await bench.taskIn(id, 'pending')).toMatchObject({ serviceTaskId: 'task-unified-1' });
});

test('a listed task that may belong to a discarded unconfirmed task is not matched with another', async () => {
  const [first = 0, second = 0] = await bench.submit(fox, 2);
  const sentAtMs = bench.clock.now();
  bench.api.onList = () => ok([listedTask('task-unified-1', sentAtMs + 2_000)]);
  await bench.must('tasks.discard', { id: first });
  await bench.clock.advance(61_000);
  expect((await bench.taskIn(second, 'unconfirmed')).reconciliation).toBe('not-found');
});

test('a listed task that may belong to a task of another profile is not matched, since two profiles can share one account', async () => {
  const [first = 0] = await bench.submit();
  await bench.connect();
  const [second = 0] = await bench.submit();
  const sentAtMs = bench.clock.now();
  bench.api.onList = () => ok([listedTask('task-unified-1', sentAtMs + 2_000)]);
  await bench.clock.advance(61_000);
  expect((await bench.taskIn(first, 'unconfirmed')).reconciliation).toBe('not-found');
  expect((await bench.taskIn(second, 'unconfirmed')).reconciliation).toBe('not-found');
});

test('an absurd time estimate does not keep an acceptance from being stored', async () => {
  bench.api.onSubmit = () => {
    const outcome = bench.api.accept();
    return outcome.kind === 'accepted' ? { ...outcome, task: { ...outcome.task, estimatedSeconds: 1e300 } } : outcome;
  };
  const [id = 0] = await bench.submit();
  expect((await bench.taskIn(id, 'pending')).expectedEndAtMs).toBeNull();
});

test('a draft that is submitted twice at once becomes one task', async () => {
  bench.api.onSubmit = () => bench.api.accept();
  await bench.must('settings.change', { maxConcurrentTasks: 1 });
  const [, second = 0] = await bench.submit(fox, 2);
  await bench.must('tasks.edit', { id: second });
  const submission = { actionId: newActionId(), request: fox, variations: 1, sendAnyway: false, sourceTaskId: second };
  const results = await Promise.all([
    bench.call('tasks.submit', submission),
    bench.call('tasks.submit', { ...submission, actionId: newActionId() }),
  ]);
  expect(results.map(({ ok }) => ok)).toEqual([true, false]);
});

test('a task that is found before its resend was prepared is not sent, and does not keep the runner busy', async () => {
  // This outcome concerns one task only, so the others need not wait.
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: { kind: 'conflict', service: serviceResponse(409) }, raw: null });
  const [id = 0] = await bench.submit();
  const sentAtMs = bench.clock.now();
  // The number of submissions that are prepared at once.
  const { id: referenceId } = await bench.must('references.addFiles', { paths: ['/a.png'] }).then(({ added }) => added[0] ?? { id: 0 });
  let finishUpload = (): void => undefined;
  bench.files.ready = new Promise((resolve) => {
    finishUpload = resolve;
  });
  await bench.must('settings.change', { maxConcurrentTasks: 50 });
  await bench.must('profiles.setRequestRate', { profileId: 1, requestsPerSecond: 50 });
  await bench.submit({ ...fox, references: [{ role: 'first-frame', referenceId }] }, 8);
  await bench.clock.advance(3_000);
  const respondWithList = holdList();
  await bench.must('tasks.pollNow', { id });
  await bench.clock.settle();
  await bench.must('tasks.resend', { id, actionId: newActionId() });
  bench.api.tasks.set('task-unified-1', serviceTask('task-unified-1'));
  await respondWithList([listedTask('task-unified-1', sentAtMs + 1_000)]);
  expect((await bench.task(id)).state).toBe('pending');
  const submittedCount = bench.api.submitted.length;
  bench.api.onSubmit = () => bench.api.accept();
  finishUpload();
  await bench.clock.advance(5_000);
  expect(bench.api.submitted.length - submittedCount).toBe(8);
});
