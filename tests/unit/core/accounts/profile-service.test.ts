// Profiles: their keys are stored only after a check and never leave main; replaced and forgotten keys; the simulator's profile.
import { readFileSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { fail } from '../../../../shared/result.ts';
import { newActionId } from '../../../support/action-id.ts';
import { startBenchInTest } from '../../../support/bench-per-test.ts';
import { connection } from '../../../support/connection.ts';
import { noResponse, rateLimited, unauthorized } from '../../../support/fake-api.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { type Bench, createWorld, fox } from '../../../support/studio-bench.ts';

const inFolder = folderPerTest('studio-profiles-');
let bench: Bench;

test('a key is checked by reading the balance, encrypted, and shown by its last four characters', async () => {
  bench = startBenchInTest();
  const profile = await bench.must('profiles.connect', { ...connection, key: '  sk-abcdefgh1234\n' });
  expect(profile).toMatchObject({
    kind: 'evolink',
    apiBaseUrl: 'https://api.evolink.ai',
    filesBaseUrl: 'https://files-api.evolink.ai',
    key: { state: 'present', lastFour: '1234', protection: 'keychain', backend: 'fake' },
    credits: { remaining: 100, readAtMs: bench.clock.now() },
    holds: [],
    paused: false,
    requestsPerSecond: 10,
    throttle: null,
  });
  const { status } = await bench.must('studio.snapshot', {});
  expect(status.activeProfileId).toBe(profile.id);
  expect(JSON.stringify([profile, status, bench.events, bench.log.lines])).not.toContain('sk-abcdefgh');
});

test('a wrong key, a missing response or an invalid key creates no profile', async () => {
  bench = startBenchInTest();
  bench.api.onCredits = () => fail(unauthorized);
  expect(await bench.call('profiles.connect', connection)).toEqual(fail(unauthorized));
  bench.api.onCredits = () => fail(noResponse);
  expect(await bench.call('profiles.connect', connection)).toEqual(fail(noResponse));
  for (const key of ['', '   ', 'two words', 'ключ-ключ', null]) {
    expect(await bench.call('profiles.connect', { ...connection, key })).toEqual(fail({ kind: 'key-malformed' }));
  }
  expect((await bench.must('studio.snapshot', {})).status.profiles).toEqual([]);
});

test('without a keychain the key lasts for the session, and the file never contains it', async () => {
  const databasePath = inFolder('studio.sqlite');
  const world = createWorld();
  world.keys.state = 'absent';
  bench = startBenchInTest({ world, databasePath });
  const profile = await bench.must('profiles.connect', connection);
  expect(profile.key).toEqual({ state: 'present', lastFour: '1234', protection: 'session-only', backend: 'basic_text' });
  const [id = 0] = await bench.submit();
  expect((await bench.task(id)).state).toBe('pending');
  await bench.studio.stop({ withinMs: 0 });
  expect(readFileSync(databasePath).includes('sk-abcdefgh1234')).toBe(false);

  bench = startBenchInTest({ world, databasePath });
  const [laterId = 0] = await bench.submit();
  expect((await bench.task(laterId)).state).toBe('waiting');
  const { status } = await bench.must('studio.snapshot', {});
  expect(status.profiles[0]).toMatchObject({ key: { state: 'none' }, holds: [{ error: { kind: 'no-key', profile: 'Mine' } }] });
  await bench.must('profiles.connect', { ...connection, profileId: profile.id });
  await bench.clock.settle();
  expect((await bench.task(laterId)).state).toBe('pending');
  await bench.studio.stop({ withinMs: 0 });
});

test('a locked keychain holds the queue with a reason', async () => {
  bench = startBenchInTest();
  const profileId = await bench.connect();
  bench.keys.state = 'locked';
  const [id = 0] = await bench.submit();
  expect((await bench.taskIn(id, 'waiting')).error?.kind).toBe('keychain-unavailable');
  const { status } = await bench.must('studio.snapshot', {});
  expect(status.profiles[0]).toMatchObject({
    key: { state: 'locked', lastFour: '1234' },
    holds: [{ error: { kind: 'keychain-unavailable' } }],
  });
  bench.keys.state = 'open';
  await bench.must('profiles.check', { profileId });
  await bench.clock.settle();
  expect((await bench.task(id)).state).toBe('pending');
});

test('a profile whose key is replaced keeps its tasks', async () => {
  bench = startBenchInTest();
  const profileId = await bench.connect();
  const [id = 0] = await bench.submit();
  const reconnected = await bench.must('profiles.connect', { ...connection, profileId, key: 'sk-new-key-9999', name: 'Work' });
  expect(reconnected).toMatchObject({ id: profileId, name: 'Work', key: { lastFour: '9999' } });
  await bench.clock.advance(16_000);
  expect(bench.api.polls).toHaveLength(1);
  expect((await bench.task(id)).profileId).toBe(profileId);
  const [laterId = 0] = await bench.submit();
  expect(laterId).toBeGreaterThan(id);
  expect(bench.api.submitted.at(-1)?.account.key).toBe('sk-new-key-9999');
});

test('an unconfirmed task is not sent to another service before the user resumes the queue', async () => {
  bench = startBenchInTest();
  const profileId = await bench.connect();
  bench.api.onSubmit = () => ({ kind: 'unknown', wasSent: true, error: noResponse, raw: null });
  const [id = 0] = await bench.submit();
  await bench.must('profiles.connect', { ...connection, profileId, apiBaseUrl: 'https://elsewhere.example' });
  expect(await bench.call('tasks.resend', { actionId: newActionId(), id })).toEqual(fail({ kind: 'queue-paused' }));
  expect(bench.api.submitted).toHaveLength(1);
});

test('a key that could not be stored is not used', async () => {
  const databasePath = inFolder('studio.sqlite');
  const world = createWorld();
  world.keys.state = 'absent';
  bench = startBenchInTest({ world, databasePath });
  const profileId = await bench.connect();
  const other = new BetterSqlite(databasePath);
  other.exec(`CREATE TRIGGER full BEFORE UPDATE ON profile WHEN NEW.keyRevision <> OLD.keyRevision
    BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`);
  const otherService = { ...connection, profileId, key: 'sk-new-key-9999', apiBaseUrl: 'https://elsewhere.example' };
  expect(await bench.call('profiles.connect', otherService)).toMatchObject({ ok: false });
  other.close();
  bench.log.incidents.length = 0;
  await bench.submit();
  expect(bench.api.submitted.map(({ account }) => [account.apiBaseUrl, account.key])).toEqual([['https://api.evolink.ai', connection.key]]);
  await bench.studio.stop({ withinMs: 0 });
});

test('a click is refused when another profile became active after the window showed the first one', async () => {
  bench = startBenchInTest();
  const shownId = await bench.connect();
  const other = await bench.must('profiles.connect', { ...connection, name: 'Other', key: 'sk-other-key-5555' });
  const refused = fail({ kind: 'another-profile-active', active: 'Other' });
  const submission = { actionId: newActionId(), profileId: shownId, request: fox, variations: 1, sendAnyway: false, sourceTaskId: null };
  const batch = { actionId: newActionId(), profileId: shownId, items: [{ request: fox, count: 1 }], sendAnyway: false };
  expect(await bench.call('tasks.submit', submission)).toEqual(refused);
  expect(await bench.call('tasks.submitBatch', batch)).toEqual(refused);
  await bench.clock.settle();
  expect(bench.api.submitted).toEqual([]);
  expect((await bench.must('studio.snapshot', {})).tasks).toEqual([]);

  // The same clicks succeed with the profile that the window shows now.
  await bench.must('tasks.submit', { ...submission, profileId: other.id });
  await bench.must('tasks.submitBatch', { ...batch, profileId: other.id });
  await bench.clock.settle();
  expect(bench.api.submitted.map(({ account }) => account.key)).toEqual(['sk-other-key-5555', 'sk-other-key-5555']);
});

test('a repeated click returns the stored result, even when another profile is active by then', async () => {
  bench = startBenchInTest();
  const profileId = await bench.connect();
  const submission = { actionId: newActionId(), profileId, request: fox, variations: 1, sendAnyway: false, sourceTaskId: null };
  const firstResult = await bench.must('tasks.submit', submission);
  await bench.must('profiles.connect', { ...connection, name: 'Other', key: 'sk-other-key-5555' });
  expect(await bench.must('tasks.submit', submission)).toEqual(firstResult);
});

test('waiting tasks are not sent to another service until the user resumes the queue', async () => {
  bench = startBenchInTest();
  const profileId = await bench.connect();
  const [id = 0] = await bench.submit();
  bench.api.onSubmit = () => ({ kind: 'refused-for-now', error: { ...rateLimited, retryAfterMs: 20_000 } });
  const [waitingId = 0] = await bench.submit();
  await bench.must('profiles.connect', { ...connection, profileId, apiBaseUrl: 'https://elsewhere.example' });
  await bench.clock.advance(120_000);
  expect([(await bench.task(id)).state, (await bench.task(waitingId)).state]).toEqual(['pending', 'waiting']);
  expect(bench.api.submitted.map(({ account }) => account.apiBaseUrl)).not.toContain('https://elsewhere.example');
  bench.api.onSubmit = () => bench.api.accept();
  await bench.must('profiles.pause', { profileId, paused: false });
  await bench.clock.advance(1_000);
  expect(bench.api.submitted.at(-1)?.account.apiBaseUrl).toBe('https://elsewhere.example');
});

test('a task that is refused after the address changed is not sent to the other service automatically', async () => {
  bench = startBenchInTest();
  const profileId = await bench.connect();
  let respond = () => {};
  bench.api.onSubmit = () =>
    new Promise((resolve) => {
      respond = () => resolve({ kind: 'refused-for-now', error: rateLimited });
    });
  const [id = 0] = await bench.submit();
  await bench.clock.advance(1_000);
  await bench.must('profiles.connect', { ...connection, profileId, apiBaseUrl: 'https://elsewhere.example' });
  respond();
  await bench.clock.advance(120_000);
  expect((await bench.task(id)).state).toBe('waiting');
  expect(bench.api.submitted.map(({ account }) => account.apiBaseUrl)).not.toContain('https://elsewhere.example');
});

test('forgetting a key keeps the profile and its history', async () => {
  bench = startBenchInTest();
  const profileId = await bench.connect();
  const [id = 0] = await bench.submit();
  await bench.must('profiles.forgetKey', { profileId });
  await bench.clock.advance(60_000);
  expect(bench.api.polls).toEqual([]);
  expect((await bench.task(id)).state).toBe('pending');
  expect((await bench.must('studio.snapshot', {})).status.profiles[0]?.key).toEqual({ state: 'none' });
});

test('nothing can be submitted without a profile', async () => {
  bench = startBenchInTest();
  expect(
    await bench.call('tasks.submit', { actionId: newActionId(), request: fox, variations: 1, sendAnyway: false, sourceTaskId: null }),
  ).toEqual(fail({ kind: 'no-profile' }));
});

test('the simulator’s profile is created once, needs no key, and marks its tasks as simulated', async () => {
  bench = startBenchInTest();
  const profile = await bench.must('profiles.useSimulator', {});
  expect(profile).toMatchObject({ kind: 'simulator', key: { state: 'not-needed' }, apiBaseUrl: 'http://127.0.0.1:4001' });
  expect((await bench.must('profiles.useSimulator', {})).id).toBe(profile.id);
  const [id = 0] = await bench.submit();
  expect(await bench.taskIn(id, 'pending')).toMatchObject({ simulated: true, profileId: profile.id });
  expect(bench.api.submitted[0]?.account).toMatchObject({ key: 'sk-simulator', allowsLoopback: true });
  await bench.clock.advance(1_100);
  expect(bench.api.polls).toHaveLength(1);
  expect(bench.simulator.starts).toBe(1);
});

test('after a restart the simulator starts in the background, and links with its old port are requested again', async () => {
  const databasePath = inFolder('studio.sqlite');
  const world = createWorld();
  bench = startBenchInTest({ world, databasePath });
  await bench.must('profiles.useSimulator', {});
  const [id = 0, second = 0] = await bench.submit(fox, 2);
  const [first = ''] = [...world.api.tasks.keys()];
  world.library.onDownload = () => fail(noResponse);
  world.api.finish(first);
  await world.clock.advance(3_000);
  await bench.studio.stop({ withinMs: 0 });

  let finishSimulatorStart: () => void = () => {};
  world.simulator.ready = new Promise((resolve) => {
    finishSimulatorStart = resolve;
  });
  world.simulator.port = 4002;
  world.library.onDownload = null;
  world.library.downloads.length = 0;
  world.api.polls.length = 0;
  bench = startBenchInTest({ world, databasePath });
  await world.clock.advance(10_000);
  expect([world.api.polls, world.library.downloads]).toEqual([[], []]);
  world.api.finish(first, { results: [{ kind: 'video', url: 'http://127.0.0.1:4002/fresh.mp4' }] });
  finishSimulatorStart();
  await world.clock.advance(5_000);
  expect(world.library.downloads.map(({ url }) => url)).toEqual(['http://127.0.0.1:4002/fresh.mp4']);
  expect((await bench.taskIn(id, 'completed')).results[0]?.state).toBe('stored');
  expect((await bench.task(second)).state).toBe('pending');
  await bench.studio.stop({ withinMs: 0 });
});
