// When a restore fails at any of its steps, the studio reopens with the previous database and reports the failure.
import { setTimeout as wait } from 'node:timers/promises';
import BetterSqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { listBackups } from '../../../../electron/db/backup/backup-files.ts';
import { type SwapCalls, systemSwapCalls } from '../../../../electron/db/backup/restore-backup.ts';
import { locationSetting } from '../../../../electron/db/backup/write-backup.ts';
import { text } from '../../../../shared/text/index.ts';
import { studioFolderPerTest } from '../../../support/folder-per-test.ts';
import type { Bench } from '../../../support/studio-bench.ts';

const { world, at, databasePath, start } = studioFolderPerTest('studio-restore-');
/** The identity of the database before each restore. */
const identities: unknown[] = [];

/** Calls of the swap of which `times` calls fail, beginning with the `nth`. */
function failingCalls(nth: number, code: string, times = 1): SwapCalls & { readonly steps: string[] } {
  const steps: string[] = [];
  const step = (name: string, work: () => void): void => {
    steps.push(name);
    if (steps.length >= nth && steps.length < nth + times) throw Object.assign(new Error(`${code}: ${name}`), { code });
    work();
  };
  return {
    steps,
    makeFolder: (path) => step('make folder', () => systemSwapCalls.makeFolder(path)),
    merge: (path) => step('merge', () => systemSwapCalls.merge(path)),
    rename: (from, to) => step('rename', () => systemSwapCalls.rename(from, to)),
    sync: (path) => step('sync', () => systemSwapCalls.sync(path)),
  };
}

/** Makes a backup, changes the database, and asks the studio to restore the backup. Resolves when the window has reloaded. */
async function restoreWith(calls: SwapCalls): Promise<Bench> {
  const bench = start({ swapCalls: calls });
  const profileId = await bench.connect();
  await bench.must('profiles.pause', { profileId, paused: true });
  await bench.must('settings.change', { maxConcurrentTasks: 5 });
  await bench.must('backups.create', {});
  await bench.must('settings.change', { maxConcurrentTasks: 7 });
  await bench.submit();
  const [backup] = (await bench.must('backups.list', {})).backups;
  world.desktop.calls.length = 0;
  identities.push(readIdentity());
  await bench.must('backups.restore', { name: backup?.name ?? '' });
  for (let attempt = 0; attempt < 300 && !world.desktop.calls.includes('reload window'); attempt += 1) {
    await world.clock.advance(200);
    await wait(10);
  }
  expect(world.desktop.calls).toContain('reload window');
  return bench;
}

/** The value of a setting in a database file; null if it has none. */
function settingIn(path: string, name: string): unknown {
  const raw = new BetterSqlite(path, { readonly: true });
  try {
    const row = raw.prepare<[string], { value: string }>('SELECT value FROM setting WHERE name = ?').get(name);
    return row === undefined ? null : JSON.parse(row.value);
  } finally {
    raw.close();
  }
}

const readIdentity = (): unknown => settingIn(databasePath(), 'studio.identity');

/** The newest database that a restore set aside. */
const replacedDatabasePath = (): string => {
  const newest = listBackups(at('backups')).find(({ reason }) => reason === 'replaced');
  return at('backups', newest?.name ?? '');
};

/** The holds of the waiting tasks. */
const holdsOf = async (studio: Bench) =>
  (await studio.must('studio.snapshot', {})).tasks.flatMap((task) => (task.state === 'waiting' ? [task.hold] : []));

const stateOf = async (studio: Bench) => {
  const { settings, notices } = (await studio.must('studio.snapshot', {})).status;
  return { maxConcurrentTasks: settings.maxConcurrentTasks, notices };
};

test('without a failure a restore has six steps and ends with the backup in use', async () => {
  const calls = failingCalls(1_000, 'EBUSY');
  expect(await stateOf(await restoreWith(calls))).toMatchObject({ maxConcurrentTasks: 5, notices: [{ kind: 'database-restored' }] });
  expect(calls.steps).toEqual(['make folder', 'merge', 'rename', 'rename', 'sync', 'sync']);
});

test.each([
  [1, 'EPERM', 'busy'],
  [2, 'EBUSY', 'busy'],
  [3, 'EBUSY', 'busy'],
  [4, 'EPERM', 'busy'],
  [4, 'ENOSPC', 'no-room'],
  [5, 'EIO', 'other'],
  [6, 'ENOSPC', 'no-room'],
] as const)('a failure at step %i with %s keeps the previous database and reports the reason', async (nth, code, reason) => {
  const studio = await restoreWith(failingCalls(nth, code));
  expect(await stateOf(studio)).toMatchObject({ maxConcurrentTasks: 7, notices: [{ kind: 'restore-failed', reason }] });
  // The studio uses the same database at the same path, not a copy, so waiting tasks are not held.
  expect(await holdsOf(studio)).toEqual([null]);
  expect(readIdentity()).toEqual(identities.at(-1));
  // The studio still works, and the backup can still be restored.
  await studio.must('settings.change', { maxConcurrentTasks: 9 });
  expect((await studio.must('backups.list', {})).backups.map(({ status }) => status)).toContain('restorable');
  await studio.must('studio.dismissNotice', { kind: 'restore-failed' });
  expect((await stateOf(studio)).notices).toEqual([]);
});

test('after a power cut before the database was set aside, no waiting task is held', async () => {
  const studio = await restoreWith(failingCalls(1, 'EBUSY'));
  await studio.studio.stop({ withinMs: 0 });
  systemSwapCalls.merge(databasePath());
  expect(await holdsOf(start())).toEqual([null]);
  expect(readIdentity()).toEqual(identities.at(-1));
});

test('a database that was set aside has no stored path, so that it counts as a copy when it is put back by hand', async () => {
  await restoreWith(systemSwapCalls);
  expect(settingIn(replacedDatabasePath(), locationSetting)).toBeNull();
  expect(settingIn(replacedDatabasePath(), 'studio.identity')).toEqual(identities.at(-1));
});

test('when the rollback fails as well, it is retried until it succeeds, and no new database is created', async () => {
  const calls = failingCalls(4, 'EBUSY', 5);
  const studio = await restoreWith(calls);
  expect(await stateOf(studio)).toMatchObject({ maxConcurrentTasks: 7, notices: [{ kind: 'restore-failed', reason: 'busy' }] });
  expect(calls.steps.length).toBeGreaterThan(8);
});

test('a stop during the retries ends at once, and the next start opens one of the two databases', async () => {
  const bench = start({ swapCalls: failingCalls(4, 'EBUSY', 1_000) });
  await bench.must('settings.change', { maxConcurrentTasks: 5 });
  await bench.must('backups.create', {});
  const [backup] = (await bench.must('backups.list', {})).backups;
  await bench.must('backups.restore', { name: backup?.name ?? '' });
  for (let attempt = 0; attempt < 300 && (await bench.call('studio.snapshot', {})).ok; attempt += 1) await wait(10);
  await world.clock.advance(5_000);
  await bench.studio.stop({ withinMs: 0 });
  expect((await stateOf(start())).maxConcurrentTasks).toBe(5);
});

test('each reason has a message of its own in both languages, and “other” contains the detail', () => {
  for (const language of ['en', 'zh'] as const) {
    const { restoreFailed } = text(language).backups;
    const sentences = (['busy', 'no-room', 'not-opened', 'other'] as const).map((reason) => restoreFailed(reason, 'EIO: x'));
    expect(new Set(sentences).size).toBe(4);
    expect(sentences.at(-1)).toContain('EIO: x');
  }
});
