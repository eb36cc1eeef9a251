// Tests how the search for missing files reads a real disk: it finds videos of certain sizes, and detects whether a folder is inside
// another.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { pathInside } from '../../../../electron/adapters/files/path-inside.ts';
import { libraryReading } from '../../../../electron/adapters/library/library-scanner.ts';

function folderWith(files: Readonly<Record<string, number>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'missing-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), 'x'.repeat(bytes));
  }
  return folder;
}

test('videos of the given sizes are found in subfolders, in every format; hidden files, links and other files are not', async () => {
  const folder = folderWith({ 'a.mp4': 5, 'b/c/d.WEBM': 5, 'e.mp4': 6, 'f.txt': 5, '.evolink-trash/g.mp4': 5, '.h.mp4': 5, 'i.mkv': 7 });
  symlinkSync(join(folder, 'a.mp4'), join(folder, 'link.mp4'));
  const found: string[] = [];
  let examinedCount = 0;
  for await (const slice of libraryReading.videosOfSizes(folder, new Set([5, 7]), new AbortController().signal)) {
    if (!slice.ok) throw new Error(slice.error.kind);
    examinedCount += slice.value.examinedCount;
    found.push(...slice.value.files.map(({ path, bytes }) => `${path} ${bytes}`));
  }
  expect([found.sort(), examinedCount]).toEqual([['a.mp4 5', 'b/c/d.WEBM 5', 'i.mkv 7'], 4]);
});

test('thousands of files arrive in slices, and an abort ends the search', async () => {
  const folder = folderWith(Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`${at}.mp4`, 1])));
  const controller = new AbortController();
  let slices = 0;
  for await (const slice of libraryReading.videosOfSizes(folder, new Set([1]), controller.signal)) {
    slices += 1;
    expect(slice.ok && slice.value.files.length).toBe(64);
    if (slices === 3) controller.abort();
  }
  expect(slices).toBe(3);
});

test('a missing folder is an error', async () => {
  const slices: unknown[] = [];
  for await (const slice of libraryReading.videosOfSizes('/not/there', new Set([1]), new AbortController().signal)) slices.push(slice);
  expect(slices).toMatchObject([{ ok: false, error: { kind: 'library-missing' } }]);
});

test('a folder inside another is recognised, however the two paths are spelled', async () => {
  const folder = folderWith({ 'library/sub/a.mp4': 1, 'library-2/b.mp4': 1 });
  const library = join(folder, 'library');
  symlinkSync(library, join(folder, 'alias'));
  const inside = (...path: string[]) => pathInside(library, join(folder, ...path));
  expect([await inside('library'), await inside('library', 'sub'), await inside('alias', 'sub'), await inside('alias')]).toEqual([
    '',
    'sub',
    'sub',
    '',
  ]);
  expect([await inside('library-2'), await inside(), await inside('gone')]).toEqual([null, null, null]);
  expect(await pathInside(join(folder, 'alias'), join(library, 'sub'))).toBe('sub');
});
