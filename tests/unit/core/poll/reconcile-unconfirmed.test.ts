// Reconciliation of tasks whose submission had no clear outcome.
import { beforeEach, expect, test } from 'vitest';
import { findUnambiguousMatch } from '../../../../electron/core/poll/match-unconfirmed.ts';
import type { ListedTask } from '../../../../electron/core/ports.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { newActionId } from '../../../support/action-id.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { noResponse, serviceResponse, serviceTask } from '../../../support/fake-api.ts';
import { fox } from '../../../support/studio-bench.ts';

const bench = benchPerTest();
beforeEach(async () => {
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
});

const listedTask = (serviceTaskId: string, createdAtMs: number | null, model: string | null = fox.model): ListedTask => ({
  serviceTaskId,
  createdAtMs,
  model,
});

test('after the documented wait the task list is read, and the only matching task is accepted', async () => {
  const [id = 0] = await bench.submit();
  const sentAtMs = bench.clock.now();
  bench.api.onList = () => ok([listedTask('task-unified-1', sentAtMs + 2_000), listedTask('task-unified-0', sentAtMs - 3_600_000)]);
  bench.api.tasks.set('task-unified-1', serviceTask('task-unified-1', { status: 'processing', progress: 40 }));
  await bench.clock.advance(59_000);
  expect(bench.api.listRequests).toBe(0);
  await bench.clock.advance(2_000);
  expect(await bench.taskIn(id, 'processing')).toMatchObject({ serviceTaskId: 'task-unified-1', progress: 40 });
  expect(bench.api.submitted).toHaveLength(1);
});

test('a task that is not in the list is reported once, and the user can search again', async () => {
  const [id = 0] = await bench.submit();
  bench.api.onList = () => ok([]);
  await bench.clock.advance(3_600_000);
  expect((await bench.taskIn(id, 'unconfirmed')).reconciliation).toBe('not-found');
  expect(bench.api.listRequests).toBe(1);
  await bench.must('tasks.pollNow', { id });
  await bench.clock.settle();
  expect(bench.api.listRequests).toBe(2);
});

test('a refused resend says nothing about the first submission, which is searched for', async () => {
  const [id = 0] = await bench.submit();
  const sentAtMs = bench.clock.now();
  bench.api.onList = () => ok([]);
  await bench.clock.advance(61_000);
  bench.api.onSubmit = () => ({ kind: 'refused', error: { kind: 'invalid-request', service: serviceResponse(400) } });
  bench.api.onList = () => ok([listedTask('task-unified-1', sentAtMs + 2_000)]);
  bench.api.tasks.set('task-unified-1', serviceTask('task-unified-1', { status: 'processing', progress: 40 }));
  await bench.must('tasks.resend', { actionId: newActionId(), id });
  await bench.clock.advance(2_000);
  expect((await bench.taskIn(id, 'processing')).serviceTaskId).toBe('task-unified-1');
});

test('the task list of another service does not count, even with the same key', async () => {
  const [id = 0] = await bench.submit();
  const connection = { profileId: bench.profileId, name: 'Mine', key: 'sk-abcdefgh1234', filesBaseUrl: null };
  await bench.clock.advance(1_000);
  await bench.must('profiles.connect', { ...connection, apiBaseUrl: 'https://elsewhere.example' });
  bench.api.onList = () => ok([]);
  await bench.clock.advance(3_600_000);
  expect((await bench.taskIn(id, 'unconfirmed')).reconciliation).toBe('unavailable');
});

test('a list request that fails is repeated', async () => {
  const [id = 0] = await bench.submit();
  bench.api.onList = () => fail(noResponse);
  await bench.clock.advance(200_000);
  expect((await bench.taskIn(id, 'unconfirmed')).reconciliation).toBe('pending');
  expect(bench.api.listRequests).toBeGreaterThan(1);
});

test('a listed task that could be either of two unconfirmed tasks is matched with neither', async () => {
  const [first = 0, second = 0] = await bench.submit(fox, 2);
  bench.api.onList = () => ok([listedTask('task-unified-1', bench.clock.now() - 60_000)]);
  await bench.clock.advance(70_000);
  expect((await bench.taskIn(first, 'unconfirmed')).reconciliation).toBe('not-found');
  expect((await bench.taskIn(second, 'unconfirmed')).reconciliation).toBe('not-found');
});

test('a match must have the same model and time, and belong to no other task', () => {
  const sent = { id: 1, model: 'm', firstSentAtMs: 1_000_000, lastSentAtMs: 1_000_000 };
  const matchIn = (list: readonly ListedTask[], knownIds: readonly string[] = []) =>
    findUnambiguousMatch(sent, list, [sent], (serviceTaskId) => knownIds.includes(serviceTaskId))?.serviceTaskId ?? null;
  expect(matchIn([listedTask('a', 1_001_000, 'm')])).toBe('a');
  expect(matchIn([listedTask('a', 1_001_000, 'other')])).toBeNull();
  expect(matchIn([listedTask('a', 1_001_000, null)])).toBeNull();
  expect(matchIn([listedTask('a', null, 'm')])).toBeNull();
  expect(matchIn([listedTask('a', 800_000, 'm')])).toBeNull();
  expect(matchIn([listedTask('a', 1_300_000, 'm')])).toBeNull();
  expect(matchIn([listedTask('a', 1_001_000, 'm')], ['a'])).toBeNull();
  expect(matchIn([listedTask('a', 1_001_000, 'm'), listedTask('b', 1_002_000, 'm')])).toBeNull();
});

test('a list with more pages than the studio reads is inconclusive', async () => {
  const [id = 0] = await bench.submit();
  bench.api.onList = (page) =>
    ok(Array.from({ length: 20 }, (_, index) => listedTask(`task-unified-${page}-${index}`, bench.clock.now(), 'another-model')));
  await bench.clock.advance(70_000);
  expect((await bench.taskIn(id, 'unconfirmed')).reconciliation).toBe('inconclusive');
  // Each page took one request of the profile's rate.
  expect(bench.api.listRequests).toBe(10);
  // The user searches again when the list is shorter.
  bench.api.onList = () => ok([]);
  await bench.must('tasks.pollNow', { id });
  await bench.clock.settle();
  expect((await bench.taskIn(id, 'unconfirmed')).reconciliation).toBe('not-found');
});

test.each([3_600_000, -7_200_000])('a local clock that is wrong by %i ms still matches the right task and no other', async (skewMs) => {
  bench.api.skewMs = skewMs;
  const [id = 0] = await bench.submit();
  const serviceNowMs = bench.clock.now() + skewMs;
  bench.api.onList = () =>
    ok([listedTask('task-unified-1', serviceNowMs + 2_000), listedTask('task-unified-0', bench.clock.now() - 400_000)]);
  bench.api.tasks.set('task-unified-1', serviceTask('task-unified-1'));
  await bench.clock.advance(62_000);
  expect(await bench.taskIn(id, 'pending')).toMatchObject({ serviceTaskId: 'task-unified-1' });
});

test('a model that the service lists under its newer name still matches', async () => {
  const [id = 0] = await bench.submit({
    ...fox,
    model: 'grok-imagine-text-to-video',
    quality: null,
    durationSeconds: 6,
    generateAudio: null,
  });
  const sentAtMs = bench.clock.now();
  bench.api.onList = () => ok([listedTask('task-unified-1', sentAtMs + 2_000, 'grok-imagine-text-to-video-beta')]);
  bench.api.tasks.set('task-unified-1', serviceTask('task-unified-1', { status: 'processing' }));
  await bench.clock.advance(62_000);
  expect(await bench.taskIn(id, 'processing')).toMatchObject({ serviceTaskId: 'task-unified-1' });
});

test('a single match is not accepted while the list has more pages', async () => {
  const [id = 0] = await bench.submit();
  const sentAtMs = bench.clock.now();
  bench.api.onList = (page) =>
    ok(
      Array.from({ length: 20 }, (_, index) =>
        listedTask(
          `task-unified-${page}-${index}`,
          sentAtMs + 10_000 - page * 100 - index,
          page === 1 && index === 0 ? fox.model : 'another-model',
        ),
      ),
    );
  await bench.clock.advance(70_000);
  expect((await bench.taskIn(id, 'unconfirmed')).reconciliation).toBe('inconclusive');
  expect(bench.api.listRequests).toBe(10);
});

test('a list in oldest-first order is read to its end', async () => {
  const [id = 0] = await bench.submit();
  const sentAtMs = bench.clock.now();
  const dayMs = 24 * 3_600_000;
  const old = Array.from({ length: 20 }, (_, index) => listedTask(`task-unified-0${index}`, sentAtMs - 30 * dayMs + index * dayMs));
  bench.api.onList = (page) => ok(page === 1 ? old : page === 2 ? [listedTask('task-unified-1', sentAtMs + 2_000)] : []);
  bench.api.tasks.set('task-unified-1', serviceTask('task-unified-1', { status: 'processing' }));
  await bench.clock.advance(62_000);
  expect(await bench.taskIn(id, 'processing')).toMatchObject({ serviceTaskId: 'task-unified-1' });
});

test('a list in oldest-first order that is too long to read is inconclusive', async () => {
  const [id = 0] = await bench.submit();
  const sentAtMs = bench.clock.now();
  bench.api.onList = (page) =>
    ok(
      Array.from({ length: 20 }, (_, index) =>
        listedTask(`task-unified-${page}-${index}`, sentAtMs - 900 * 3_600_000 + (page * 20 + index) * 60_000),
      ),
    );
  await bench.clock.advance(70_000);
  expect((await bench.taskIn(id, 'unconfirmed')).reconciliation).toBe('inconclusive');
});

test('a service that repeats its first page is inconclusive', async () => {
  const [id = 0] = await bench.submit();
  const page = Array.from({ length: 20 }, (_, index) =>
    listedTask(`task-unified-${index}`, bench.clock.now() + 1_000_000 - index * 1_000, 'another'),
  );
  bench.api.onList = () => ok(page);
  await bench.clock.advance(70_000);
  expect((await bench.taskIn(id, 'unconfirmed')).reconciliation).toBe('inconclusive');
  expect(bench.api.listRequests).toBe(2);
});
