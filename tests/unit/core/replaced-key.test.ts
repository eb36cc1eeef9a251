// Another key may be another account: what it does not know may still exist, and that is said before anything is given up.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fail, ok } from '../../../shared/result.ts';
import { insufficientCredits, noAnswer, notFound, rateLimited, unauthorized } from '../../support/fake-api.ts';
import { type Bench, startBench } from '../../support/studio-bench.ts';

const hour = 3_600_000;

let bench: Bench;
let profileId: number;
beforeEach(async () => {
  bench = startBench();
  profileId = await bench.connect();
});
afterEach(async () => {
  await bench.studio.stop({ withinMs: 0 });
  expect(bench.log.incidents).toEqual([]);
});

async function useKey(key: string): Promise<number> {
  await bench.clock.advance(1_000);
  await bench.must('profiles.connect', { profileId, name: 'Mine', key, apiBaseUrl: null, filesBaseUrl: null });
  return bench.clock.now();
}

test('a task the new key does not know is looked for a day, with that reason first and last', async () => {
  const [id = 0] = await bench.submit();
  const changedAtMs = await useKey('sk-another-account-9999');
  bench.api.onLook = () => fail(notFound);
  await bench.clock.advance(20_000);
  expect((await bench.taskIn(id, 'pending')).lookError).toEqual({ kind: 'key-replaced', changedAtMs });
  await bench.clock.advance(25 * hour);
  expect((await bench.taskIn(id, 'abandoned')).error).toEqual({ kind: 'not-followed', reason: 'not-found-by-new-key' });
});

test('the same key pasted again changes nothing', async () => {
  const [id = 0] = await bench.submit();
  await useKey('sk-abcdefgh1234');
  bench.api.onLook = () => fail(notFound);
  await bench.clock.advance(20_000);
  expect((await bench.taskIn(id, 'pending')).lookError?.kind).toBe('not-found');
});

test('a task in doubt is not called unseen because another account’s list does not show it', async () => {
  bench.api.onSubmit = () => ({ kind: 'unknown', sent: true, error: noAnswer, raw: null });
  bench.api.onList = () => ok([]);
  const [id = 0] = await bench.submit();
  const changedAtMs = await useKey('sk-another-account-9999');
  await bench.must('tasks.lookAgain', { id });
  await bench.clock.advance(5_000);
  expect(await bench.taskIn(id, 'unconfirmed')).toMatchObject({ looked: 'cannot-look', error: { kind: 'key-replaced', changedAtMs } });
});

describe('with the clock set back after a key was entered', () => {
  beforeEach(async () => {
    await useKey('sk-another-account-9999');
    bench.clock.set(bench.clock.now() - 8 * hour);
  });

  test('a rate limited poll waits as long as the service asks', async () => {
    await bench.submit();
    bench.api.onLook = () => fail({ ...rateLimited, retryAfterMs: 300_000 });
    await bench.clock.advance(120_000);
    expect(bench.api.looks).toHaveLength(1);
  });

  test('a failing poll backs off', async () => {
    const [id = 0] = await bench.submit();
    bench.api.onLook = () => fail(noAnswer);
    await bench.clock.advance(60_000);
    expect(bench.api.looks.length).toBeLessThan(8);
    expect((await bench.taskIn(id, 'pending')).lookError).toEqual(noAnswer);
  });

  test.each([
    ['401', unauthorized],
    ['402', insufficientCredits],
  ] as const)('a submission refused with %s holds the queue', async (_, error) => {
    bench.api.onSubmit = () => ({ kind: 'account-refused', error });
    await bench.submit();
    await bench.clock.advance(30_000);
    expect(bench.api.submitted).toHaveLength(1);
  });

  test('the balance is stored, and releases what a 401 held', async () => {
    bench.api.onSubmit = () => ({ kind: 'account-refused', error: unauthorized });
    await bench.submit();
    bench.api.onCredits = () => ok({ remaining: 7, unlimited: false, accountRemaining: 7 });
    const { credits, holds } = await bench.must('profiles.check', { profileId });
    expect([credits?.remaining, holds]).toEqual([7, []]);
  });

  test('a task in doubt is looked for in the list of the account that it was sent with', async () => {
    bench.api.onSubmit = () => ({ kind: 'unknown', sent: true, error: noAnswer, raw: null });
    bench.api.onList = () => ok([]);
    const [id = 0] = await bench.submit();
    await bench.must('tasks.lookAgain', { id });
    await bench.clock.advance(5_000);
    expect((await bench.taskIn(id, 'unconfirmed')).looked).toBe('not-seen');
  });
});

test('a refusal of the old key is ignored even where the clock was set back before the key was replaced', async () => {
  let refuse = (): void => undefined;
  bench.api.onSubmit = () =>
    new Promise((resolve) => {
      refuse = () => resolve({ kind: 'account-refused', error: unauthorized });
    });
  await bench.submit();
  bench.clock.set(bench.clock.now() - 8 * hour);
  await useKey('sk-another-account-9999');
  bench.api.onSubmit = () => bench.api.accept();
  refuse();
  await bench.clock.advance(1_000);
  expect((await bench.must('studio.snapshot', {})).status.profiles[0]?.holds).toEqual([]);
  expect(bench.api.submitted.map(({ account }) => account.key)).toEqual(['sk-abcdefgh1234', 'sk-another-account-9999']);
});

test('a task of the old key is told as such even where the clock was set back before the key was replaced', async () => {
  const [id = 0] = await bench.submit();
  bench.clock.set(bench.clock.now() - 8 * hour);
  await useKey('sk-another-account-9999');
  bench.api.onLook = () => fail(notFound);
  await bench.clock.advance(20_000);
  expect((await bench.taskIn(id, 'pending')).lookError?.kind).toBe('key-replaced');
});
