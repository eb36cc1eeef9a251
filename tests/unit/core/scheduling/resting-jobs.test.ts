// Jobs that threw, and when they may run again.
import { expect, test } from 'vitest';
import { createRestingJobs } from '../../../../electron/core/scheduling/resting-jobs.ts';

test('a job that threw rests for its delay, and the earliest end is known', () => {
  const jobs = createRestingJobs(60_000);
  expect([jobs.resting(0), jobs.nextEndMs()]).toEqual([[], Number.POSITIVE_INFINITY]);
  jobs.add(1, 0);
  jobs.add(2, 30_000);
  expect([jobs.resting(59_999), jobs.nextEndMs()]).toEqual([[1, 2], 60_000]);
  expect([jobs.resting(60_000), jobs.nextEndMs()]).toEqual([[2], 90_000]);
});

test('setting the clock back does not prolong the rest of a job', () => {
  const jobs = createRestingJobs(60_000);
  jobs.add(1, 86_400_000);
  expect([jobs.resting(0), jobs.nextEndMs()]).toEqual([[], Number.POSITIVE_INFINITY]);
});
