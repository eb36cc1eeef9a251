// What holds a queue and what ends each hold: every credit limit has its own hold and its own release.
import { describe, expect, test } from 'vitest';
import type { AppErrorOf } from '../../../../shared/errors.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { serviceResponse, unauthorized } from '../../../support/fake-api.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const inFolder = folderPerTest('holds-');
const bench = benchPerTest(() => inFolder('studio.sqlite'));

type Credits = { remaining: number | null; unlimited: boolean; accountRemaining: number | null };
const setBalance = (credits: Partial<Credits>): void => {
  bench.api.onCredits = () => ok({ remaining: 1_000, unlimited: false, accountRemaining: 1_000, ...credits });
};
const holds = async () => (await bench.must('studio.snapshot', {})).status.profiles[0]?.holds ?? [];
const reasons = async () => (await holds()).map(({ error }) => ('service' in error ? (error.service.code ?? error.kind) : error.kind));

function refusal(code: string, fields: Readonly<Record<string, unknown>> = {}): AppErrorOf<'insufficient-credits'> {
  return { kind: 'insufficient-credits', service: { ...serviceResponse(402, code), body: JSON.stringify({ error: { code, ...fields } }) } };
}
/** Submits a task that is refused with this error; the next one is accepted. */
async function submitRefused(error: AppErrorOf<'insufficient-credits' | 'unauthorized'>): Promise<number> {
  bench.api.onSubmit = () => ({ kind: 'account-refused', error });
  const [id = 0] = await bench.submit();
  bench.api.onSubmit = () => bench.api.accept();
  return id;
}
const stateOf = async (id: number) => (await bench.task(id)).state;

const accountCodes = ['insufficient_quota', 'INSUFFICIENT_USER_QUOTA', 'quota_not_enough', 'account_balance_insufficient', 'anything_else'];
const totalCodes = ['insufficient_token_quota', 'KEY_QUOTA_EXHAUSTED'];
const dailyCodes = ['token_daily_quota_exceeded', 'KEY_DAILY_QUOTA_EXHAUSTED'];

describe('the balance of the account', () => {
  test.each(accountCodes)('(%s) releases the queue when it reaches the estimated cost of the refused task', async (code) => {
    setBalance({ accountRemaining: 3 });
    await bench.must('profiles.check', { profileId: bench.profileId });
    const id = await submitRefused(refusal(code, { estimated_credits: 8 }));
    await bench.clock.advance(5 * minuteMs);
    expect([await stateOf(id), bench.api.submitted.length]).toEqual(['waiting', 1]);
    setBalance({ accountRemaining: 7 });
    await bench.clock.advance(5 * minuteMs);
    expect(bench.api.submitted).toHaveLength(1);
    setBalance({ accountRemaining: 8 });
    await bench.clock.advance(2 * minuteMs);
    expect([await stateOf(id), await holds()]).toEqual(['pending', []]);
  });

  test('does not cause repeated submissions of one task while credits are missing', async () => {
    setBalance({ accountRemaining: 3 });
    await submitRefused(refusal('insufficient_quota'));
    bench.api.onSubmit = () => ({ kind: 'account-refused', error: refusal('insufficient_quota') });
    await bench.clock.advance(3 * hourMs);
    expect(bench.api.submitted).toHaveLength(1);
    setBalance({ accountRemaining: 4 });
    await bench.clock.advance(3 * hourMs);
    expect(bench.api.submitted).toHaveLength(2);
  });

  test('keeps the queue held, whatever the limit of the key allows', async () => {
    setBalance({ accountRemaining: 0, remaining: 5 });
    const id = await submitRefused(refusal('insufficient_quota', { estimated_credits: 8 }));
    setBalance({ accountRemaining: 0, remaining: 1_000 });
    await bench.clock.advance(5 * minuteMs);
    setBalance({ accountRemaining: 0, unlimited: true });
    await bench.clock.advance(5 * minuteMs);
    await bench.must('profiles.check', { profileId: bench.profileId });
    expect(await stateOf(id)).toBe('waiting');
  });

  test('releases the queue at any amount when the user checks it', async () => {
    setBalance({ accountRemaining: 3 });
    const id = await submitRefused(refusal('insufficient_quota'));
    await bench.clock.advance(5 * minuteMs);
    await bench.must('profiles.check', { profileId: bench.profileId });
    await bench.clock.settle();
    expect(await stateOf(id)).toBe('pending');
  });

  test('does not end the hold when it was requested before the refusal', async () => {
    let respond = (): void => undefined;
    bench.api.getCredits = () =>
      new Promise((resolve) => {
        respond = () => resolve(ok({ remaining: 1_000, unlimited: false, accountRemaining: 1_000 }));
      });
    const check = bench.call('profiles.check', { profileId: bench.profileId });
    const id = await submitRefused(refusal('insufficient_quota', { estimated_credits: 8 }));
    respond();
    await check;
    await bench.clock.settle();
    expect(await stateOf(id)).toBe('waiting');
  });

  test('is still polled after a restart', async () => {
    setBalance({ accountRemaining: 3 });
    const id = await submitRefused(refusal('insufficient_quota', { estimated_credits: 8 }));
    await bench.clock.advance(minuteMs);
    await bench.restart();
    await bench.clock.advance(5 * minuteMs);
    expect(await stateOf(id)).toBe('waiting');
    setBalance({ accountRemaining: 50 });
    await bench.clock.advance(2 * minuteMs);
    expect(await stateOf(id)).toBe('pending');
  });

  test('is requested once a minute while the queue is held, but not while the service asks for a pause', async () => {
    setBalance({ accountRemaining: 3 });
    await submitRefused(refusal('insufficient_quota'));
    await bench.clock.advance(minuteMs);
    const requestCount = bench.api.creditRequests;
    await bench.clock.advance(10 * minuteMs);
    expect(bench.api.creditRequests - requestCount).toBe(10);
    bench.api.onCredits = () => fail({ kind: 'rate-limited', retryAfterMs: 600_000, service: serviceResponse(429) });
    await bench.clock.advance(2 * minuteMs);
    const requestCountAtPause = bench.api.creditRequests;
    await bench.clock.advance(7 * minuteMs);
    expect(bench.api.creditRequests).toBe(requestCountAtPause);
  });
});

describe('the total limit of a key', () => {
  test.each(totalCodes)('(%s) releases the queue when the key has credits left, whatever the account has', async (code) => {
    setBalance({ remaining: 2 });
    await bench.must('profiles.check', { profileId: bench.profileId });
    const id = await submitRefused(refusal(code, { estimated_credits: 8 }));
    setBalance({ remaining: 2, accountRemaining: 5_000 });
    await bench.clock.advance(5 * minuteMs);
    expect(await stateOf(id)).toBe('waiting');
    setBalance({ remaining: 60 });
    await bench.clock.advance(2 * minuteMs);
    expect(await stateOf(id)).toBe('pending');
  });

  test('releases the queue when the limit is removed', async () => {
    setBalance({ remaining: 2 });
    const id = await submitRefused(refusal('insufficient_token_quota'));
    await bench.clock.advance(2 * minuteMs);
    setBalance({ remaining: null, unlimited: true });
    await bench.clock.advance(2 * minuteMs);
    expect(await stateOf(id)).toBe('pending');
  });
});

describe('the daily limit of a key', () => {
  test.each(dailyCodes)('(%s) releases the queue at midnight of its time zone and not before, even after a restart', async (code) => {
    // 2026-02-02, 02:40 UTC: 10:40 in Shanghai.
    const midnightMs = Date.parse('2026-02-02T16:00:00Z');
    const id = await submitRefused(refusal(code, { reset_timezone: 'Asia/Shanghai' }));
    expect((await holds()).map(({ ends }) => ends)).toEqual([{ kind: 'at', atMs: midnightMs }]);
    setBalance({ remaining: 90_000, accountRemaining: 90_000 });
    await bench.must('profiles.check', { profileId: bench.profileId });
    await bench.clock.advance(hourMs);
    await bench.restart();
    await bench.clock.advance(midnightMs - bench.clock.now() - 1_000);
    expect(await stateOf(id)).toBe('waiting');
    await bench.clock.advance(minuteMs + 2_000);
    expect([await stateOf(id), await holds()]).toEqual(['pending', []]);
  });

  test('resets by the clock of the service when the local clock is wrong', async () => {
    bench.api.skewMs = 2 * hourMs;
    await submitRefused(refusal('token_daily_quota_exceeded', { reset_timezone: 'Asia/Shanghai' }));
    expect((await holds())[0]?.ends).toEqual({ kind: 'at', atMs: Date.parse('2026-02-02T14:00:00Z') });
  });

  test.each([{}, { reset_timezone: 'Mars/Olympus' }])('needs the user to resume when its time zone is unknown (%j)', async (fields) => {
    const id = await submitRefused(refusal('token_daily_quota_exceeded', fields));
    expect((await holds())[0]?.ends).toEqual({ kind: 'by-user' });
    await bench.clock.advance(49 * hourMs);
    expect(await stateOf(id)).toBe('waiting');
    await bench.must('profiles.resume', { profileId: bench.profileId });
    await bench.clock.settle();
    expect(await stateOf(id)).toBe('pending');
  });
});

describe('a queue with several holds', () => {
  test('keeps the credit hold when a key refused later works again', async () => {
    setBalance({ accountRemaining: 3 });
    const id = await submitRefused(refusal('insufficient_quota', { estimated_credits: 8 }));
    bench.api.onCredits = () => fail(unauthorized);
    await bench.call('profiles.check', { profileId: bench.profileId });
    expect(await reasons()).toEqual(['insufficient_quota', 'unauthorized']);
    setBalance({ accountRemaining: 3 });
    await bench.clock.advance(5 * minuteMs);
    expect([await reasons(), await stateOf(id)]).toEqual([['insufficient_quota'], 'waiting']);
    setBalance({ accountRemaining: 30 });
    await bench.clock.advance(2 * minuteMs);
    expect(await stateOf(id)).toBe('pending');
  });

  test('keeps the key hold when the credits are back', async () => {
    const id = await submitRefused(unauthorized);
    bench.files.quota = async () => fail(refusal('insufficient_quota', { estimated_credits: 8 }));
    await bench.call('files.quota', { profileId: bench.profileId });
    expect(await reasons()).toEqual(['unauthorized', 'insufficient_quota']);
    await bench.must('profiles.resume', { profileId: bench.profileId });
    expect([await reasons(), await stateOf(id)]).toEqual([['unauthorized'], 'waiting']);
  });

  test('releases the account limit and the daily key limit independently', async () => {
    setBalance({ accountRemaining: 3 });
    const id = await submitRefused(refusal('insufficient_quota', { estimated_credits: 8 }));
    bench.files.quota = async () => fail(refusal('token_daily_quota_exceeded', { reset_timezone: 'UTC' }));
    await bench.call('files.quota', { profileId: bench.profileId });
    await bench.clock.advance(minuteMs);
    setBalance({ accountRemaining: 30 });
    await bench.clock.advance(2 * minuteMs);
    expect([await reasons(), await stateOf(id)]).toEqual([['token_daily_quota_exceeded'], 'waiting']);
    await bench.clock.advance(24 * hourMs);
    expect(await stateOf(id)).toBe('pending');
  });

  test('holds of one profile do not affect another profile', async () => {
    await submitRefused(refusal('insufficient_quota'));
    const connection = { profileId: null, name: 'Other', key: 'sk-other-1234', apiBaseUrl: null, filesBaseUrl: null };
    await bench.must('profiles.connect', connection);
    const [id = 0] = await bench.submit();
    expect(await stateOf(id)).toBe('pending');
  });
});
