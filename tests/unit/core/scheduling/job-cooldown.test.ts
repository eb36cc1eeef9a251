// The cooldown of jobs that threw: which jobs are skipped, and when the next one may run again.
import { expect, test } from 'vitest';
import { createJobCooldown } from '../../../../electron/core/scheduling/job-cooldown.ts';

test('a job that threw is skipped until its cooldown ends, and the earliest end is returned', () => {
  const cooldown = createJobCooldown(60_000);
  expect([cooldown.skippedIds(0), cooldown.nextEndMs()]).toEqual([[], Number.POSITIVE_INFINITY]);
  cooldown.add(1, 0);
  cooldown.add(2, 30_000);
  expect([cooldown.skippedIds(59_999), cooldown.nextEndMs()]).toEqual([[1, 2], 60_000]);
  expect([cooldown.skippedIds(60_000), cooldown.nextEndMs()]).toEqual([[2], 90_000]);
});

test('setting the clock back does not prolong the cooldown of a job', () => {
  const cooldown = createJobCooldown(60_000);
  cooldown.add(1, 86_400_000);
  expect([cooldown.skippedIds(0), cooldown.nextEndMs()]).toEqual([[], Number.POSITIVE_INFINITY]);
});
