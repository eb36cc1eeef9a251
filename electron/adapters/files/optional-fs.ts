// File calls for files and folders that may be absent: null or false for a file, no names for a folder, nothing to remove.
import type { Stats } from 'node:fs';
import { lstat, readdir, unlink } from 'node:fs/promises';
import { fileErrorCode } from './file-io.ts';

const isAbsent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(fileErrorCode(error));

/** Throws where the file system fails in another way than by having no such file. */
export async function lstatOrNull(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** The names in a folder, in no order. */
export async function readdirOrEmpty(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

/** Whether anything has this path: a file, a folder or a link, also one that leads nowhere. */
export const exists = async (path: string): Promise<boolean> => (await lstatOrNull(path)) !== null;

/** Removes a file that may be gone already. */
export async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
}
