// Access to the library folder: checks whether it can be written, reads its free space, and classifies failed file calls in it.
import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, stat, statfs, unlink } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { FolderError } from '../../../shared/errors.ts';
import { isDiskFullCode } from '../../../shared/files/disk-full.ts';
import { freeBytesIn, type StatFs } from '../../../shared/files/free-space.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { fileErrorCode } from '../files/file-io.ts';

/** The prefix of probe files, which prove that a folder can be written. A crash may leave a probe file; `stray-files.ts` removes it. */
export const probePrefix = '.evolink-probe-';
const incomingName = '.incoming';

/** See `VideoLibrary.create`. */
export async function createFolder(folder: string): Promise<Result<null, FolderError>> {
  if (!isAbsolute(folder)) return fail({ kind: 'library-missing', folder });
  try {
    await mkdir(folder, { recursive: true });
    return ok(null);
  } catch (error) {
    return fail(await folderError(error, folder, null));
  }
}

/** Writes, syncs and removes a file to prove that the folder can be used: permission bits prove nothing. */
export async function checkFolder(folder: string, readStatFs: StatFs = statfs): Promise<Result<{ freeBytes: number | null }, FolderError>> {
  if (!isAbsolute(folder)) return fail({ kind: 'library-missing', folder });
  try {
    if (!(await stat(folder)).isDirectory()) return fail({ kind: 'library-unwritable', folder, detail: 'not a folder' });
    await probe(folder);
  } catch (error) {
    return fail(await folderError(error, folder, null));
  }
  const freeBytes = await freeBytesOf(folder, readStatFs);
  return freeBytes === 0 ? fail({ kind: 'disk-full', folder, neededBytes: null, freeBytes }) : ok({ freeBytes });
}

async function probe(folder: string): Promise<void> {
  const path = join(folder, `${probePrefix}${randomBytes(8).toString('hex')}`);
  const handle = await open(path, 'wx');
  try {
    // Writes more than one block, because a full disk may still have space for a name.
    await handle.writeFile(Buffer.alloc(8_192, 1));
    await handle.sync();
  } finally {
    await handle.close();
    await unlink(path);
  }
}

/** The number of bytes that this user may still write on the folder's file system; null if the system does not report it. */
export async function freeBytesOf(folder: string, readStatFs: StatFs = statfs): Promise<number | null> {
  try {
    return freeBytesIn(await readStatFs(folder));
  } catch {
    return null;
  }
}

/** Returns `<folder>/.incoming` and creates it if needed. Refuses a symbolic link there: it could redirect the bytes anywhere. */
export async function incomingFolder(folder: string): Promise<string> {
  const path = join(folder, incomingName);
  try {
    await mkdir(path);
  } catch (error) {
    if (fileErrorCode(error) !== 'EEXIST') throw error;
    if (!(await lstat(path)).isDirectory()) throw Object.assign(new Error(`${incomingName} is not a folder`), { code: 'ENOTDIR' });
  }
  return path;
}

/** Returns `<folder>/.incoming`, where partial files live, without touching the disk. */
export function incomingPath(folder: string): string {
  return join(folder, incomingName);
}

/** Classifies a failed file call in the folder. Throws any other error: it is a bug. */
export async function folderError(error: unknown, folder: string, neededBytes: number | null): Promise<FolderError> {
  const code = fileErrorCode(error);
  if (code === '' || code.startsWith('ERR_')) throw error;
  if (isDiskFullCode(code)) return { kind: 'disk-full', folder, neededBytes, freeBytes: await freeBytesOf(folder) };
  if (code === 'ENOENT') return { kind: 'library-missing', folder };
  if (code === 'ENOTDIR' && !(await isFolder(folder))) return { kind: 'library-missing', folder };
  return { kind: 'library-unwritable', folder, detail: error instanceof Error ? error.message.slice(0, 500) : code };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** Creates the subfolders of a path, which is relative to a library folder, with `/`. Refuses a symbolic link there: it could redirect the file anywhere. */
export async function makeFolders(folder: string, path: string): Promise<void> {
  let current = folder;
  for (const name of path.split('/')) {
    if (name === '.' || name === '') continue;
    if (name === '..') throw new Error('the path leads out of the folder');
    const parent = current;
    current = join(current, name);
    try {
      await mkdir(current);
      await syncFolder(parent);
    } catch (error) {
      if (fileErrorCode(error) !== 'EEXIST') throw error;
      if (!(await lstat(current)).isDirectory()) throw Object.assign(new Error(`${name} is not a folder`), { code: 'EINVAL' });
    }
  }
}

/** Makes new names in a folder durable. Windows has no such call and needs none: NTFS journals names. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Network and FUSE file systems may refuse to sync a folder; the file itself is synced.
    if (!['EINVAL', 'ENOTSUP', 'EPERM', 'EBADF', 'EISDIR'].includes(fileErrorCode(error))) throw error;
  } finally {
    await handle.close();
  }
}
