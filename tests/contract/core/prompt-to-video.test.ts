// Makes a video from a prompt with the real core, adapters, HTTP on loopback, database and folder. Only the desktop is a fake.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { simulatorTimings } from '../../../electron/core/scheduling/timings.ts';
import { greyPng } from '../../e2e/support/plain-pictures.ts';
import { newActionId } from '../../support/action-id.ts';
import { isStored } from '../../support/real-studio.ts';
import { fox } from '../../support/studio-bench.ts';
import { type ServedStudio, startServedStudio } from './served-studio.ts';

const timings = { ...simulatorTimings, firstPollMs: 50, pollMinMs: 40, pollMaxMs: 60, serverErrorMs: 200 };

let studio: ServedStudio;
beforeEach(async () => {
  studio = await startServedStudio({ timings, settings: { progressMs: 100 } });
  await studio.must('profiles.useSimulator', {});
});
afterEach(async () => {
  await studio.stop();
  expect(studio.log.incidents).toEqual([]);
});

/** The service's task id of each charge. */
const chargedTaskIds = () =>
  studio.service
    .ledger()
    .entries.filter(({ kind }) => kind === 'charged')
    .map(({ taskId }) => taskId);

async function storedVideo(): Promise<Buffer> {
  const { resultIds } = await studio.must('library.index', {});
  expect(resultIds).toHaveLength(1);
  const { items } = await studio.must('library.records', { resultIds });
  const [item] = items;
  const bytes = await readFile(join(studio.folder, item?.fileName ?? ''));
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(item?.sha256);
  expect(item).toMatchObject({ simulated: true, width: 1280, height: 720, durationSeconds: 5, bytes: bytes.length });
  return bytes;
}

test('a prompt becomes an MP4 in the folder, for one charge', async () => {
  const id = await studio.submit(fox);
  const task = await studio.until(id, 'completed', isStored);
  expect((await storedVideo()).toString('latin1', 4, 8)).toBe('ftyp');
  expect(chargedTaskIds()).toEqual([task.serviceTaskId]);
});

test('the videos of a batch are related to the videos whose requests were used again, in both directions', async () => {
  const sourceId = await studio.submit(fox);
  await studio.until(sourceId, 'completed', isStored);
  const [sourceVideo = 0] = (await studio.must('library.index', {})).resultIds;
  const items = [
    { request: { ...fox, prompt: 'an owl' }, count: 1, sourceTaskId: sourceId },
    { request: { ...fox, prompt: 'a tern' }, count: 1 },
  ];
  const { ids } = await studio.must('tasks.submitBatch', { actionId: newActionId(), items, sendAnyway: false });
  for (const id of ids) await studio.until(id, 'completed', isStored);
  const relatives = (id: number) => studio.must('takes.relatives', { of: { kind: 'video', id } });
  const { derivedVideos } = await relatives(sourceVideo);
  const [owlVideo = 0] = derivedVideos;
  const { items: videos } = await studio.must('library.records', { resultIds: [...derivedVideos] });
  expect(videos.map(({ request }) => request.prompt)).toEqual(['an owl']);
  expect(await relatives(owlVideo)).toMatchObject({ sourceVideos: [sourceVideo], derivedVideos: [] });
  expect((await studio.read(ids[1] ?? 0)).task.sourceTaskId).toBeNull();
});

test('an acceptance whose response was cut is found in the list and stored, for one charge', async () => {
  studio.service.addFaults([{ match: { endpoint: 'create' }, count: 1, action: { kind: 'drop', when: 'after' } }]);
  const id = await studio.submit(fox);
  await studio.until(id, 'unconfirmed');
  const { accepted } = studio.service.ledger();
  expect(accepted).toHaveLength(1);
  await studio.until(id, 'completed', isStored);
  await storedVideo();
  expect((await studio.read(id)).journal.map(({ event }) => event)).toContain('accepted');
  expect(studio.service.ledger().accepted).toHaveLength(1);
  expect(chargedTaskIds()).toEqual([accepted[0]?.taskId]);
});

test('without the list call the task stays unconfirmed, and a resend by the user leads to the same task and one charge', async () => {
  studio.service.addFaults([
    { match: { endpoint: 'create' }, count: 1, action: { kind: 'drop', when: 'after' } },
    { match: { endpoint: 'list-tasks' }, count: null, action: { kind: 'status', status: 404 } },
  ]);
  const id = await studio.submit(fox);
  await studio.until(id, 'unconfirmed', ({ reconciliation }) => reconciliation === 'unavailable');
  await studio.must('tasks.resend', { actionId: newActionId(), id });
  await studio.until(id, 'completed', isStored);
  await storedVideo();
  expect(studio.service.ledger().accepted).toHaveLength(1);
  expect(chargedTaskIds()).toHaveLength(1);
});

test('a cut before acceptance costs nothing, and a resend by the user costs once', async () => {
  studio.service.addFaults([{ match: { endpoint: 'create' }, count: 1, action: { kind: 'drop', when: 'before' } }]);
  const id = await studio.submit(fox);
  await studio.until(id, 'unconfirmed', ({ reconciliation }) => reconciliation === 'not-found');
  expect(studio.service.ledger().accepted).toEqual([]);
  await studio.must('tasks.resend', { actionId: newActionId(), id });
  await studio.until(id, 'completed', isStored);
  await storedVideo();
  expect(chargedTaskIds()).toHaveLength(1);
});

test('a resend whose reference had to be uploaded again is refused for its key, and sent as a new request by the next resend', async () => {
  studio.service.addFaults([
    { match: { endpoint: 'create' }, count: 1, action: { kind: 'drop', when: 'after' } },
    { match: { endpoint: 'list-tasks' }, count: null, action: { kind: 'status', status: 404 } },
  ]);
  const { id: referenceId } = await studio.must('references.addBytes', { name: 'frame.png', bytes: new Uint8Array(greyPng(3)) });
  const id = await studio.submit({ ...fox, references: [{ role: 'first-frame', referenceId }] });
  await studio.until(id, 'unconfirmed', ({ reconciliation }) => reconciliation === 'unavailable');
  const { profileId } = await studio.until(id, 'unconfirmed');
  const { files } = await studio.must('files.list', { profileId, page: 1 });
  await studio.must('files.delete', { profileId, fileId: files[0]?.fileId ?? '' });

  await studio.must('tasks.resend', { actionId: newActionId(), id });
  const refused = await studio.until(id, 'unconfirmed', ({ error }) => error.kind === 'conflict');
  expect(refused.error).toMatchObject({ service: { httpStatus: 409, code: 'idempotency_conflict' } });
  expect(studio.service.ledger().accepted).toHaveLength(1);

  await studio.must('tasks.resend', { actionId: newActionId(), id });
  await studio.until(id, 'completed', isStored);
  expect(new Set(studio.service.ledger().accepted.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
});
