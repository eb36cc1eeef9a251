// For each credit limit of the service the studio reports the right limit, and holds the queue until the limit no longer applies.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { productTimings } from '../../../electron/core/scheduling/timings.ts';
import { text } from '../../../shared/text/index.ts';
import { fox } from '../../support/studio-bench.ts';
import { type ServedStudio, startServedStudio } from './served-studio.ts';

const words = text('en');
const enoughCredits = { credits: 1_000, keyCredits: null, keyDailyCredits: null, resetZone: 'UTC' };

let studio: ServedStudio;
beforeAll(async () => {
  studio = await startServedStudio({
    timings: { ...productTimings, firstPollMs: 30, pollMinMs: 20, pollMaxMs: 30 },
    settings: { progressMs: 40 },
  });
});
afterAll(async () => {
  await studio.stop();
  expect(studio.log.incidents).toEqual([]);
});

async function submitRefused(
  limits: Partial<typeof enoughCredits> | { keyCredits: number } | { keyDailyCredits: number; resetZone?: string | null },
) {
  studio.service.configure({ ...enoughCredits, ...limits });
  const profileId = await studio.newProfile();
  const id = await studio.submit(fox);
  await studio.until(id, 'waiting', (task) => task.error !== null);
  return { profileId, id };
}
const holdsOf = async (profileId: number) =>
  (await studio.must('studio.snapshot', {})).status.profiles.find((profile) => profile.id === profileId)?.holds ?? [];
const titleOf = async (profileId: number) => (await holdsOf(profileId)).map(({ error }) => words.errorText(error).title);

test.each([
  ['the account', { credits: 1 }, 'The account does not have enough credits.'],
  ['the total limit of the key', { keyCredits: 1 }, 'This key has reached its spending limit.'],
] as const)(
  '%s: the queue is held, stays held while credits are missing, and is released when there are enough',
  async (_, limits, title) => {
    const { profileId, id } = await submitRefused(limits);
    expect([await titleOf(profileId), (await holdsOf(profileId))[0]?.ends]).toEqual([[title], { kind: 'credits' }]);
    studio.service.configure(enoughCredits);
    await studio.must('profiles.check', { profileId });
    await studio.until(id, 'completed');
    expect(await holdsOf(profileId)).toEqual([]);
  },
);

test('the daily limit of a key holds the queue until midnight in the time zone that the service names', async () => {
  const { profileId } = await submitRefused({ keyDailyCredits: 1, resetZone: 'Asia/Shanghai' });
  expect(await titleOf(profileId)).toEqual(['This key has reached its daily limit.']);
  const [hold] = await holdsOf(profileId);
  if (hold?.ends.kind !== 'at') throw new Error(`ends ${JSON.stringify(hold?.ends)}`);
  expect(Math.abs((hold.ends.atMs + 8 * 3_600_000) % (24 * 3_600_000))).toBeLessThan(2 * 60_000);
  expect(hold.ends.atMs).toBeGreaterThan(Date.now() - 60_000);
});

test('the daily limit of a key holds the queue until the user releases it if the service names no time zone', async () => {
  const { profileId, id } = await submitRefused({ keyDailyCredits: 1, resetZone: null });
  expect((await holdsOf(profileId))[0]?.ends).toEqual({ kind: 'by-user' });
  studio.service.configure(enoughCredits);
  await studio.must('profiles.resume', { profileId });
  await studio.until(id, 'completed');
});
