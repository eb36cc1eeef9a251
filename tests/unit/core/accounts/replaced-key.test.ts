// Another key may belong to another account. A task that the new key does not know may still exist, so the user is told before the task
// is abandoned.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fail, ok } from '../../../../shared/result.ts';
import { benchPerTest } from '../../../support/bench-per-test.ts';
import { insufficientCredits, noResponse, notFound, rateLimited, unauthorized } from '../../../support/fake-api.ts';
import { createWorld, fox, type World } from '../../../support/studio-bench.ts';

const hourMs = 3_600_000;

const bench = benchPerTest();

const useKey = (key: string): Promise<number> => bench.replaceKey(bench.profileId, key);

test('a task unknown to the new key is polled for a day, and its error names the replaced key during the whole day', async () => {
  const [id = 0] = await bench.submit();
  const changedAtMs = await useKey('sk-another-account-9999');
  bench.api.onPoll = () => fail(notFound);
  await bench.clock.advance(20_000);
  expect((await bench.taskIn(id, 'pending')).pollError).toEqual({ kind: 'key-replaced', changedAtMs });
  await bench.clock.advance(25 * hourMs);
  expect((await bench.taskIn(id, 'abandoned')).error).toEqual({ kind: 'polling-stopped', reason: 'not-found-by-new-key' });
});

test('entering the same key again does not count as a replacement', async () => {
  const [id = 0] = await bench.submit();
  await useKey('sk-abcdefgh1234');
  bench.api.onPoll = () => fail(notFound);
  await bench.clock.advance(20_000);
  expect((await bench.taskIn(id, 'pending')).pollError?.kind).toBe('not-found');
});

/** Submits a task whose submission gets no response. Returns its id. */
async function submitUnconfirmed(): Promise<number> {
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
  const [id = 0] = await bench.submit();
  return id;
}

/** What an unconfirmed task shows when the new key may belong to another account. */
const unavailableSince = (changedAtMs: number) => ({ reconciliation: 'unavailable', error: { kind: 'key-replaced', changedAtMs } });

test('an unconfirmed task is not reported as not found because the list of another account does not contain it', async () => {
  bench.api.onList = () => ok([]);
  const id = await submitUnconfirmed();
  const changedAtMs = await useKey('sk-another-account-9999');
  await bench.must('tasks.pollNow', { id });
  await bench.clock.advance(5_000);
  expect(await bench.taskIn(id, 'unconfirmed')).toMatchObject(unavailableSince(changedAtMs));
});

test('an unconfirmed task is never matched with a task in the list of another account', async () => {
  const id = await submitUnconfirmed();
  const sentAtMs = bench.clock.now();
  bench.api.onList = () => ok([{ serviceTaskId: 'task-of-somebody-else', model: fox.model, createdAtMs: sentAtMs + 2_000 }]);
  const changedAtMs = await useKey('sk-another-account-9999');
  await bench.clock.advance(70_000);
  expect(await bench.taskIn(id, 'unconfirmed')).toMatchObject(unavailableSince(changedAtMs));
});

test('a list requested with the task’s own key counts, even when the key is replaced before the response', async () => {
  const id = await submitUnconfirmed();
  const sentAtMs = bench.clock.now();
  let respond = (): void => undefined;
  bench.api.onList = (page) =>
    page > 1
      ? ok([])
      : new Promise((resolve) => {
          respond = () => resolve(ok([{ serviceTaskId: 'task-unified-1', model: fox.model, createdAtMs: sentAtMs + 2_000 }]));
        });
  await bench.clock.advance(61_000);
  await useKey('sk-another-account-9999');
  respond();
  await bench.clock.advance(1_000);
  expect(await bench.taskIn(id, 'pending')).toMatchObject({ serviceTaskId: 'task-unified-1' });
});

describe('with the clock set back after a key was entered', () => {
  beforeEach(async () => {
    await useKey('sk-another-account-9999');
    bench.clock.set(bench.clock.now() - 8 * hourMs);
  });

  test('a rate-limited poll waits as long as the service asks', async () => {
    await bench.submit();
    bench.api.onPoll = () => fail({ ...rateLimited, retryAfterMs: 300_000 });
    await bench.clock.advance(120_000);
    expect(bench.api.polls).toHaveLength(1);
  });

  test('a failing poll backs off', async () => {
    const [id = 0] = await bench.submit();
    bench.api.onPoll = () => fail(noResponse);
    await bench.clock.advance(60_000);
    expect(bench.api.polls.length).toBeLessThan(8);
    expect((await bench.taskIn(id, 'pending')).pollError).toEqual(noResponse);
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

  test('the balance is stored and ends the hold from a 401', async () => {
    bench.api.onSubmit = () => ({ kind: 'account-refused', error: unauthorized });
    await bench.submit();
    bench.api.onCredits = () => ok({ remaining: 7, unlimited: false, accountRemaining: 7 });
    const { credits, holds } = await bench.must('profiles.check', { profileId: bench.profileId });
    expect([credits?.remaining, holds]).toEqual([7, []]);
  });

  test('an unconfirmed task is searched for in the list of the account it was sent with', async () => {
    bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
    bench.api.onList = () => ok([]);
    const [id = 0] = await bench.submit();
    await bench.must('tasks.pollNow', { id });
    await bench.clock.advance(5_000);
    expect((await bench.taskIn(id, 'unconfirmed')).reconciliation).toBe('not-found');
  });
});

test('a refusal of the old key is ignored when the clock was set back before the key was replaced', async () => {
  let refuse = (): void => undefined;
  bench.api.onSubmit = () =>
    new Promise((resolve) => {
      refuse = () => resolve({ kind: 'account-refused', error: unauthorized });
    });
  await bench.submit();
  bench.clock.set(bench.clock.now() - 8 * hourMs);
  await useKey('sk-another-account-9999');
  bench.api.onSubmit = () => bench.api.accept();
  refuse();
  await bench.clock.advance(1_000);
  expect((await bench.must('studio.snapshot', {})).status.profiles[0]?.holds).toEqual([]);
  expect(bench.api.submitted.map(({ account }) => account.key)).toEqual(['sk-abcdefgh1234', 'sk-another-account-9999']);
});

test('a task sent with the old key reports the replaced key when the clock was set back before the replacement', async () => {
  const [id = 0] = await bench.submit();
  bench.clock.set(bench.clock.now() - 8 * hourMs);
  await useKey('sk-another-account-9999');
  bench.api.onPoll = () => fail(notFound);
  await bench.clock.advance(20_000);
  expect((await bench.taskIn(id, 'pending')).pollError?.kind).toBe('key-replaced');
});

describe('entering the key again when the stored one cannot be read', () => {
  let folder = '';
  let databasePath = '';
  let world: World;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'studio-keys-'));
    databasePath = join(folder, 'studio.sqlite');
    world = createWorld();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Submits a task that becomes unconfirmed, with the first key of this profile. */
  async function leaveUnconfirmed(keychain: World['keys']['state']): Promise<number> {
    world.keys.state = keychain;
    await bench.restart({ world, databasePath });
    await bench.connect();
    bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
    bench.api.onList = () => ok([]);
    const [id = 0] = await bench.submit();
    return id;
  }
  async function reconciliationOf(id: number) {
    await bench.must('tasks.pollNow', { id });
    await bench.clock.advance(5_000);
    return (await bench.taskIn(id, 'unconfirmed')).reconciliation;
  }
  const [sameKey, anotherKey] = ['sk-abcdefgh1234', 'sk-another-account-9999'];

  test.each([
    ['searches the list with the same key after a restart without a keychain', 'absent', 'absent', sameKey, 'not-found'],
    ['does not search the list with another key after a restart without a keychain', 'absent', 'absent', anotherKey, 'unavailable'],
    ['searches the list with the same key after the keychain was reset', 'open', 'locked', sameKey, 'not-found'],
    ['does not search the list with another key after the keychain was reset', 'open', 'locked', anotherKey, 'unavailable'],
  ] as const)('%s', async (_, before, after, key, expected) => {
    const id = await leaveUnconfirmed(before);
    await bench.restart();
    world.keys.state = after;
    await useKey(key);
    world.keys.state = after === 'locked' ? 'open' : after;
    expect(await reconciliationOf(id)).toBe(expected);
    await bench.restart();
    expect(readFileSync(databasePath).includes(key)).toBe(false);
  });

  test.each([
    ['searches the list with the same key', sameKey, 'not-found'],
    ['does not search the list with another key', anotherKey, 'unavailable'],
  ] as const)('%s after the key was forgotten', async (_, key, expected) => {
    const id = await leaveUnconfirmed('open');
    await bench.must('profiles.forgetKey', { profileId: bench.profileId });
    await bench.restart();
    await useKey(key);
    expect(await reconciliationOf(id)).toBe(expected);
  });

  test('recognises the same key encrypted by an earlier version, once that key has been used since', async () => {
    const id = await leaveUnconfirmed('open');
    await bench.studio.stop({ withinMs: 0 });
    const database = new BetterSqlite(databasePath);
    database.exec('UPDATE profile SET keyHash = NULL');
    database.close();
    await bench.restart();
    await reconciliationOf(id);
    world.keys.state = 'locked';
    await useKey(sameKey);
    world.keys.state = 'open';
    expect(await reconciliationOf(id)).toBe('not-found');
  });

  test('gives one key a different hash in each profile', async () => {
    await leaveUnconfirmed('open');
    await bench.connect();
    await bench.studio.stop({ withinMs: 0 });
    const database = new BetterSqlite(databasePath, { readonly: true });
    const hashes = database.prepare('SELECT keyHash FROM profile').pluck().all();
    database.close();
    expect(new Set(hashes).size).toBe(2);
  });
});
