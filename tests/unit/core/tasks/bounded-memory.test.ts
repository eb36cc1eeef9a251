// Data that is kept only in memory is removed again.
import { expect, test } from 'vitest';
import { createPollBatches, groupIntoRequests, pruneSinglePolls } from '../../../../electron/core/poll/poll-batches.ts';
import { createExpiringSet } from '../../../../electron/core/scheduling/expiring-set.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

test('of ten thousand uploads in a day only the most recent are remembered', async () => {
  const clock = createFakeClock();
  const recently = createExpiringSet(clock, 10_000);
  for (let n = 0; n < 10_000; n += 1) {
    recently.add(`https://files.example/${n}`);
    if (n % 10 === 9) await clock.advance(1_000);
  }
  expect(recently.size()).toBeLessThanOrEqual(110);
  expect([recently.has('https://files.example/9999'), recently.has('https://files.example/1')]).toEqual([true, false]);
}, 30_000);

test('setting the clock neither forgets recent entries nor keeps old ones', async () => {
  const clock = createFakeClock();
  const recently = createExpiringSet(clock, 10_000);
  recently.add('a');
  clock.set(clock.now() + 3_600_000);
  expect(recently.has('a')).toBe(true);
  await clock.advance(11_000);
  clock.set(clock.now() - 7_200_000);
  expect(recently.has('a')).toBe(false);
});

test('a task that is polled singly is forgotten when it is no longer polled', () => {
  const batches = createPollBatches();
  for (let id = 1; id <= 100; id += 1) batches.singlePollIds.add(id);
  pruneSinglePolls(batches, (id) => id > 97);
  expect(batches.singlePollIds.size).toBe(3);
  expect(groupIntoRequests([97, 98], batches.singlePollIds)).toEqual([[98], [97]]);
});
