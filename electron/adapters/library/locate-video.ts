// Finds stored videos by folder and path, and hashes them. A missing file is null, not an error.
import { type FileHandle, lstat, open, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { fileErrorCode } from '../files/file-io.ts';
import { hashTaggedFile } from '../hash/tagged-file-hash.ts';
import { hashOfFile } from './relocate-file.ts';

/** Returns the location of a video of the library; null if there is no such file, or if the path leads out of the folder. */
export async function locateVideo(
  folder: string,
  path: string,
): Promise<{ absolutePath: string; bytes: number; modifiedAtMs: number } | null> {
  if (path === '' || path.includes('\0') || isAbsolute(path)) return null;
  try {
    const root = await realpath(folder);
    const absolutePath = await realpath(join(root, path));
    const relativePath = relative(root, absolutePath);
    if (relativePath === '' || relativePath === '..' || relativePath.startsWith(`..${sep}`) || isAbsolute(relativePath)) return null;
    const status = await lstat(absolutePath);
    return status.isFile() ? { absolutePath, bytes: status.size, modifiedAtMs: Math.round(status.mtimeMs) } : null;
  } catch (error) {
    // The video is missing in every case: deleted, unreadable, a loop of links, or a file in place of a folder.
    if (fileErrorCode(error) !== '') return null;
    throw error;
  }
}

/** Returns the SHA-256 of a stored video's bytes; null if it is gone, or the signal was aborted. */
export async function hashVideo(folder: string, path: string, signal: AbortSignal): Promise<string | null> {
  const file = await locateVideo(folder, path);
  return file === null ? null : await nullOnFileError(() => hashOfFile(file.absolutePath, signal));
}

/** Returns the hashes of a stored video with tags; null if it is gone, or the signal was aborted. */
export async function hashTaggedVideo(
  folder: string,
  path: string,
  signal: AbortSignal,
): Promise<Awaited<ReturnType<typeof hashTaggedFile>> | null> {
  const file = await locateVideo(folder, path);
  const handle = file === null ? null : await openIfFile(file.absolutePath);
  if (handle === null) return null;
  try {
    return await nullOnFileError(() => hashTaggedFile(handle, signal));
  } finally {
    await handle.close();
  }
}

/** Returns null for file errors: the file does not exist (any more). Throws other errors. */
async function nullOnFileError<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (fileErrorCode(error) !== '') return null;
    throw error;
  }
}

/** Opens a file for reading; null if there is none. */
export async function openIfFile(path: string): Promise<FileHandle | null> {
  try {
    return (await lstat(path)).isFile() ? await open(path, 'r') : null;
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
