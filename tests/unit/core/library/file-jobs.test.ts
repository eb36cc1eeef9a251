// Why files of a rename, an export or a search were refused, grouped by reason.
import { expect, test } from 'vitest';
import { createFileJobs } from '../../../../electron/core/library/file-jobs.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { createFakeLog } from '../../../support/fake-log.ts';

test('files with the same reason are counted together, and at most 100 names are kept', async () => {
  const jobs = createFileJobs({ clock: createFakeClock(), log: createFakeLog(), statusChanged: () => undefined });
  jobs.begin('export', 152, '/export', async (progress) => {
    for (let n = 1; n <= 150; n += 1) progress.addFailure({ fileName: `${n}.mp4`, error: { kind: 'file-missing' } });
    progress.addFailure({ fileName: 'open.mp4', error: { kind: 'file-in-use', name: 'open.mp4' } });
    progress.addFailure({ fileName: '', error: { kind: 'file-missing' } });
    return null;
  });
  await expect.poll(() => jobs.status()).toMatchObject({ state: 'done', failed: 152 });
  expect(jobs.failures()).toMatchObject([
    { error: { kind: 'file-missing' }, count: 151 },
    { error: { kind: 'file-in-use', name: 'open.mp4' }, count: 1, fileNames: [] },
  ]);
  expect(jobs.failures()[0]?.fileNames).toEqual(Array.from({ length: 100 }, (_, index) => `${index + 1}.mp4`));
});
