// Finds the copies of references by their content, and opens them.
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError } from '../../../shared/errors.ts';
import { isDiskFullCode } from '../../../shared/files/disk-full.ts';
import { fail, type Result } from '../../../shared/result.ts';
import { fileErrorCode } from '../files/file-io.ts';
import { freeBytesOf } from '../library/folder-access.ts';

const sha256Pattern = /^[0-9a-f]{64}$/;

/** Returns the path and size of the copy with this content; null if there is none. Throws other file errors. */
export async function locateStoredCopy(folder: string, sha256: string): Promise<{ absolutePath: string; bytes: number } | null> {
  if (!sha256Pattern.test(sha256)) return null;
  const subfolder = join(folder, sha256.slice(0, 2));
  try {
    const name = (await readdir(subfolder)).find((entry) => entry.startsWith(`${sha256}.`));
    if (name === undefined) return null;
    const status = await stat(join(subfolder, name));
    return status.isFile() ? { absolutePath: join(subfolder, name), bytes: status.size } : null;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(fileErrorCode(error))) return null;
    throw error;
  }
}

/**
 * Opens the copy of a reference, runs `work` and closes the copy. Fails if there is no copy; `storeError` converts file errors to failures.
 */
export async function withStoredCopy<T>(
  folder: string,
  sha256: string,
  name: string,
  work: (handle: FileHandle, bytes: number) => Promise<Result<T, AppError>>,
): Promise<Result<T, AppError>> {
  const place = await locateStoredCopy(folder, sha256);
  if (place === null) return fail({ kind: 'reference-file-missing', name });
  try {
    const handle = await open(place.absolutePath, 'r');
    try {
      return await work(handle, place.bytes);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return fail(await storeError(error, folder, name));
  }
}

/** Classifies a file error: a full disk, otherwise a problem of the file. Throws other errors. */
export async function storeError(error: unknown, folder: string, name: string): Promise<AppError> {
  const code = fileErrorCode(error);
  if (code === '' || code.startsWith('ERR_')) throw error;
  if (isDiskFullCode(code)) return { kind: 'disk-full', folder, neededBytes: null, freeBytes: await freeBytesOf(folder) };
  return { kind: 'reference-unreadable', name, detail: error instanceof Error ? error.message.slice(0, 500) : code };
}
