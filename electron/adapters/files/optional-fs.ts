// File calls that answer where there is nothing: null for a file, no names for a folder.
import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
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
