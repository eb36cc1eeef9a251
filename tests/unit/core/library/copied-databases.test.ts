// A copied database: it and its copy may run at once, on two computers, with one library folder and one account.
import { copyFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { PartialFileOwner } from '../../../../electron/core/ports.ts';
import { identityOf } from '../../../../electron/core/recovery/database-identity.ts';
import { createFakeRandom } from '../../../support/fake-random.ts';
import { folderPerTest } from '../../../support/folder-per-test.ts';
import { withTables } from '../../../support/seeded-results.ts';
import { type Bench, createWorld, startBench } from '../../../support/studio-bench.ts';

// Shared by all studios of this file, so that no two of them get the same random id.
const random = createFakeRandom();

const inFolder = folderPerTest('copied-databases-');
const original = () => inFolder('studio.sqlite');

/** Starts a studio at this path, calls `use`, and stops it. */
async function startIn<T>(databasePath: string, use: (bench: Bench) => Promise<T>): Promise<T> {
  const bench = startBench({ world: { ...createWorld(), random }, databasePath });
  try {
    return await use(bench);
  } finally {
    await bench.studio.stop({ withinMs: 0 });
  }
}

/** The identity of a database after a start at this path. */
async function identityAfterStart(databasePath: string): Promise<PartialFileOwner> {
  await startIn(databasePath, async () => undefined);
  return withTables(databasePath, (tables) => identityOf(tables, random));
}

/** Starts a studio, leaves one task waiting in a paused queue, and makes a backup. */
const leaveOneWaiting = (): Promise<void> =>
  startIn(original(), async (bench) => {
    const profileId = await bench.connect();
    await bench.must('profiles.pause', { profileId, paused: true });
    await bench.submit();
    await bench.must('backups.create', {});
  });

/** The tasks that wait after a start, the reasons for their holds, and the notices for the user. */
const stateAfterStart = (databasePath: string) =>
  startIn(databasePath, async (bench) => {
    const { tasks, status } = await bench.must('studio.snapshot', {});
    const waiting = tasks.flatMap((task) => (task.state === 'waiting' ? [task] : []));
    return { tasks: waiting.map(({ hold, error }) => ({ hold, kind: error?.kind ?? null })), notices: status.notices };
  });

test('a copy gets its own identity and remembers the former one, and a restart at the same path keeps it', async () => {
  const copy = inFolder('copy.sqlite');
  const first = await identityAfterStart(original());
  expect(await identityAfterStart(original())).toEqual(first);
  copyFileSync(original(), copy);
  const copyIdentity = await identityAfterStart(copy);
  expect(copyIdentity.id).not.toBe(first.id);
  expect(copyIdentity.formerIds).toEqual([first.id]);
  expect(await identityAfterStart(copy)).toEqual(copyIdentity);
  expect(await identityAfterStart(original())).toEqual(first);
});

test('a copy at the same path on another computer gets its own identity', async () => {
  const first = await identityAfterStart(original());
  copyFileSync(original(), `${original()}.copy`);
  renameSync(`${original()}.copy`, original());
  const copyIdentity = await identityAfterStart(original());
  expect([copyIdentity.id === first.id, copyIdentity.formerIds]).toEqual([false, [first.id]]);
});

test('a database at a new path causes a notice only if it holds tasks', async () => {
  await identityAfterStart(original());
  const moved = inFolder('moved.sqlite');
  renameSync(original(), moved);
  expect((await stateAfterStart(moved)).notices).toEqual([]);
});

const heldTask = { hold: 'restore', kind: 'possibly-sent-since-backup' };
const copyNotice = { kind: 'database-restored', madeAtMs: null, held: 1 };

test('waiting tasks in a copy are held until the user decides, because the original may have sent them', async () => {
  await leaveOneWaiting();
  expect((await stateAfterStart(original())).tasks).toEqual([{ hold: null, kind: null }]);
  const copy = inFolder('copy.sqlite');
  copyFileSync(original(), copy);
  expect(await stateAfterStart(copy)).toMatchObject({ tasks: [heldTask], notices: [copyNotice] });
  expect((await stateAfterStart(original())).tasks).toEqual([{ hold: null, kind: null }]);
});

test('waiting tasks are held in a backup that was copied over the database by hand', async () => {
  await leaveOneWaiting();
  const [backup = ''] = readdirSync(inFolder('backups'));
  // Written over the database, so that path and inode are the same as before.
  for (const suffix of ['-wal', '-shm']) rmSync(original() + suffix, { force: true });
  copyFileSync(inFolder('backups', backup), original());
  expect(await stateAfterStart(original())).toMatchObject({ tasks: [heldTask], notices: [copyNotice] });
});
