// Opens files of the user in place, and reads them as the source of an upload without copying them.
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, isAbsolute, join } from 'node:path';
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { FileSource } from '../../core/ports.ts';
import { fileErrorCode, readAt, readChunks } from '../files/file-io.ts';
import { fileTypeOf, sniffBytes } from '../media/file-type.ts';
import { displayName } from './display-name.ts';
import { fileLimitBytes } from './reference-metadata.ts';

/** True for Windows device paths and raw paths, which no user drops or chooses. */
const isDevice = (path: string): boolean => /^[\\/]{2}[.?][\\/]/.test(path) || path.startsWith('\\??\\');

/** Expands `~/` to the user's home folder, as in the paths of a batch file. Returns any other path as it is. */
const expandHome = (path: string): string => (/^~[\\/]/.test(path) ? join(homedir(), path.slice(2)) : path);

/** Opens a file that the user gave. Never blocks, although opening a pipe normally blocks until another process writes into it. */
export async function openUserFile(
  userPath: string,
  name: string,
): Promise<Result<{ readonly handle: FileHandle; readonly bytes: number; readonly modifiedAtMs: number }, AppError>> {
  const path = expandHome(userPath);
  // The user's files have absolute paths; a relative path would be resolved from the folder in which the studio was started.
  if (!isAbsolute(path) || isDevice(path) || path.includes('\0')) return fail({ kind: 'reference-file-missing', name });
  let handle: FileHandle;
  try {
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const code = fileErrorCode(error);
    if (code === '' || code.startsWith('ERR_')) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR') return fail({ kind: 'reference-file-missing', name });
    return fail({ kind: 'reference-unreadable', name, detail: code === 'EISDIR' ? 'a folder' : code });
  }
  const status = await handle.stat();
  if (status.isFile()) return ok({ handle, bytes: status.size, modifiedAtMs: status.mtimeMs });
  await handle.close();
  return fail({ kind: 'reference-unreadable', name, detail: status.isDirectory() ? 'a folder' : 'not a file' });
}

/** Returns a picture, video or sound of at most 100 MB as a source that reads the file in place. The type is detected by the content. */
export async function userFileSource(userPath: string): Promise<Result<FileSource, AppError>> {
  const path = expandHome(userPath);
  const name = displayName(basename(path)) || 'file';
  const opened = await openUserFile(path, name);
  if (!opened.ok) return opened;
  const { handle, bytes } = opened.value;
  try {
    if (bytes === 0) return fail({ kind: 'reference-wrong-type', name, found: 'inode/x-empty' });
    const type = fileTypeOf(await readAt(handle, 0, Math.min(sniffBytes, bytes)));
    if (type === null || type.kind === 'other') return fail({ kind: 'reference-wrong-type', name, found: type?.mimeType ?? null });
    if (bytes > fileLimitBytes) return fail({ kind: 'reference-too-large', name, bytes, limitBytes: fileLimitBytes });
    return ok({ name, mimeType: type.mimeType, bytes, read: () => fileChunks(path) });
  } catch (error) {
    const code = fileErrorCode(error);
    if (code === '' || code.startsWith('ERR_')) throw error;
    return fail({ kind: 'reference-unreadable', name, detail: code });
  } finally {
    await handle.close();
  }
}

/** Reads a file in chunks that the caller may keep. Throws file errors. */
export async function* fileChunks(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    // Copies each chunk, because the receiver may keep it while the next chunk is read.
    for await (const piece of readChunks(handle, size)) yield Buffer.from(piece);
  } finally {
    await handle.close();
  }
}
