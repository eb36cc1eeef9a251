// Gives a stored file another name in its folder. The old name stays where the file system has hard links, until the new one is committed; a kill at
// any moment leaves the whole file under the old name, the new one, or both.
import { link, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AppError } from '../../../shared/errors.ts';
import { nameKey } from '../../../shared/file-names/free-name.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { MovedFile, RenameFileJob } from '../../core/ports.ts';
import { fileErrorCode } from '../files/file-io.ts';
import { lstatOrNull, readdirOrEmpty, removeFile } from '../files/optional-fs.ts';
import { compareEntries } from '../files/same-folder.ts';
import { checkFolder, folderError, syncFolder } from './folder-access.ts';
import { hasNoHardLinks, reserveAndRename } from './publish-file.ts';
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

/** See `VideoLibrary.namesBeside`. */
export const namesBeside = (folder: string, path: string): Promise<readonly string[]> => readdirOrEmpty(dirname(join(folder, path)));

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const isFile = async (path: string): Promise<boolean> => (await lstatOrNull(path))?.isFile() ?? false;

/** Gives the file the new name; null when it has it, also from an earlier attempt. */
async function placeName(job: RenameFileJob, from: string, to: string, isWindows: boolean): Promise<AppError | null> {
  const nameTaken: AppError = { kind: 'file-name-taken', name: nameOf(job.to).slice(0, 255) };
  if (!(await isFile(from))) return (await hasContent(to, job)) ? null : { kind: 'file-missing' };
  let existing = await lstatOrNull(to);
  if (job.isRepeated && existing?.isFile() === true && existing.size === 0 && job.bytes > 0) {
    await removeFile(to);
    existing = null;
  }
  if (existing === null) return (await addName(from, to, isWindows)) ? null : nameTaken;
  if (!existing.isFile()) return nameTaken;
  const comparison = await compareEntries(to, from);
  if (comparison === 'two-files') return nameTaken;
  // Both spellings are one name on a volume that ignores case.
  if (comparison === 'one-name' && nameKey(job.from) === nameKey(job.to)) await rename(from, to);
  return null;
}

/** False when the name has been taken meanwhile. On Windows a file that is open elsewhere refuses to be renamed, but not to be linked. */
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

/** True for a file with this content, which an attempt leaves that is killed after the rename. */
async function hasContent(path: string, { bytes, sha256 }: RenameFileJob): Promise<boolean> {
  const status = await lstatOrNull(path);
  return status?.isFile() === true && status.size === bytes && (await hashOfFile(path)) === sha256;
}

/** A file that cannot be renamed in a folder that can be written is open in another program. */
async function renameError(error: unknown, { folder, from }: RenameFileJob): Promise<AppError> {
  const code = fileErrorCode(error);
  if (code === 'ENAMETOOLONG') return { kind: 'name-not-allowed', name: nameOf(from).slice(0, 255) };
  if (['EBUSY', 'EPERM', 'EACCES', 'ETXTBSY'].includes(code) && (await checkFolder(folder)).ok) {
    return { kind: 'file-in-use', name: nameOf(from).slice(0, 255) };
  }
  return await folderError(error, folder, null);
}
