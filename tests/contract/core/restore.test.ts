// After a backup is restored that does not contain tasks the service has accepted since, no task is sent twice.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { simulatorTimings } from '../../../electron/core/scheduling/timings.ts';
import { defaultRequest } from '../../../shared/models/index.ts';
import { fox } from '../../support/studio-bench.ts';
import { type ServedStudio, startServedStudio } from './served-studio.ts';

let studio: ServedStudio;
beforeAll(async () => {
  studio = await startServedStudio({
    timings: { ...simulatorTimings, firstPollMs: 50, pollMinMs: 40, pollMaxMs: 60, serverErrorMs: 200 },
    settings: { progressMs: 40 },
  });
});
afterAll(async () => {
  await studio.stop();
});

const acceptedCount = () => studio.service.ledger().accepted.length;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the studio has opened the backup, which it reports in a notice. */
async function waitForRestore(): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const result = await studio.call('studio.snapshot', {});
    if (result.ok && result.value.status.notices.some(({ kind }) => kind === 'database-restored')) return;
    await pause(20);
  }
  throw new Error('the studio did not reopen after the restore');
}

test('after a restore no task is sent again: not one sent since the backup, and not one being sent during the backup', async () => {
  await studio.newProfile();
  // The first task is being sent during the whole backup; the second task waits for a free slot.
  await studio.must('settings.change', { maxConcurrentTasks: 1 });
  studio.service.addFaults([{ match: { endpoint: 'create' }, count: 1, action: { kind: 'delay', ms: 1_500 } }]);
  const sending = await studio.submit(fox);
  await studio.until(sending, 'submitting');
  // The second task has another model, because the service's list cannot distinguish two tasks of one model in the same minute.
  const waiting = await studio.submit(defaultRequest('kling-v3-text-to-video', 'a hare in the snow'));
  await studio.must('backups.create', {});
  const { backups } = await studio.must('backups.list', {});
  expect((await studio.read(sending)).task.state).toBe('submitting');
  await studio.until(sending, 'completed');
  await studio.until(waiting, 'completed');
  expect(acceptedCount()).toBe(2);

  await studio.must('backups.restore', { name: backups[0]?.name ?? '' });
  await waitForRestore();
  // The studio finds the task at the service and polls it until it has ended.
  await studio.until(sending, 'completed');
  expect((await studio.read(waiting)).task).toMatchObject({
    state: 'waiting',
    hold: 'restore',
    error: { kind: 'possibly-sent-since-backup' },
  });
  expect(acceptedCount()).toBe(2);
});
