// Restoring a backup while the service knows more than the backup does: the service's ledger has every task once.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { simulatorTimings } from '../../../electron/core/scheduling/timings.ts';
import { defaultRequest } from '../../../shared/models/index.ts';
import { fox } from '../../support/studio-bench.ts';
import { type ServedStudio, startServedStudio } from './served-studio.ts';

let real: ServedStudio;
beforeAll(async () => {
  real = await startServedStudio({
    timings: { ...simulatorTimings, firstPollMs: 50, pollMinMs: 40, pollMaxMs: 60, serverErrorMs: 200 },
    settings: { progressMs: 40 },
  });
});
afterAll(async () => {
  await real.stop();
});

const acceptedCount = () => real.service.ledger().accepted.length;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the studio has opened the backup, which it reports in a notice. */
async function waitForRestore(): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const result = await real.call('studio.snapshot', {});
    if (result.ok && result.value.status.notices.some(({ kind }) => kind === 'database-restored')) return;
    await pause(20);
  }
  throw new Error('the studio did not reopen after the restore');
}

test('after a restore a task sent since the backup is not sent again, and one that was being sent is found, not repeated', async () => {
  await real.newProfile();
  // One is being sent for as long as the backup takes; the other waits for its place.
  await real.must('settings.change', { maxConcurrentTasks: 1 });
  real.service.addFaults([{ match: { endpoint: 'create' }, count: 1, action: { kind: 'delay', ms: 1_500 } }]);
  const sending = await real.submit(fox);
  await real.until(sending, 'submitting');
  // Another model: the list cannot distinguish two tasks of one model and minute.
  const waiting = await real.submit(defaultRequest('kling-v3-text-to-video', 'a hare in the snow'));
  await real.must('backups.create', {});
  const { backups } = await real.must('backups.list', {});
  expect((await real.read(sending)).task.state).toBe('submitting');
  await real.until(sending, 'completed');
  await real.until(waiting, 'completed');
  expect(acceptedCount()).toBe(2);

  await real.must('backups.restore', { name: backups[0]?.name ?? '' });
  await waitForRestore();
  // Found at the service and polled to its end, which takes several rounds of everything that is due.
  await real.until(sending, 'completed');
  expect((await real.read(waiting)).task).toMatchObject({
    state: 'waiting',
    hold: 'restore',
    error: { kind: 'possibly-sent-since-backup' },
  });
  expect(acceptedCount()).toBe(2);
});
