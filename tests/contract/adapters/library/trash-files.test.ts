// Tests the trash on a real disk: which files move, which are refused, and which are never touched.
import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { link, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { libraryReading } from '../../../../electron/adapters/library/library-scanner.ts';
import { createTrashFiles } from '../../../../electron/adapters/library/trash-files.ts';
import type { MoveWithin } from '../../../../electron/core/ports.ts';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'trash-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
const exists = (...path: string[]): boolean => statSync(join(...path), { throwIfNoEntry: false }) !== undefined;
const contentOf = (...path: string[]): string => readFileSync(join(...path), 'utf8');
const move = (from: string, to: string, isResumed = false): MoveWithin => ({ from, to, isResumed });
const codeError = (code: string) => Object.assign(new Error(code), { code });
const trash = createTrashFiles();

async function scan(folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for await (const path of libraryReading.videosIn(folder, new AbortController().signal)) if (path.ok) paths.push(path.value);
  return paths;
}

test('a scan lists the videos of the library, then the videos of the trash, and skips other hidden folders', async () => {
  const files = [
    '.evolink-trash/a.mp4',
    '.evolink-trash/winter/b.mp4',
    '.evolink-trash/.c.mp4',
    '.incoming/d.mp4',
    'winter/e.mp4',
    'z.mp4',
  ];
  const paths = await scan(folderWith(Object.fromEntries(files.map((path) => [path, '']))));
  expect([paths.slice(0, 2).sort(), paths.slice(2).sort()]).toEqual([
    ['winter/e.mp4', 'z.mp4'],
    ['.evolink-trash/a.mp4', '.evolink-trash/winter/b.mp4'],
  ]);
});

test('a scan skips a trash folder that is a link', async () => {
  const folder = folderWith({ 'a.mp4': '' });
  symlinkSync(folderWith({ 'b.mp4': '' }), join(folder, '.evolink-trash'));
  expect(await scan(folder)).toEqual(['a.mp4']);
});

test('a file moves into the trash with its subfolder, and back; the empty subfolder is removed', async () => {
  const folder = folderWith({ 'winter/fox.mp4': 'fox' });
  const free = await trash.freePath(folder, '.evolink-trash/winter/fox.mp4', () => false);
  expect(free).toEqual({ ok: true, value: '.evolink-trash/winter/fox.mp4' });
  const { mtimeMs } = statSync(join(folder, 'winter/fox.mp4'));
  expect(await trash.moveWithin(folder, [move('winter/fox.mp4', '.evolink-trash/winter/fox.mp4')])).toEqual([{ ok: true, value: 'moved' }]);
  expect(exists(folder, 'winter/fox.mp4')).toBe(false);
  expect(statSync(join(folder, '.evolink-trash/winter/fox.mp4')).mtimeMs).toBe(mtimeMs);
  rmSync(join(folder, 'winter'), { recursive: true });
  await trash.moveWithin(folder, [move('.evolink-trash/winter/fox.mp4', 'winter/fox.mp4')]);
  expect(contentOf(folder, 'winter/fox.mp4')).toBe('fox');
  expect(exists(folder, '.evolink-trash/winter')).toBe(false);
});

test('a taken or reserved name gets a number, and no file is ever replaced', async () => {
  const folder = folderWith({ 'fox.mp4': 'new', '.evolink-trash/fox.mp4': 'old' });
  const reserved = new Set(['.evolink-trash/fox (2).mp4']);
  const free = await trash.freePath(folder, '.evolink-trash/fox.mp4', (path) => reserved.has(path));
  expect(free).toEqual({ ok: true, value: '.evolink-trash/fox (3).mp4' });
  expect(await trash.moveWithin(folder, [move('fox.mp4', '.evolink-trash/fox.mp4')])).toEqual([{ ok: true, value: 'taken' }]);
  expect([contentOf(folder, 'fox.mp4'), contentOf(folder, '.evolink-trash/fox.mp4')]).toEqual(['new', 'old']);
});

test('a missing file is reported as missing; a folder or a link under its name is refused', async () => {
  const folder = folderWith({ 'real.mp4': 'real', 'folder/x.mp4': 'x' });
  symlinkSync(join(folder, 'real.mp4'), join(folder, 'link.mp4'));
  const outcomes = await trash.moveWithin(folder, [
    move('gone.mp4', '.evolink-trash/gone.mp4'),
    move('link.mp4', '.evolink-trash/link.mp4'),
    move('folder', '.evolink-trash/folder'),
  ]);
  expect(outcomes[0]).toEqual({ ok: true, value: 'missing' });
  expect(outcomes.slice(1).map((outcome) => !outcome.ok && outcome.error.kind)).toEqual(['library-unwritable', 'library-unwritable']);
  expect([contentOf(folder, 'real.mp4'), contentOf(folder, 'folder/x.mp4')]).toEqual(['real', 'x']);
});

test('the file of another video that has the name of a missing one stays; the missing file itself moves', async () => {
  const folder = folderWith({ 'fox.mp4': 'fox', 'owl.mp4': 'cat' });
  const moved = (name: string, text: string) => ({
    ...move(`${name}.mp4`, `.evolink-trash/${name}.mp4`),
    content: { bytes: 3, sha256: createHash('sha256').update(text).digest('hex') },
  });
  const outcomes = await trash.moveWithin(folder, [moved('fox', 'fox'), moved('owl', 'owl')]);
  expect(outcomes.map((outcome) => outcome.ok && outcome.value)).toEqual(['moved', 'missing']);
  expect([contentOf(folder, 'owl.mp4'), contentOf(folder, '.evolink-trash/fox.mp4')]).toEqual(['cat', 'fox']);
});

test('a trash that is a link to another folder is refused, for moving and for deleting', async () => {
  const [folder, otherFolder] = [folderWith({ 'fox.mp4': 'fox' }), folderWith({ 'fox.mp4': 'foreign' })];
  symlinkSync(otherFolder, join(folder, '.evolink-trash'));
  const [moved] = await trash.moveWithin(folder, [move('fox.mp4', '.evolink-trash/fox (2).mp4')]);
  expect(moved).toMatchObject({ ok: false, error: { kind: 'library-unwritable' } });
  const [deleted] = await trash.deleteFromTrash(folder, ['.evolink-trash/fox.mp4']);
  expect(deleted).toMatchObject({ ok: false, error: { kind: 'library-unwritable' } });
  expect([contentOf(folder, 'fox.mp4'), contentOf(otherFolder, 'fox.mp4')]).toEqual(['fox', 'foreign']);
});

test('deleting removes only files in the trash, and a missing file counts as deleted', async () => {
  const folder = folderWith({ 'fox.mp4': 'fox', '.evolink-trash/a/owl.mp4': 'owl' });
  const paths = ['.evolink-trash/a/owl.mp4', '.evolink-trash/gone.mp4'];
  expect(await trash.deleteFromTrash(folder, paths)).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
  ]);
  expect(exists(folder, '.evolink-trash/a')).toBe(false);
  await expect(trash.deleteFromTrash(folder, ['fox.mp4'])).rejects.toThrow('not in the trash');
  expect(contentOf(folder, 'fox.mp4')).toBe('fox');
});

test.each([
  ['EXDEV', 'linux', 'trash-on-other-volume'],
  ['EBUSY', 'linux', 'file-in-use'],
  ['EPERM', 'win32', 'file-in-use'],
  ['ENOSPC', 'linux', 'disk-full'],
  ['EROFS', 'linux', 'library-unwritable'],
  ['EIO', 'linux', 'library-unwritable'],
] as const)('a move that fails with %s on %s leaves the file and says why', async (code, platform, kind) => {
  const folder = folderWith({ 'fox.mp4': 'fox' });
  const refuse = async () => {
    throw codeError(code);
  };
  const refusing = createTrashFiles({ platform, calls: { link: refuse, rename: refuse } });
  const [outcome] = await refusing.moveWithin(folder, [move('fox.mp4', '.evolink-trash/fox.mp4')]);
  expect(outcome).toMatchObject({ ok: false, error: { kind } });
  expect([contentOf(folder, 'fox.mp4'), exists(folder, '.evolink-trash/fox.mp4')]).toEqual(['fox', false]);
});

test('a file system without hard links reserves the name, then renames', async () => {
  const folder = folderWith({ 'fox.mp4': 'fox' });
  const noLinks = createTrashFiles({ calls: { link: async () => Promise.reject(codeError('EPERM')), rename } });
  expect(await noLinks.moveWithin(folder, [move('fox.mp4', '.evolink-trash/fox.mp4')])).toEqual([{ ok: true, value: 'moved' }]);
  expect([exists(folder, 'fox.mp4'), contentOf(folder, '.evolink-trash/fox.mp4')]).toEqual([false, 'fox']);
});

test('a file whose old name cannot be removed keeps only its old name', async () => {
  const folder = folderWith({ 'fox.mp4': 'fox' });
  const halfMoving = createTrashFiles({
    calls: {
      rename,
      async link(from, to) {
        await link(from, to);
        throw codeError('EBUSY');
      },
    },
  });
  const [outcome] = await halfMoving.moveWithin(folder, [move('fox.mp4', '.evolink-trash/fox.mp4')]);
  expect(outcome).toMatchObject({ ok: false, error: { kind: 'file-in-use', name: 'fox.mp4' } });
  expect([contentOf(folder, 'fox.mp4'), exists(folder, '.evolink-trash/fox.mp4')]).toEqual(['fox', false]);
});

test('a resumed move completes a move that an earlier run left unfinished', async () => {
  const folder = folderWith({ 'both.mp4': 'both', '.evolink-trash/done.mp4': 'done', 'reserved.mp4': 'reserved', 'other.mp4': 'other' });
  linkSync(join(folder, 'both.mp4'), join(folder, '.evolink-trash/both.mp4'));
  writeFileSync(join(folder, '.evolink-trash/reserved.mp4'), '');
  writeFileSync(join(folder, '.evolink-trash/other.mp4'), 'foreign');
  const names = ['both', 'done', 'reserved', 'other', 'gone'];
  const outcomes = await trash.moveWithin(
    folder,
    names.map((name) => move(`${name}.mp4`, `.evolink-trash/${name}.mp4`, true)),
  );
  expect(outcomes.map((outcome) => outcome.ok && outcome.value)).toEqual(['moved', 'moved', 'moved', 'taken', 'missing']);
  for (const name of ['both', 'done', 'reserved']) {
    expect(exists(folder, `${name}.mp4`)).toBe(false);
    expect(contentOf(folder, `.evolink-trash/${name}.mp4`)).toBe(name);
  }
  expect([contentOf(folder, 'other.mp4'), contentOf(folder, '.evolink-trash/other.mp4')]).toEqual(['other', 'foreign']);
});

test('a move that is taken back leaves each file only at its old path, and other files where they are', async () => {
  const folder = folderWith({
    '.evolink-trash/winter/moved.mp4': 'moved',
    'both.mp4': 'both',
    'reserved.mp4': 'reserved',
    '.evolink-trash/reserved.mp4': '',
    'waiting.mp4': 'waiting',
    'other.mp4': 'other',
    '.evolink-trash/other.mp4': 'foreign',
  });
  mkdirSync(join(folder, 'winter'));
  linkSync(join(folder, 'both.mp4'), join(folder, '.evolink-trash/both.mp4'));
  const names = ['winter/moved', 'both', 'reserved', 'waiting', 'other', 'gone'];
  const moves = names.map((name) => ({ from: `${name}.mp4`, to: `.evolink-trash/${name}.mp4` }));
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    expect(await trash.moveBack(folder, moves)).toEqual(names.map(() => ({ ok: true, value: null })));
    expect(names.slice(0, 5).map((name) => contentOf(folder, `${name}.mp4`))).toEqual(['moved', 'both', 'reserved', 'waiting', 'other']);
    expect(names.map((name) => exists(folder, `.evolink-trash/${name}.mp4`))).toEqual([false, false, false, false, true, false]);
    expect(contentOf(folder, '.evolink-trash/other.mp4')).toBe('foreign');
  }
});
