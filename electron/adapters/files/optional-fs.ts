// File calls for files and folders that may not exist: for a missing file or folder, reading returns null, false or an empty list, and
// removing does nothing.
import type { Stats } from 'node:fs';
import { lstat, readdir, unlink } from 'node:fs/promises';
import { fileErrorCode } from './file-io.ts';

const isAbsent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(fileErrorCode(error));

/** Returns the status of a path without following a link; null if nothing exists. Throws other file errors. */
export async function lstatOrNull(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** Returns the unsorted names in a folder; an empty list if the folder does not exist. */
export async function readdirOrEmpty(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

/** True if a file, a folder or a link has this path. A broken link counts too. */
export const exists = async (path: string): Promise<boolean> => (await lstatOrNull(path)) !== null;

/** Removes a file; does nothing if it does not exist. */
export async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
}
