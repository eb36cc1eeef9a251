// Daily backups and restores: after a restore, a task that may have been sent since the backup is never sent automatically.
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { noResponse, rateLimited, serviceResponse } from '../../../support/fake-api.ts';
import { studioFolderPerTest } from '../../../support/folder-per-test.ts';
import { type Bench, fox } from '../../../support/studio-bench.ts';

const hourMs = 3_600_000;
const { world, at, databasePath, start } = studioFolderPerTest('studio-backups-');

const list = async (bench: Bench) => (await bench.must('backups.list', {})).backups;
const dailyCount = async (bench: Bench) => (await list(bench)).filter(({ reason }) => reason === 'daily').length;

/** Waits in real time, because copying ignores the fake clock. */
async function waitUntil<T>(read: () => Promise<T>, condition: (value: T) => boolean): Promise<T> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const value = await read();
    if (condition(value)) return value;
    await wait(10);
  }
  throw new Error('the condition was not met in time');
}

/** Restores a backup and waits until the studio has reopened. */
async function restore(bench: Bench, name: string): Promise<void> {
  world.desktop.calls.length = 0;
  await bench.must('backups.restore', { name });
  await waitUntil(
    async () => world.desktop.calls,
    (calls) => calls.includes('reload window'),
  );
}

test('a backup is made soon after the start, then once a day, and only if something has changed', async () => {
  const bench = start();
  await bench.must('settings.change', { theme: 'dark' });
  expect(await dailyCount(bench)).toBe(0);
  await world.clock.advance(120_000);
  await waitUntil(
    () => dailyCount(bench),
    (count) => count === 1,
  );
  expect((await list(bench))[0]).toMatchObject({ reason: 'daily', status: 'restorable', taskCount: 0, videoCount: 0 });
  // File times are real, and almost no real time passes in this test.
  const longAgo = new Date(Date.now() - hourMs);
  for (const suffix of ['', '-wal']) utimesSync(databasePath() + suffix, longAgo, longAgo);
  await world.clock.advance(50 * hourMs);
  const changedAtMs = world.clock.now();
  await bench.must('settings.change', { theme: 'light' });
  await world.clock.advance(2 * hourMs);
  const both = await waitUntil(
    () => list(bench),
    (backups) => backups.length === 2,
  );
  // Only the newer backup was made after the change.
  expect(both.map(({ madeAtMs }) => madeAtMs > changedAtMs)).toEqual([true, false]);
});

test('a failed backup is reported, and the studio continues', async () => {
  writeFileSync(at('backups'), 'a file where the folder should be');
  const bench = start();
  await bench.connect();
  expect(await bench.call('backups.create', {})).toMatchObject({ ok: false, error: { kind: 'backup-failed' } });
  expect(await bench.must('backups.list', {})).toMatchObject({ backups: [], problem: { kind: 'backup-failed' } });
  expect(await bench.submit()).toHaveLength(1);
});

test('after a restore waiting tasks are held with the reason, submitting tasks become unconfirmed, and nothing is sent automatically', async () => {
  const bench = start();
  await bench.connect();
  const [heldId = 0] = await bench.submit();
  await bench.must('backups.create', {});
  const [backup] = await list(bench);
  await bench.studio.stop({ withinMs: 0 });

  // Rows as they would be if the backup had been made while tasks were waiting and being sent.
  const backupDatabase = new BetterSqlite(at('backups', backup?.name ?? ''));
  const row = backupDatabase.prepare('SELECT * FROM task WHERE id = ?').get(heldId) as Record<string, unknown>;
  const insert = (change: Record<string, unknown>) => {
    const values: Record<string, unknown> = { ...row, id: null, ...change };
    const names = Object.keys(values);
    return Number(
      backupDatabase
        .prepare(`INSERT INTO task (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
        .run(...Object.values(values)).lastInsertRowid,
    );
  };
  const atService = {
    serviceTaskId: null,
    acceptedAtMs: null,
    pollingSinceMs: null,
    progress: null,
    nextPollAtMs: null,
    lastUnfinishedPollAtMs: null,
  };
  const waitingId = insert({
    ...atService,
    state: 'waiting',
    queuePosition: 5,
    idempotencyKey: null,
    firstSentAtMs: null,
    lastSentAtMs: null,
  });
  const sendingId = insert({
    ...atService,
    state: 'submitting',
    stateEnteredAtMs: 1,
    idempotencyKey: 'b'.repeat(32),
    firstSentAtMs: 1,
    lastSentAtMs: 1,
  });
  const batch = { profileId: 1, simulated: false, items: [{ request: fox, count: 2 }] };
  backupDatabase.prepare('INSERT INTO setting VALUES (?, ?)').run('batch.half-made-batch', JSON.stringify(batch));
  backupDatabase.close();

  const second = start();
  const before = world.api.submitted.length;
  await restore(second, backup?.name ?? '');
  await world.clock.advance(2 * hourMs);
  expect(world.api.submitted.length).toBe(before);
  const { tasks, status } = await second.must('studio.snapshot', {});
  expect(tasks.find(({ id }) => id === waitingId)).toMatchObject({
    state: 'waiting',
    hold: 'restore',
    error: { kind: 'possibly-sent-since-backup' },
  });
  expect(tasks.find(({ id }) => id === sendingId)).toMatchObject({ state: 'unconfirmed' });
  expect(tasks.filter((task) => task.state === 'waiting' && task.hold === 'restore')).toHaveLength(3); // two of the batch
  expect(status.notices).toMatchObject([{ kind: 'database-restored', held: 4 }]);

  // The tasks stay held across starts, and the notice stays until it is dismissed.
  await second.studio.stop({ withinMs: 0 });
  const third = start();
  await world.clock.advance(hourMs);
  expect(world.api.submitted.length).toBe(before);
  await third.must('studio.dismissNotice', { kind: 'database-restored' });
  // A task that the user also holds may still have been sent, so "Resume" for many tasks must not release it.
  await third.must('tasks.hold', { id: waitingId });
  // Releasing many at once skips and counts tasks that may have been sent.
  const heldTasks = (await third.must('studio.snapshot', {})).tasks.flatMap((task) => (task.state === 'waiting' ? [task.id] : []));
  const released = await third.must('tasks.releaseMany', { ids: heldTasks });
  expect(released).toEqual({ releasedCount: 0, skippedIds: heldTasks });
  expect(heldTasks).toHaveLength(3);
  await third.must('tasks.release', { id: waitingId });
  await world.clock.advance(1_000);
  expect(world.api.submitted.length).toBe(before + 1);
  await third.studio.stop({ withinMs: 0 });
  expect((await start().must('studio.snapshot', {})).status.notices).toEqual([]);
});

/**
 * Restores a backup in which a task waits with an idempotency key, because its first send was refused. After the backup, the service
 * accepted and charged the task.
 */
async function restoreBeforeSend(bench: Bench): Promise<number> {
  await bench.connect();
  const { added } = await bench.must('references.addFiles', { paths: ['/a.png'] });
  const unavailable = { kind: 'service-unavailable', retryAfterMs: 60_000, service: serviceResponse(503) } as const;
  world.api.onSubmit = () => ({ kind: 'refused-for-now', error: unavailable });
  const [id = 0] = await bench.submit({ ...fox, references: [{ role: 'first-frame', referenceId: added[0]?.id ?? 0 }] });
  await bench.must('backups.create', {});
  const [backup] = await list(bench);
  world.api.onSubmit = () => world.api.accept();
  await world.clock.advance(2 * 60_000);
  expect((await bench.task(id)).state).toBe('pending');
  await restore(bench, backup?.name ?? '');
  await world.clock.sleep(80 * hourMs); // the uploads have expired, so the body will differ
  return id;
}
const sentKeys = () => world.api.submitted.map(({ key }) => key);
const sentBodies = () => world.api.submitted.map(({ body }) => JSON.stringify(body));

test.each([
  ['nothing', null],
  ['no connection', { kind: 'unknown', wasSent: false, error: noResponse, raw: null }],
  ['429', { kind: 'refused-for-now', error: rateLimited }],
] as const)('a task that was sent since the backup is sent with its old key when the user resumes it, after %s', async (_, refusal) => {
  const bench = start();
  const id = await restoreBeforeSend(bench);
  if (refusal !== null) {
    world.api.onSubmit = () => {
      world.api.onSubmit = () => world.api.accept();
      return refusal;
    };
  }
  await bench.must('tasks.release', { id });
  await world.clock.advance(10 * 60_000);
  expect((await bench.task(id)).state).toBe('pending');
  expect(new Set(sentBodies()).size).toBe(2);
  expect(new Set(sentKeys()).size).toBe(1);
});

test('a task that was sent since the backup keeps its old key across a locked keychain and a restart', async () => {
  const bench = start();
  const id = await restoreBeforeSend(bench);
  world.keys.state = 'locked';
  await bench.must('tasks.release', { id });
  await world.clock.advance(60_000);
  expect((await bench.taskIn(id, 'waiting')).error?.kind).toBe('keychain-unavailable');
  await bench.studio.stop({ withinMs: 0 });
  world.keys.state = 'open';
  const second = start();
  await world.clock.advance(10 * 60_000);
  expect((await second.task(id)).state).toBe('pending');
  expect(new Set(sentBodies()).size).toBe(2);
  expect(new Set(sentKeys()).size).toBe(1);
});

test('a refusal proves that nothing was accepted, except for a restored task that may have been sent before', async () => {
  const bench = start();
  world.api.onSubmit = () => ({ kind: 'refused', error: { kind: 'invalid-request', service: serviceResponse(400) } });
  await bench.connect();
  const [refusedBefore = 0] = await bench.submit();
  const restored = await restoreBeforeSend(bench);
  world.api.onSubmit = () => ({ kind: 'refused', error: { kind: 'invalid-request', service: serviceResponse(400) } });
  await bench.must('tasks.release', { id: restored });
  const [refusedSince = 0] = await bench.submit();
  await world.clock.advance(60_000);

  const earlierSendOf = async (id: number) => (await bench.taskIn(id, 'failed')).earlierSend;
  expect([await earlierSendOf(refusedBefore), await earlierSendOf(restored), await earlierSendOf(refusedSince)]).toEqual([
    'none',
    'unknown',
    'none',
  ]);
});

test('the replaced database is kept as a backup and can be restored itself', async () => {
  const bench = start();
  await bench.must('settings.change', { maxConcurrentTasks: 3 });
  await bench.must('backups.create', {});
  await bench.must('settings.change', { maxConcurrentTasks: 7 });
  const [backup] = await list(bench);
  await restore(bench, backup?.name ?? '');
  expect((await bench.must('studio.snapshot', {})).status.settings.maxConcurrentTasks).toBe(3);
  const replacedBackup = (await list(bench)).find(({ reason }) => reason === 'replaced');
  await restore(bench, replacedBackup?.name ?? '');
  expect((await bench.must('studio.snapshot', {})).status.settings.maxConcurrentTasks).toBe(7);
});

test('a backup that is newer, damaged or missing is refused, and the studio continues', async () => {
  const bench = start();
  await bench.connect();
  await bench.must('backups.create', {});
  const [backup] = await list(bench);
  const path = at('backups', backup?.name ?? '');
  const backupDatabase = new BetterSqlite(path);
  backupDatabase.pragma('user_version = 9990');
  backupDatabase.close();
  const refusal = (name: string) => bench.call('backups.restore', { name });
  expect(await refusal(backup?.name ?? '')).toMatchObject({ ok: false, error: { kind: 'backup-unusable', reason: 'newer' } });
  writeFileSync(path, 'no database '.repeat(1_000));
  expect(await refusal(backup?.name ?? '')).toMatchObject({ ok: false, error: { kind: 'backup-unusable', reason: 'damaged' } });
  expect(await refusal('studio-20200101T000000Z-daily.sqlite')).toMatchObject({
    ok: false,
    error: { kind: 'backup-unusable', reason: 'gone' },
  });
  expect(await bench.submit()).toHaveLength(1);
  expect(readdirSync(at()).filter((name) => name.includes('restoring'))).toEqual([]);
});

test('a restore checks and copies the backup while the studio runs, reports progress, and blocks other copies', async () => {
  const bench = start();
  await bench.must('references.addBytes', { name: 'a.png', bytes: new Uint8Array([1]) });
  await bench.studio.stop({ withinMs: 0 });
  const backupDatabase = new BetterSqlite(databasePath());
  const insert = backupDatabase.prepare('INSERT INTO setting VALUES (?, ?)');
  backupDatabase.transaction(() => {
    for (let index = 0; index < 2_000; index += 1) insert.run(`filler.${index}`, JSON.stringify('x'.repeat(20_000)));
  })();
  backupDatabase.close();
  const second = start();
  await second.must('backups.create', {});
  const [backup] = await list(second);
  const restoring = second.call('backups.restore', { name: backup?.name ?? '' });
  const steps: (string | undefined)[] = [];
  let isFirst = true;
  let hasEnded = false;
  void restoring.then(() => {
    hasEnded = true;
  });
  while (!hasEnded) {
    await turn();
    if (world.desktop.calls.includes('reload window')) break;
    // A page is read in one turn, so that no step is missed.
    const snapshot = await second.call('studio.snapshot', { page: { afterId: 0, limit: 1 } });
    if (snapshot.ok && steps.at(-1) !== snapshot.value.status.restoring?.step) steps.push(snapshot.value.status.restoring?.step);
    if (isFirst) {
      isFirst = false;
      expect(await second.call('backups.restore', { name: backup?.name ?? '' })).toMatchObject({
        ok: false,
        error: { kind: 'not-allowed-in-state' },
      });
      await world.clock.sleep(48 * hourMs);
    }
  }
  expect(await restoring).toMatchObject({ ok: true });
  // A studio that blocked while copying 40 MB would report no steps.
  expect(steps).toEqual(expect.arrayContaining(['copying', 'checking']));
  await waitUntil(
    async () => world.desktop.calls,
    (calls) => calls.includes('reload window'),
  );
  expect((await list(second)).map(({ reason }) => reason).sort()).toEqual(['by-hand', 'replaced']);
});

test('quitting during a restore cancels it, and the next start is normal', async () => {
  const bench = start();
  await bench.must('backups.create', {});
  const [backup] = await list(bench);
  const restoring = bench.call('backups.restore', { name: backup?.name ?? '' });
  await turn();
  await bench.studio.stop({ withinMs: 0 });
  expect((await restoring).ok).toBe(false);
  expect((await start().must('studio.snapshot', {})).status.notices).toEqual([]);
  expect(readdirSync(at()).filter((name) => name.includes('restoring'))).toEqual([]);
});

test('the notice about an unreadable database that was moved aside names the newest backup, which can be restored', async () => {
  const first = start();
  await first.connect();
  await first.must('backups.create', {});
  const [backup] = await list(first);
  await first.studio.stop({ withinMs: 0 });
  writeFileSync(databasePath(), 'this is no database at all, and never was one; it is only long enough to look like one');
  const second = start();
  const { status } = await second.must('studio.snapshot', {});
  expect(status.notices).toMatchObject([{ kind: 'database-moved-aside', newest: { name: backup?.name } }]);
  await restore(second, backup?.name ?? '');
  expect((await second.must('studio.snapshot', {})).status.profiles).toHaveLength(1);
});

test('a backup made while the clock was a year ahead does not suppress daily backups', async () => {
  world.clock.set(world.clock.now() + 365 * 24 * hourMs);
  const bench = start();
  await bench.must('settings.change', { theme: 'dark' });
  await world.clock.advance(120_000);
  await waitUntil(
    () => dailyCount(bench),
    (count) => count === 1,
  );
  world.clock.set(world.clock.now() - 365 * 24 * hourMs);
  await bench.must('settings.change', { theme: 'light' });
  await world.clock.advance(2 * hourMs);
  await waitUntil(
    () => dailyCount(bench),
    (count) => count === 2,
  );
});
