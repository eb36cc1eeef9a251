// Jobs that threw, and when they may run again.
import { expect, test } from 'vitest';
import { createJobCooldown } from '../../../../electron/core/scheduling/job-cooldown.ts';

test('a job that threw is skipped for the cooldown, and the earliest end is known', () => {
  const jobs = createJobCooldown(60_000);
  expect([jobs.skippedIds(0), jobs.nextEndMs()]).toEqual([[], Number.POSITIVE_INFINITY]);
  jobs.add(1, 0);
  jobs.add(2, 30_000);
  expect([jobs.skippedIds(59_999), jobs.nextEndMs()]).toEqual([[1, 2], 60_000]);
  expect([jobs.skippedIds(60_000), jobs.nextEndMs()]).toEqual([[2], 90_000]);
});

test('setting the clock back does not prolong the cooldown of a job', () => {
  const jobs = createJobCooldown(60_000);
  jobs.add(1, 86_400_000);
  expect([jobs.skippedIds(0), jobs.nextEndMs()]).toEqual([[], Number.POSITIVE_INFINITY]);
});
