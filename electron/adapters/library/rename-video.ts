// Gives a stored file another name in its folder. If the file system has hard links, the old name stays until the new name is committed. A
// kill at any moment leaves the whole file under the old name, the new name, or both.
import { link, rename, stat } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { AppError } from '../../../shared/errors.ts';
import { nameKey } from '../../../shared/file-names/free-name.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { MovedFile, RenameFileJob } from '../../core/ports.ts';
import { fileErrorCode } from '../files/file-io.ts';
import { lstatOrNull, readdirOrEmpty, removeFile } from '../files/optional-fs.ts';
import { compareEntries } from '../files/same-folder.ts';
import { hasNoHardLinks, reserveAndRename } from './download/publish-file.ts';
import { checkFolder, folderError, syncFolder } from './folder-access.ts';
import { hashOfFile } from './relocate-file.ts';

const systemCalls = { link, rename };

/** See `VideoLibrary.renameFile`. */
export async function renameVideo(job: RenameFileJob, isWindows = process.platform === 'win32'): Promise<Result<MovedFile, AppError>> {
  const [from, to] = [join(job.folder, job.from), join(job.folder, job.to)];
  try {
    const refusal = await placeName(job, from, to, isWindows);
    if (refusal !== null) return fail(refusal);
    await syncFolder(dirname(to));
    return ok({ path: job.to, modifiedAtMs: Math.round((await stat(to)).mtimeMs) });
  } catch (error) {
    return fail(await renameError(error, job));
  }
}

/** See `VideoLibrary.takeBackRename`. */
export async function takeBackRename(job: RenameFileJob, isWindows = process.platform === 'win32'): Promise<Result<null, AppError>> {
  const [from, to] = [join(job.folder, job.from), join(job.folder, job.to)];
  try {
    if (await isFile(to)) {
      await removeNewName(job, from, to, isWindows);
      await syncFolder(dirname(to));
    }
    return ok(null);
  } catch (error) {
    return fail(await renameError(error, job));
  }
}

/** Leaves the file only under its old name. Another file that has the new name stays. */
async function removeNewName(job: RenameFileJob, from: string, to: string, isWindows: boolean): Promise<void> {
  if (!(await isFile(from))) {
    if ((await hasContent(to, job)) && (await addName(to, from, isWindows))) await removeFile(to);
    return;
  }
  const isReservation = job.bytes > 0 && (await stat(to)).size === 0;
  const comparison = isReservation ? 'two-names' : await compareEntries(to, from);
  if (comparison === 'two-names') await removeFile(to);
  else if (comparison === 'one-name' && nameKey(job.from) === nameKey(job.to)) await rename(to, from);
}

/** See `VideoLibrary.namesBeside`. */
export const namesBeside = (folder: string, path: string): Promise<readonly string[]> => readdirOrEmpty(dirname(join(folder, path)));

const isFile = async (path: string): Promise<boolean> => (await lstatOrNull(path))?.isFile() ?? false;

/** Gives the file the new name. Returns null if the file now has that name. */
async function placeName(job: RenameFileJob, from: string, to: string, isWindows: boolean): Promise<AppError | null> {
  const nameTaken: AppError = { kind: 'file-name-taken', name: posix.basename(job.to).slice(0, 255) };
  if (!(await isFile(from))) return { kind: 'file-missing' };
  const existing = await lstatOrNull(to);
  if (existing === null) return (await addName(from, to, isWindows)) ? null : nameTaken;
  if (!existing.isFile()) return nameTaken;
  const comparison = await compareEntries(to, from);
  if (comparison === 'two-files') return nameTaken;
  // On a volume that ignores case, both spellings are the same name.
  if (comparison === 'one-name' && nameKey(job.from) === nameKey(job.to)) await rename(from, to);
  return null;
}

/** Returns false if the name was taken meanwhile. On Windows, a file that another program has open can be linked but not renamed. */
async function addName(from: string, to: string, isWindows: boolean): Promise<boolean> {
  if (isWindows) return await reserveAndRename(from, to, systemCalls);
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const code = fileErrorCode(error);
    if (code === 'EEXIST') return false;
    if (!hasNoHardLinks(code)) throw error;
    return await reserveAndRename(from, to, systemCalls);
  }
}

/** True for a file with this content. A rename that is killed may leave such a file. */
async function hasContent(path: string, { bytes, sha256 }: RenameFileJob): Promise<boolean> {
  const status = await lstatOrNull(path);
  return status?.isFile() === true && status.size === bytes && (await hashOfFile(path)) === sha256;
}

/** If the folder is writable but the file cannot be renamed, another program has the file open. */
async function renameError(error: unknown, { folder, from }: RenameFileJob): Promise<AppError> {
  const code = fileErrorCode(error);
  if (code === 'ENAMETOOLONG') return { kind: 'name-not-allowed', name: posix.basename(from).slice(0, 255) };
  if (['EBUSY', 'EPERM', 'EACCES', 'ETXTBSY'].includes(code) && (await checkFolder(folder)).ok) {
    return { kind: 'file-in-use', name: posix.basename(from).slice(0, 255) };
  }
  return await folderError(error, folder, null);
}
