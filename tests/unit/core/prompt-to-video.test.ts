// The main use case with fakes: a prompt becomes a stored video, and the window receives every step.
import { expect, test } from 'vitest';
import { startBenchInTest } from '../../support/bench-per-test.ts';
import { fox } from '../../support/studio-bench.ts';

test('a prompt becomes a stored video', async () => {
  const bench = startBenchInTest();
  await bench.connect();
  const [id = 0] = await bench.submit();
  expect((await bench.taskIn(id, 'pending')).serviceTaskId).toBe(bench.api.lastTaskId());
  expect(bench.api.submitted.map(({ body }) => body)).toEqual([
    { model: 'seedance-1.5-pro', prompt: fox.prompt, duration: 5, quality: '720p', aspect_ratio: '16:9', generate_audio: true },
  ]);

  await bench.clock.advance(14_000);
  expect(bench.api.polls).toHaveLength(0);
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(1_500);
  expect(bench.api.polls).toHaveLength(1);

  const task = await bench.taskIn(id, 'completed');
  expect(task.results.map(({ state, kind }) => ({ state, kind }))).toEqual([{ state: 'stored', kind: 'video' }]);
  const index = await bench.must('library.index', {});
  const { items } = await bench.must('library.records', { resultIds: index.resultIds });
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ id, request: fox, width: 1280, hasPoster: true, state: 'stored', creditsUsed: 7 });
  expect(items[0]?.fileName).toMatch(/^20\d\d-\d\d-\d\d a fox in the snow seedance-1\.5-pro abcd0001\.mp4$/);
  expect(await bench.journalEvents(id)).toEqual([
    'created',
    'generate-pressed',
    'submit-started',
    'accepted',
    'completed',
    'found',
    'download-started',
    'stored',
  ]);
});

test('the window receives every step in numbered deltas, and a snapshot contains live tasks only', async () => {
  const bench = startBenchInTest();
  await bench.connect();
  const before = await bench.must('studio.snapshot', {});
  const [id = 0] = await bench.submit();
  await bench.clock.advance(100);
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(20_000);

  const deltas = bench.events.flatMap((event) => (event.type === 'delta' ? [event] : []));
  expect(deltas.map(({ revision }) => revision)).toEqual(deltas.map((_, index) => index + 1));
  expect(new Set(deltas.map(({ boot }) => boot))).toEqual(new Set([before.boot]));
  expect(deltas.flatMap(({ removed }) => removed)).toContain(id);
  expect(deltas.flatMap(({ library }) => library.added)).toHaveLength(1);

  const after = await bench.must('studio.snapshot', {});
  expect(after.tasks).toEqual([]);
  expect(after.revision).toBe(deltas.length);
  expect(after.status.library).toMatchObject({
    folder: '/videos',
    videoCount: 1,
    videoBytes: 1_000,
    freeBytes: 1_000_000_000,
    error: null,
  });
});

test('tasks run in queue order, and at most the configured number at once', async () => {
  const bench = startBenchInTest();
  await bench.connect();
  await bench.must('settings.change', { maxConcurrentTasks: 2 });
  const ids = await bench.submit(fox, 4);
  const [, , third = 0, fourth = 0] = ids;
  expect(bench.api.submitted).toHaveLength(2);
  await bench.must('tasks.runNext', { id: fourth });
  bench.api.finish(bench.api.lastTaskId());
  await bench.clock.advance(16_000);
  expect(bench.api.submitted).toHaveLength(3);
  expect((await bench.task(fourth)).state).toBe('pending');
  expect((await bench.task(third)).state).toBe('waiting');
});
