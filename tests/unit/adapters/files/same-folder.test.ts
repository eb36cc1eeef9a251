// Decides whether two paths lead to the same folder: by their identities if the system reports reliable ones, otherwise by a probe file
// that is visible through both.
import { linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { identityOf } from '../../../../electron/adapters/files/file-identity.ts';
import { compareEntries, isSameFolder } from '../../../../electron/adapters/files/same-folder.ts';

function createFolders() {
  const root = mkdtempSync(join(tmpdir(), 'same-folder-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const [folder, otherFolder, linkedFolder] = [join(root, 'one'), join(root, 'other'), join(root, 'again')];
  mkdirSync(folder);
  mkdirSync(otherFolder);
  symlinkSync(folder, linkedFolder);
  writeFileSync(join(folder, 'fox.mp4'), 'fox');
  return { folder, otherFolder, linkedFolder };
}

/** Identities as the system reports them for a share that is mounted twice, or that has no file ids. */
const unreliableIdentities = {
  'two device ids': (linkedFolder: string) => async (path: string) => ({
    ...(await identityOf(path)),
    ...(path.startsWith(linkedFolder) ? { dev: 77n } : {}),
  }),
  'no file ids': () => async (path: string) => ({ ...(await identityOf(path)), ino: 0n }),
};

it.each(['two device ids', 'no file ids'] as const)(
  'two paths to the same folder are recognised with %s, and no probe file is left behind',
  async (problem) => {
    const { folder, otherFolder, linkedFolder } = createFolders();
    const identify = unreliableIdentities[problem](linkedFolder);
    expect(await isSameFolder(folder, linkedFolder, identify)).toBe(true);
    expect(await isSameFolder(folder, otherFolder, identify)).toBe(false);
    expect([readdirSync(folder), readdirSync(otherFolder)]).toEqual([['fox.mp4'], []]);
  },
);

it.each(['two device ids', 'no file ids'] as const)(
  'one entry that is reached by two paths counts as one name, with %s',
  async (problem) => {
    const { folder, linkedFolder } = createFolders();
    expect(await compareEntries(join(linkedFolder, 'fox.mp4'), join(folder, 'fox.mp4'), unreliableIdentities[problem](linkedFolder))).toBe(
      'one-name',
    );
  },
);

it('two hard links of one file count as two names, in one folder or in two folders; two files count as two files', async () => {
  const { folder, otherFolder, linkedFolder } = createFolders();
  const fox = join(folder, 'fox.mp4');
  expect(await compareEntries(join(linkedFolder, 'fox.mp4'), fox)).toBe('one-name');
  linkSync(fox, join(folder, 'fox (2).mp4'));
  linkSync(fox, join(otherFolder, 'fox.mp4'));
  expect(await compareEntries(join(linkedFolder, 'fox (2).mp4'), fox)).toBe('two-names');
  expect(await compareEntries(join(otherFolder, 'fox.mp4'), fox)).toBe('two-names');
  // Both paths lead to one folder and one name, however many other names the file has.
  expect(await compareEntries(join(linkedFolder, 'fox.mp4'), fox)).toBe('one-name');
  writeFileSync(join(otherFolder, 'hare.mp4'), 'fox');
  expect(await compareEntries(join(otherFolder, 'hare.mp4'), fox)).toBe('two-files');
});

it('two spellings of one entry on a case-insensitive volume count as one name', async () => {
  const { folder } = createFolders();
  const real = join(folder, 'fox.mp4');
  linkSync(real, join(dirname(folder), 'elsewhere.mp4'));
  // On such a volume, a spelling that the folder does not list has the identity of the file.
  const identify = (path: string) => identityOf(path.replace('FOX', 'fox'));
  expect(await compareEntries(join(folder, 'FOX.mp4'), real, identify)).toBe('one-name');
});
