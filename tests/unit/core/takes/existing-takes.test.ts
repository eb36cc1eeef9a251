// The takes of a request that exist already, as the composer asks for them before a click that costs money.
import { beforeEach, expect, test } from 'vitest';
import type { GenerationRequest } from '../../../../shared/generation.ts';
import type { ExistingTakes } from '../../../../shared/ipc.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { fox } from '../../../support/studio-bench.ts';
import { submission } from '../../../support/submission.ts';

const bench = benchPerTest();
beforeEach(async () => {
  await bench.must('settings.change', { maxConcurrentTasks: 50, autoRetry: false });
});

const takesOf = async (request: GenerationRequest): Promise<ExistingTakes | undefined> =>
  (await bench.must('takes.existing', { requests: [request] })).takes[0];

/** A request to a model that accepts a seed. */
const seededRequest = (seed: number): GenerationRequest => {
  const request = defaultRequest('veo-3.1-generate-preview', 'a fox in the snow');
  return { ...request, parameters: { ...request.parameters, seed } };
};

const none: ExistingTakes = { videoCount: 0, inProgressCount: 0, resultIds: [] };

async function finishAll(): Promise<void> {
  for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
  await bench.clock.advance(25_000);
}

test('videos and tasks in progress are counted, whatever their seeds', async () => {
  expect(await takesOf(fox)).toEqual(none);
  await bench.submit(seededRequest(1), 1);
  await bench.submit(seededRequest(2), 1);
  await finishAll();
  await bench.submit(seededRequest(3), 1);
  const { resultIds } = await bench.must('library.index', {});
  expect(await takesOf(seededRequest(4))).toEqual({ videoCount: 2, inProgressCount: 1, resultIds });
  expect(await takesOf({ ...seededRequest(4), prompt: 'a cat' })).toEqual(none);
});

test('failed and discarded tasks do not count as takes', async () => {
  const [failed = 0] = await bench.submit(fox, 1);
  const error = { code: 'content_policy_violation', message: '', suggestion: null };
  bench.api.finish(bench.api.lastTaskId(), { status: 'failed', rawStatus: 'failed', results: [], error, creditsUsed: 0 });
  await bench.clock.advance(25_000);
  expect((await bench.task(failed)).state).toBe('failed');
  await bench.must('profiles.pause', { profileId: bench.profileId, paused: true });
  const [waiting = 0] = await bench.submit(fox, 1);
  expect(await takesOf(fox)).toEqual({ ...none, inProgressCount: 1 });
  await bench.must('tasks.discard', { id: waiting });
  expect(await takesOf(fox)).toEqual(none);
});

test('a take in the trash is not counted, and is counted again once it is restored', async () => {
  await bench.submit(fox, 2);
  await finishAll();
  const { resultIds } = await bench.must('library.index', {});
  const [deleted = 0, remaining = 0] = resultIds;
  await bench.must('library.trash', { resultIds: Float64Array.of(deleted) });
  expect(await takesOf(fox)).toEqual({ ...none, videoCount: 1, resultIds: [remaining] });
  expect((await bench.must('takes.relatives', { of: { kind: 'video', id: remaining } })).takes).toEqual([]);
  await bench.must('library.restoreFromTrash', { resultIds: Float64Array.of(deleted) });
  expect(await takesOf(fox)).toEqual({ ...none, videoCount: 2, resultIds });
});

test('a file added again under another name is the same reference', async () => {
  const bytes = new Uint8Array(1_000).fill(7);
  const add = async (name: string) => (await bench.must('references.addBytes', { name, bytes })).id;
  const first = await add('fox.png');
  const second = await add('copy of fox.png');
  const withFrame = (referenceId: number): GenerationRequest => ({ ...fox, references: [{ role: 'first-frame', referenceId }] });
  await bench.must('tasks.submit', submission(withFrame(first), { sendAnyway: true }));
  expect(await takesOf(withFrame(second))).toEqual({ ...none, inProgressCount: 1 });
});
