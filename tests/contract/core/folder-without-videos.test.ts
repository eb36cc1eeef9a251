// If no video has been stored in a library folder yet, the folder can be recognised only by its marker and its partial files.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeMarker } from '../../../electron/adapters/library/marker-file.ts';
import { waitFor } from '../../support/real-studio.ts';
import { seedResult, withTables } from '../../support/seeded-results.ts';
import { mp4 } from '../../unit/adapters/mp4/mp4-fixture.ts';
import {
  databaseOf,
  desktop,
  directory,
  folder,
  hasStored,
  isFolderChecked,
  serve,
  sharedFolderPerTest,
  start,
  statusOf,
} from './shared-folder.ts';

sharedFolderPerTest();
const video = mp4(300_000);
const markerName = '.evolink-studio-library.json';
const marker = () => join(folder, markerName);
const inIncoming = (): string[] => (existsSync(join(folder, '.incoming')) ? readdirSync(join(folder, '.incoming')) : []);

const damageDatabase = (): void => {
  for (const suffix of ['-wal', '-shm']) rmSync(databaseOf('a') + suffix, { force: true });
  writeFileSync(databaseOf('a'), 'no database any more. '.repeat(200));
};

test.each([
  ['from before markers', () => withTables(databaseOf('a'), (tables) => tables.folders.clearLibraryId(folder))],
  ['whose marker was deleted', () => undefined],
])('a folder %s is recognised by the partial file of its first video, which is resumed', async (_name, removeDatabaseRecord) => {
  const { origin } = await serve((_path, number) => ({ bytes: video, ...(number === 0 ? { stallAfterBytes: 100_000 } : {}) }));
  withTables(databaseOf('a'), (tables) => seedResult(tables, 'task-1', `${origin}/1.mp4`));
  const first = start('a');
  const isPartial = (name: string) => name.endsWith('.part') && statSync(join(folder, '.incoming', name)).size === 100_000;
  expect(await waitFor(() => inIncoming().some(isPartial))).toBe(true);
  await first.studio.stop({ withinMs: 0 });
  rmSync(marker());
  removeDatabaseRecord();
  const second = start('a', 10);
  expect(await isFolderChecked(second)).toBe(true);
  expect((await statusOf(second)).error).toBeNull();
  expect(await hasStored(second, 1)).toBe(true);
  expect(existsSync(marker())).toBe(true);
});

test.each(['webm', 'mkv', 'ts', 'mov', 'mp4'])(
  'a fresh database that replaces a damaged one adopts a folder that contains a %s',
  async (extension) => {
    mkdirSync(folder);
    writeFileSync(join(folder, `video.${extension}`), video);
    damageDatabase();
    const bench = start('a');
    expect(await isFolderChecked(bench)).toBe(true);
    expect((await statusOf(bench)).error).toBeNull();
  },
);

test('an empty mount point is not mistaken for a chosen drive on which nothing has been stored yet', async () => {
  const { origin } = await serve(() => ({ bytes: video }));
  const usb = join(directory, 'usb');
  mkdirSync(usb);
  const first = start('a');
  desktop.chosenFolder = usb;
  await first.must('library.chooseFolder', {});
  await first.studio.stop({ withinMs: 0 });
  renameSync(usb, join(directory, 'unplugged'));
  mkdirSync(usb);
  withTables(databaseOf('a'), (tables) => seedResult(tables, 'task-1', `${origin}/1.mp4`));
  const second = start('a', 10);
  expect(await isFolderChecked(second)).toBe(true);
  expect([(await statusOf(second)).error, readdirSync(usb)]).toEqual([
    { kind: 'library-unavailable', folder: usb, found: 'no-library' },
    [],
  ]);
  rmSync(usb, { recursive: true });
  renameSync(join(directory, 'unplugged'), usb);
  expect(await hasStored(second, 1)).toBe(true);
});

test('checking the identity of a folder writes nothing into it, and the next start writes its marker again', async () => {
  const { origin } = await serve(() => ({ bytes: video }));
  withTables(databaseOf('a'), (tables) => seedResult(tables, 'task-1', `${origin}/1.mp4`));
  const first = start('a');
  expect(await hasStored(first, 1)).toBe(true);
  rmSync(marker());
  await first.must('library.rebuild', {});
  first.studio.windowFocused();
  await first.must('library.verifyAll', {});
  expect(await waitFor(async () => (await statusOf(first)).verifying === null)).toBe(true);
  expect([existsSync(marker()), (await statusOf(first)).error]).toEqual([false, null]);
  await first.studio.stop({ withinMs: 0 });
  const second = start('a');
  expect(await isFolderChecked(second)).toBe(true);
  expect(existsSync(marker())).toBe(true);
});

test('a marker that cannot be published leaves no temporary file behind', async () => {
  // A folder, which cannot be replaced, has the name of the marker.
  mkdirSync(join(marker(), 'inside'), { recursive: true });
  expect(await writeMarker(folder, 'mine')).toBeNull();
  expect(readdirSync(folder)).toEqual([markerName]);
});
