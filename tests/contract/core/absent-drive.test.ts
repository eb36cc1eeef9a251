// The drive with the library folder is disconnected: in its place is nothing, an empty mount point, or the folder of another drive. Until
// the right folder is back, nothing is created, written or reported missing. Then everything continues automatically.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AppError } from '../../../shared/errors.ts';
import { type RealStudio, waitFor } from '../../support/real-studio.ts';
import { seedResult, withTables } from '../../support/seeded-results.ts';
import { mp4 } from '../../unit/adapters/mp4/mp4-fixture.ts';
import {
  countIdentityChecks,
  databaseOf,
  desktop,
  directory,
  folder,
  hasStored,
  isFolderChecked,
  itemsOf,
  serve,
  sharedFolderPerTest,
  start,
  statusOf,
} from './shared-folder.ts';

sharedFolderPerTest();
const video = mp4(60_000);
const markerName = '.evolink-studio-library.json';
const marker = () => join(folder, markerName);

let origin = '';
/** Before each test: one video is stored, another video waits to be downloaded, and the studio is stopped. */
beforeEach(async () => {
  origin = (await serve(() => ({ bytes: video }))).origin;
  withTables(databaseOf('a'), (tables) => seedResult(tables, 'task-1', `${origin}/1.mp4`));
  const bench = start('a');
  expect(await hasStored(bench, 1)).toBe(true);
  await bench.studio.stop({ withinMs: 0 });
  seedAnother('task-2');
});

const seedAnother = (taskId: string) => withTables(databaseOf('a'), (tables) => seedResult(tables, taskId, `${origin}/${taskId}.mp4`));
const unpluggedFolder = () => join(directory, 'unplugged');
const unplug = () => renameSync(folder, unpluggedFolder());
const plugIn = () => {
  rmSync(folder, { recursive: true, force: true });
  renameSync(unpluggedFolder(), folder);
};
const errorOf = async (bench: RealStudio): Promise<AppError | null> => (await statusOf(bench)).error;
const states = async (bench: RealStudio) => (await itemsOf(bench)).map(({ state }) => state);
/** Audits all files, as when the window gets the focus, and waits until the audit is finished. */
async function finishAudit(bench: RealStudio): Promise<void> {
  bench.studio.windowFocused();
  await bench.must('library.verifyAll', {});
  await waitFor(async () => (await statusOf(bench)).verifying === null);
}

const missing = (): object => ({ kind: 'library-missing', folder });
const unavailable = (found: 'no-library' | 'other-library'): object => ({ kind: 'library-unavailable', folder, found });

const situations = [
  ['is missing', () => undefined, missing],
  ['is an empty mount point', () => mkdirSync(folder), () => unavailable('no-library')],
  [
    'belongs to another drive',
    () => {
      mkdirSync(folder);
      writeFileSync(marker(), JSON.stringify({ libraryId: 'anotherlibrary' }));
      writeFileSync(join(folder, 'holiday.mp4'), video);
    },
    () => unavailable('other-library'),
  ],
] as const;

describe.each(situations)('a folder that %s', (_name, replaceFolder, error) => {
  const entries = () => (existsSync(folder) ? readdirSync(folder).sort() : null);

  test('at the start is reported, receives and loses no files, and downloads continue when the drive is back', async () => {
    unplug();
    replaceFolder();
    const entriesBefore = entries();
    const bench = start('a', 10);
    expect(await isFolderChecked(bench)).toBe(true);
    expect(await errorOf(bench)).toEqual(error());
    await finishAudit(bench);
    const checksBefore = countIdentityChecks();
    expect(await waitFor(() => countIdentityChecks() >= checksBefore + 3)).toBe(true);
    expect([entries(), await states(bench), await errorOf(bench)]).toEqual([entriesBefore, ['stored'], error()]);
    plugIn();
    expect(await hasStored(bench, 2)).toBe(true);
    expect([await states(bench), await errorOf(bench)]).toEqual([['stored', 'stored'], null]);
  });

  test('while the studio runs is reported with the first download, and receives and loses no files', async () => {
    const bench = start('a', 10);
    expect(await hasStored(bench, 2)).toBe(true);
    unplug();
    replaceFolder();
    const entriesBefore = entries();
    await finishAudit(bench);
    expect([entries(), await states(bench), await errorOf(bench)]).toEqual([entriesBefore, ['stored', 'stored'], error()]);
    bench.studio.wake('resume');
    expect(await bench.studio.dispatch('library.rebuild', {})).toEqual({ ok: false, error: error() });
    expect([entries(), await states(bench)]).toEqual([entriesBefore, ['stored', 'stored']]);
  });
});

test('a folder of an earlier version, without a marker, gets a marker as soon as its videos are found', async () => {
  rmSync(marker());
  withTables(databaseOf('a'), (tables) => tables.folders.clearLibraryId(folder));
  const bench = start('a');
  expect(await hasStored(bench, 2)).toBe(true);
  expect(JSON.parse(readFileSync(marker(), 'utf8'))).toMatchObject({ libraryId: expect.stringMatching(/^[a-z0-9]+$/) });
});

test('a missing folder of an earlier version, without a marker, is not created', async () => {
  rmSync(marker());
  withTables(databaseOf('a'), (tables) => tables.folders.clearLibraryId(folder));
  unplug();
  mkdirSync(folder);
  const bench = start('a');
  expect(await isFolderChecked(bench)).toBe(true);
  expect([await errorOf(bench), readdirSync(folder)]).toEqual([unavailable('no-library'), []]);
});

test.each([
  ['that somebody deleted', () => rmSync(marker())],
  ['that was truncated by a power cut', () => writeFileSync(marker(), '{"libr')],
])('a marker %s is written again if the videos are still there', async (_name, damage) => {
  const { libraryId } = JSON.parse(readFileSync(marker(), 'utf8')) as { libraryId: string };
  damage();
  const bench = start('a');
  expect(await hasStored(bench, 2)).toBe(true);
  expect(JSON.parse(readFileSync(marker(), 'utf8'))).toMatchObject({ libraryId });
});

test('another installation’s marker is adopted if the videos are still there', async () => {
  writeFileSync(marker(), JSON.stringify({ libraryId: 'oftheother' }));
  const bench = start('a');
  expect(await hasStored(bench, 2)).toBe(true);
  expect(JSON.parse(readFileSync(marker(), 'utf8'))).toEqual({ libraryId: 'oftheother' });
});

test('two installations on one folder without a marker agree on one marker', async () => {
  rmSync(marker());
  withTables(databaseOf('a'), (tables) => tables.folders.clearLibraryId(folder));
  const [a, b] = [start('a'), start('b')];
  expect([await hasStored(a, 2), await isFolderChecked(b)]).toEqual([true, true]);
  expect([await errorOf(a), await errorOf(b)]).toEqual([null, null]);
  for (const bench of [a, b]) await bench.studio.stop({ withinMs: 0 });
  const { libraryId } = JSON.parse(readFileSync(marker(), 'utf8')) as { libraryId: string };
  const storedLibraryId = (name: string) => withTables(databaseOf(name), (tables) => tables.folders.byPath(folder)?.libraryId);
  expect([storedLibraryId('a'), storedLibraryId('b')]).toEqual([libraryId, libraryId]);
});

test.each(situations.slice(0, 2))(
  'a fresh database that replaces a damaged one writes nothing into a folder that %s',
  async (_name, replaceFolder, error) => {
    unplug();
    replaceFolder();
    for (const suffix of ['-wal', '-shm']) rmSync(databaseOf('a') + suffix, { force: true });
    writeFileSync(databaseOf('a'), 'no database any more. '.repeat(200));
    const entriesBefore = existsSync(folder) ? readdirSync(folder) : null;
    const bench = start('a', 10);
    expect(await isFolderChecked(bench)).toBe(true);
    expect([await errorOf(bench), existsSync(folder) ? readdirSync(folder) : null]).toEqual([error(), entriesBefore]);
    plugIn();
    expect(await waitFor(async () => (await errorOf(bench)) === null, 20_000)).toBe(true);
  },
);

test('a fresh database that has used its folder without storing a video writes nothing into the empty mount point', async () => {
  for (const suffix of ['-wal', '-shm']) rmSync(databaseOf('a') + suffix, { force: true });
  writeFileSync(databaseOf('a'), 'no database any more. '.repeat(200));
  const first = start('a');
  expect([await isFolderChecked(first), await errorOf(first)]).toEqual([true, null]);
  await first.studio.stop({ withinMs: 0 });
  unplug();
  mkdirSync(folder);
  const second = start('a');
  expect(await isFolderChecked(second)).toBe(true);
  expect([await errorOf(second), readdirSync(folder)]).toEqual([unavailable('no-library'), []]);
});

test('a folder that the user chooses is created and used from then on', async () => {
  unplug();
  const bench = start('a');
  expect(await isFolderChecked(bench)).toBe(true);
  desktop.chosenFolder = join(directory, 'chosen', 'Films');
  await bench.must('library.chooseFolder', {});
  expect(await hasStored(bench, 2)).toBe(true);
  expect(readdirSync(desktop.chosenFolder).sort()).toEqual([markerName, '.incoming', expect.stringMatching(/\.mp4$/)].sort());
  expect([await states(bench), existsSync(folder)]).toEqual([['stored', 'stored'], false]);
});

test('moving away from a disconnected drive does not lose the videos there', async () => {
  const bench = start('a');
  expect(await hasStored(bench, 2)).toBe(true);
  const target = join(directory, 'usb');
  desktop.chosenFolder = target;
  await bench.must('library.moveFolder', {});
  expect(await waitFor(async () => (await statusOf(bench)).move?.state === 'done')).toBe(true);
  renameSync(target, unpluggedFolder());
  mkdirSync(target);
  desktop.chosenFolder = join(directory, 'back');
  await bench.must('library.moveFolder', {});
  expect(await waitFor(async () => (await statusOf(bench)).move?.state === 'done')).toBe(true);
  // The files are still on the drive, so they are neither reported missing nor given up.
  expect([await states(bench), (await statusOf(bench)).move?.failed, readdirSync(target)]).toEqual([['stored', 'stored'], 2, []]);
});

test('a move to a drive that is disconnected during the move writes nothing into its mount point, and continues when the drive is back', async () => {
  const first = start('a');
  expect(await hasStored(first, 2)).toBe(true);
  await first.studio.stop({ withinMs: 0 });
  const target = join(directory, 'usb');
  let placed = 0;
  const second = start('a', 10, {
    copyOrLink: (library) => async (job, signal) => {
      const placedCopy = await library.copyOrLink(job, signal);
      placed += 1;
      // Disconnects the drive after the first file was copied, before its source is removed.
      if (placed === 1) {
        renameSync(target, unpluggedFolder());
        mkdirSync(target);
      }
      return placedCopy;
    },
  });
  desktop.chosenFolder = target;
  await second.must('library.moveFolder', {});
  expect(await waitFor(async () => (await statusOf(second)).move?.state !== 'moving')).toBe(true);
  expect((await statusOf(second)).move?.state).toBe('paused');
  const videosIn = (at: string) => readdirSync(at).filter((name) => name.endsWith('.mp4')).length;
  expect([readdirSync(target), placed, videosIn(folder)]).toEqual([[], 1, 2]);
  rmSync(target, { recursive: true });
  renameSync(unpluggedFolder(), target);
  expect(await waitFor(async () => (await statusOf(second)).move?.state === 'done')).toBe(true);
  expect([await states(second), videosIn(target)]).toEqual([['stored', 'stored'], 2]);
});
