// A disconnected drive: its folder is gone, or an empty mount point, or another drive's. Nothing is created, nothing is written and nothing is
// reported missing until the right folder is back; then everything continues automatically.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AppError } from '../../../shared/errors.ts';
import { type RealStudio, waitFor } from '../../support/real-studio.ts';
import { seedResult, withTables } from '../../support/seeded-results.ts';
import { mp4 } from '../../unit/adapters/mp4/mp4-fixture.ts';
import {
  databaseOf,
  desktop,
  directory,
  folder,
  hasStored,
  identityChecks,
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
/** One video is stored, the studio is closed, and another video is to be fetched. */
beforeEach(async () => {
  origin = (await serve(() => ({ bytes: video }))).origin;
  withTables(databaseOf('a'), (tables) => seedResult(tables, 'task-1', `${origin}/1.mp4`));
  const real = start('a');
  expect(await hasStored(real, 1)).toBe(true);
  await real.studio.stop({ withinMs: 0 });
  seedAnother('task-2');
});

const seedAnother = (taskId: string) => withTables(databaseOf('a'), (tables) => seedResult(tables, taskId, `${origin}/${taskId}.mp4`));
const unpluggedFolder = () => join(directory, 'unplugged');
const unplug = () => renameSync(folder, unpluggedFolder());
const plugIn = () => {
  rmSync(folder, { recursive: true, force: true });
  renameSync(unpluggedFolder(), folder);
};
const errorOf = async (real: RealStudio): Promise<AppError | null> => (await statusOf(real)).error;
const states = async (real: RealStudio) => (await itemsOf(real)).map(({ state }) => state);
/** Audits all files, as when the window gets the focus, and waits until the audit is finished. */
async function finishAudit(real: RealStudio): Promise<void> {
  real.studio.windowFocused();
  await real.must('library.verifyAll', {});
  await waitFor(async () => (await statusOf(real)).verifying === null);
}

const missing = (): object => ({ kind: 'library-missing', folder });
const unavailable = (found: 'no-library' | 'other-library'): object => ({ kind: 'library-unavailable', folder, found });

const situations = [
  ['is gone', () => undefined, missing],
  ['is an empty mount point', () => mkdirSync(folder), () => unavailable('no-library')],
  [
    'is another drive’s',
    () => {
      mkdirSync(folder);
      writeFileSync(marker(), JSON.stringify({ libraryId: 'anotherlibrary' }));
      writeFileSync(join(folder, 'holiday.mp4'), video);
    },
    () => unavailable('other-library'),
  ],
] as const;

describe.each(situations)('a folder that %s', (_name, put, error) => {
  const entries = () => (existsSync(folder) ? readdirSync(folder).sort() : null);

  test('at the start is reported, receives and loses no files, and downloads continue when the drive is back', async () => {
    unplug();
    put();
    const seen = entries();
    const real = start('a', 10);
    expect(await isFolderChecked(real)).toBe(true);
    expect(await errorOf(real)).toEqual(error());
    await finishAudit(real);
    const checksBefore = identityChecks();
    expect(await waitFor(() => identityChecks() >= checksBefore + 3)).toBe(true);
    expect([entries(), await states(real), await errorOf(real)]).toEqual([seen, ['stored'], error()]);
    plugIn();
    expect(await hasStored(real, 2)).toBe(true);
    expect([await states(real), await errorOf(real)]).toEqual([['stored', 'stored'], null]);
  });

  test('while the studio runs is reported with the first download, and receives and loses no files', async () => {
    const real = start('a', 10);
    expect(await hasStored(real, 2)).toBe(true);
    unplug();
    put();
    const seen = entries();
    await finishAudit(real);
    expect([entries(), await states(real), await errorOf(real)]).toEqual([seen, ['stored', 'stored'], error()]);
    real.studio.wake('resume');
    expect(await real.studio.dispatch('library.rebuild', {})).toEqual({ ok: false, error: error() });
    expect([entries(), await states(real)]).toEqual([seen, ['stored', 'stored']]);
  });
});

test('a folder from before markers existed gets a marker as soon as its videos are found', async () => {
  rmSync(marker());
  withTables(databaseOf('a'), (tables) => tables.folders.clearLibraryId(folder));
  const real = start('a');
  expect(await hasStored(real, 2)).toBe(true);
  expect(JSON.parse(readFileSync(marker(), 'utf8'))).toMatchObject({ libraryId: expect.stringMatching(/^[a-z0-9]+$/) });
});

test('a missing folder from before markers existed is not created', async () => {
  rmSync(marker());
  withTables(databaseOf('a'), (tables) => tables.folders.clearLibraryId(folder));
  unplug();
  mkdirSync(folder);
  const real = start('a');
  expect(await isFolderChecked(real)).toBe(true);
  expect([await errorOf(real), readdirSync(folder)]).toEqual([unavailable('no-library'), []]);
});

test.each([
  ['that somebody deleted', () => rmSync(marker())],
  ['that was truncated by a power cut', () => writeFileSync(marker(), '{"libr')],
])('a marker %s is written again if the videos are still there', async (_name, damage) => {
  const { libraryId } = JSON.parse(readFileSync(marker(), 'utf8')) as { libraryId: string };
  damage();
  const real = start('a');
  expect(await hasStored(real, 2)).toBe(true);
  expect(JSON.parse(readFileSync(marker(), 'utf8'))).toMatchObject({ libraryId });
});

test('another installation’s marker is adopted if the videos are still there', async () => {
  writeFileSync(marker(), JSON.stringify({ libraryId: 'oftheother' }));
  const real = start('a');
  expect(await hasStored(real, 2)).toBe(true);
  expect(JSON.parse(readFileSync(marker(), 'utf8'))).toEqual({ libraryId: 'oftheother' });
});

test('two installations on one folder that has no marker yet agree on one', async () => {
  rmSync(marker());
  withTables(databaseOf('a'), (tables) => tables.folders.clearLibraryId(folder));
  const [a, b] = [start('a'), start('b')];
  expect([await hasStored(a, 2), await isFolderChecked(b)]).toEqual([true, true]);
  expect([await errorOf(a), await errorOf(b)]).toEqual([null, null]);
  for (const real of [a, b]) await real.studio.stop({ withinMs: 0 });
  const { libraryId } = JSON.parse(readFileSync(marker(), 'utf8')) as { libraryId: string };
  const storedLibraryId = (name: string) => withTables(databaseOf(name), (tables) => tables.folders.byPath(folder)?.libraryId);
  expect([storedLibraryId('a'), storedLibraryId('b')]).toEqual([libraryId, libraryId]);
});

test.each(situations.slice(0, 2))(
  'a fresh database that replaces a damaged one writes nothing into a folder that %s',
  async (_name, put, error) => {
    unplug();
    put();
    for (const suffix of ['-wal', '-shm']) rmSync(databaseOf('a') + suffix, { force: true });
    writeFileSync(databaseOf('a'), 'no database any more. '.repeat(200));
    const seen = existsSync(folder) ? readdirSync(folder) : null;
    const real = start('a', 10);
    expect(await isFolderChecked(real)).toBe(true);
    expect([await errorOf(real), existsSync(folder) ? readdirSync(folder) : null]).toEqual([error(), seen]);
    plugIn();
    expect(await waitFor(async () => (await errorOf(real)) === null, 20_000)).toBe(true);
  },
);

test('a fresh database that has used its folder once, without storing a video, writes nothing into its mount point', async () => {
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
  const real = start('a');
  expect(await isFolderChecked(real)).toBe(true);
  desktop.chosenFolder = join(directory, 'chosen', 'Films');
  await real.must('library.chooseFolder', {});
  expect(await hasStored(real, 2)).toBe(true);
  expect(readdirSync(desktop.chosenFolder).sort()).toEqual([markerName, '.incoming', expect.stringMatching(/\.mp4$/)].sort());
  expect([await states(real), existsSync(folder)]).toEqual([['stored', 'stored'], false]);
});

test('moving away from a disconnected drive does not lose the videos there', async () => {
  const real = start('a');
  expect(await hasStored(real, 2)).toBe(true);
  const target = join(directory, 'usb');
  desktop.chosenFolder = target;
  await real.must('library.moveFolder', {});
  expect(await waitFor(async () => (await statusOf(real)).move?.state === 'done')).toBe(true);
  renameSync(target, unpluggedFolder());
  mkdirSync(target);
  desktop.chosenFolder = join(directory, 'back');
  await real.must('library.moveFolder', {});
  expect(await waitFor(async () => (await statusOf(real)).move?.state === 'done')).toBe(true);
  // The files are on the drive: they are neither reported missing nor abandoned.
  expect([await states(real), (await statusOf(real)).move?.failed, readdirSync(target)]).toEqual([['stored', 'stored'], 2, []]);
});

test('a move to a drive that is disconnected during the move writes nothing into its mount point, and continues when the drive is back', async () => {
  const first = start('a');
  expect(await hasStored(first, 2)).toBe(true);
  await first.studio.stop({ withinMs: 0 });
  const target = join(directory, 'usb');
  let placed = 0;
  const second = start('a', 10, {
    place: (library) => async (job, signal) => {
      const placedCopy = await library.copyOrLink(job, signal);
      placed += 1;
      // Disconnected after the first file, whose source is not removed yet.
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
