// Whether two paths are the same folder. Decided by the identities of the paths if the system reports reliable ones, else by a probe file that is
// visible through both.
import { linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { identityOf } from '../../../../electron/adapters/files/file-identity.ts';
import { compareEntries, isSameFolder } from '../../../../electron/adapters/files/same-folder.ts';

function scratch() {
  const root = mkdtempSync(join(tmpdir(), 'same-folder-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const [one, other, again] = [join(root, 'one'), join(root, 'other'), join(root, 'again')];
  mkdirSync(one);
  mkdirSync(other);
  symlinkSync(one, again);
  writeFileSync(join(one, 'fox.mp4'), 'fox');
  return { one, other, again };
}

/** How the system reports a share that is mounted twice, or one without file numbers. */
const unreliable = {
  'two device numbers': (again: string) => async (path: string) => ({
    ...(await identityOf(path)),
    ...(path.startsWith(again) ? { dev: 77n } : {}),
  }),
  'no file numbers': () => async (path: string) => ({ ...(await identityOf(path)), ino: 0n }),
};

it.each(['two device numbers', 'no file numbers'] as const)(
  'two paths of one folder are recognised with %s, and no probe file stays behind',
  async (how) => {
    const { one, other, again } = scratch();
    const identify = unreliable[how](again);
    expect(await isSameFolder(one, again, identify)).toBe(true);
    expect(await isSameFolder(one, other, identify)).toBe(false);
    expect([readdirSync(one), readdirSync(other)]).toEqual([['fox.mp4'], []]);
  },
);

it.each(['two device numbers', 'no file numbers'] as const)(
  'a file with one name that is reached by two paths has one name, with %s',
  async (how) => {
    const { one, again } = scratch();
    expect(await compareEntries(join(again, 'fox.mp4'), join(one, 'fox.mp4'), unreliable[how](again))).toBe('one-name');
  },
);

it('two hard links are two names, in one folder or in two, and two files are two files', async () => {
  const { one, other, again } = scratch();
  const fox = join(one, 'fox.mp4');
  expect(await compareEntries(join(again, 'fox.mp4'), fox)).toBe('one-name');
  linkSync(fox, join(one, 'fox (2).mp4'));
  linkSync(fox, join(other, 'fox.mp4'));
  expect(await compareEntries(join(again, 'fox (2).mp4'), fox)).toBe('two-names');
  expect(await compareEntries(join(other, 'fox.mp4'), fox)).toBe('two-names');
  // Both paths lead to one folder and one name, however many other names the file has.
  expect(await compareEntries(join(again, 'fox.mp4'), fox)).toBe('one-name');
  writeFileSync(join(other, 'hare.mp4'), 'fox');
  expect(await compareEntries(join(other, 'hare.mp4'), fox)).toBe('two-files');
});

it('two spellings of one entry on a case-insensitive volume are one name', async () => {
  const { one } = scratch();
  const real = join(one, 'fox.mp4');
  linkSync(real, join(dirname(one), 'elsewhere.mp4'));
  // On such a volume, a spelling that the folder does not list has the identity of the file.
  const identify = (path: string) => identityOf(path.replace('FOX', 'fox'));
  expect(await compareEntries(join(one, 'FOX.mp4'), real, identify)).toBe('one-name');
});
