// Decides whether two paths are the same folder, and whether two names are the same directory entry. A folder may be reachable through two mounts (a bind mount, a
// share mounted twice, `/System/Volumes/Data` on macOS) and under several spellings on a case-insensitive volume.
import { randomBytes } from 'node:crypto';
import { open, readdir, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { probePrefix } from '../library/folder-access.ts';
import { type FileIdentity, identityOf, isSameIdentity } from './file-identity.ts';
import { exists } from './optional-fs.ts';

type IdentityOf = (path: string) => Promise<FileIdentity>;

/**
 * True if both paths are the same folder. Compares their file identities. Different devices, and file systems without inode numbers, prove
 * nothing. In these cases, creates a file in `writable` and looks for that file in `other`. Throws file errors.
 */
export async function isSameFolder(writable: string, other: string, identify: IdentityOf = identityOf): Promise<boolean> {
  const [one, two] = [await identify(writable), await identify(other)];
  if (isSameIdentity(one, two)) return true;
  if (one.dev === two.dev && one.ino !== 0n && two.ino !== 0n) return false;
  const name = `${probePrefix}${randomBytes(8).toString('hex')}`;
  await (await open(join(writable, name), 'wx')).close();
  try {
    return await exists(join(other, name));
  } finally {
    await unlink(join(writable, name));
  }
}

/**
 * Compares two existing paths of regular files. `one-name`: one directory entry, so removing either path removes the file. `two-names`: hard links to
 * one file. `two-files`: each has its own bytes. Paths that cannot be distinguished count as `one-name`.
 */
export async function compareEntries(
  newPath: string,
  oldPath: string,
  identify: IdentityOf = identityOf,
): Promise<'one-name' | 'two-names' | 'two-files'> {
  const isInOneFolder = await isSameFolder(dirname(newPath), dirname(oldPath), identify);
  if (isInOneFolder && !(await areBothListed(dirname(newPath), basename(newPath), basename(oldPath)))) return 'one-name';
  if (!isSameIdentity(await identify(newPath), await identify(oldPath))) return 'two-files';
  // A file that is visible through a second mount still has one name.
  return (await stat(oldPath)).nlink >= 2 ? 'two-names' : 'one-name';
}

/** True if the folder lists both spellings. A volume that ignores case or normalizes Unicode has one entry for both. */
async function areBothListed(folder: string, one: string, two: string): Promise<boolean> {
  if (one === two) return false;
  const names = new Set(await readdir(folder));
  return names.has(one) && names.has(two);
}
