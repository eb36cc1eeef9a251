// Copies or links a stored file into another folder. The old file stays untouched, so that a kill at any moment leaves at least one whole
// file under a name that the database knows; the old file is removed in a separate step after the new location is committed.
import { createHash } from 'node:crypto';
import { link, open, stat } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { AppError } from '../../../shared/errors.ts';
import { isDiskFullCode } from '../../../shared/files/disk-full.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { FileContent, FileLocation, MovedFile, MoveFileJob } from '../../core/ports.ts';
import { identityOf, isSameIdentity } from '../files/file-identity.ts';
import { fileErrorCode, readChunks } from '../files/file-io.ts';
import { exists, lstatOrNull, removeFile } from '../files/optional-fs.ts';
import { compareEntries, isSameFolder } from '../files/same-folder.ts';
import { type CopyOutcome, copyBytes } from '../files/verified-copy.ts';
import type { DiskSpace } from './disk-space.ts';
import { ownedPartPath } from './download/partial-file-name.ts';
import { candidateNames, preferredNameOf, publishFile, removeLeftoverCopy } from './download/publish-file.ts';
import { folderError, incomingFolder, makeFolders, syncFolder } from './folder-access.ts';

const marginBytes = 8 * 1024 * 1024;

interface RelocatePorts {
  readonly diskSpace: DiskSpace;
  /** Tests set this to false to simulate a second volume. */
  readonly mayLink: boolean;
}

/**
 * See `VideoLibrary.copyOrLink`. Returns file errors as values. An error of the old folder is `file-missing`, or classified by
 * `folderError`.
 */
export async function copyOrLinkFile(ports: RelocatePorts, job: MoveFileJob, signal: AbortSignal): Promise<Result<MovedFile, AppError>> {
  const source = join(job.from.folder, job.from.path);
  try {
    const hasSource = await isFile(source);
    const folder = await targetFolder(job);
    if (hasSource && (await isSameFolder(folder, dirname(source))))
      return ok(await movedFileAt(job.toFolder, pathIn(job, posix.basename(job.from.path))));
    const earlier = await findFromEarlierAttempt(job, hasSource ? source : null);
    if (earlier !== null) {
      // The earlier attempt was killed after the copy got its final name, so the temporary name may still exist.
      await removeFile(copyPath(job));
      await removeLeftoverCopy(copyPath(job), folder);
      return ok(earlier);
    }
    if (!hasSource) return fail({ kind: 'file-missing' });
    const name = (ports.mayLink ? await linkInto(job, source) : null) ?? (await copyInto(ports, job, source, folder, signal));
    if (typeof name !== 'string') return name;
    await syncFolder(folder);
    return ok(await movedFileAt(job.toFolder, pathIn(job, name)));
  } catch (error) {
    return fail(await folderError(error, isSourceError(error, source) ? job.from.folder : job.toFolder, job.bytes));
  }
}

/** The folder that gets the file. */
async function targetFolder({ toFolder, subfolder }: MoveFileJob): Promise<string> {
  if (subfolder !== '') await makeFolders(toFolder, subfolder);
  return join(toFolder, subfolder);
}

/** The path of a file in the target folder, relative to the library folder. */
const pathIn = ({ subfolder }: MoveFileJob, name: string): string => posix.join(subfolder, name);

/** See `VideoLibrary.removeSource`. */
export async function removeSource(old: FileLocation, current: FileLocation, content: FileContent): Promise<Result<null, AppError>> {
  const [oldPath, newPath] = [join(old.folder, old.path), join(current.folder, current.path)];
  try {
    if (!(await isFile(oldPath))) return ok(null);
    // Without the new file, the old file is the only copy.
    if (!(await isFile(newPath))) return fail({ kind: 'file-missing' });
    const comparison = await compareEntries(newPath, oldPath);
    // Both paths are the same name of one file. Removing that name would remove the video.
    if (comparison === 'one-name') return ok(null);
    if (comparison === 'two-files') {
      if (!(await hasContent(newPath, content))) return fail({ kind: 'file-changed' });
      // Another program has put a different file there, which the studio must not remove.
      if (!(await hasContent(oldPath, content))) return ok(null);
    }
    await removeFile(oldPath);
    await syncFolder(dirname(oldPath));
    return ok(null);
  } catch (error) {
    return fail(await folderError(error, old.folder, null));
  }
}

async function hasContent(path: string, { bytes, sha256 }: FileContent): Promise<boolean> {
  return (await stat(path)).size === bytes && (sha256 === null || (await hashOfFile(path)) === sha256);
}

/** True for an error of the old file. Only the old folder is read, and an error of a call by path contains the path. */
export function isSourceError(error: unknown, source: string): boolean {
  if (!(error instanceof Error)) return false;
  const { syscall, path, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  return dest === undefined && (path === source || (path === undefined && syscall === 'read'));
}

/** `path` is relative to the library folder. */
async function movedFileAt(folder: string, path: string): Promise<MovedFile> {
  const { mtimeMs } = await stat(join(folder, path));
  return { path, modifiedAtMs: Math.round(mtimeMs) };
}

/** Finds the file that an interrupted attempt left under its planned name; null if the file there is another one. */
async function findFromEarlierAttempt(job: MoveFileJob, source: string | null): Promise<MovedFile | null> {
  if (job.plannedPath === null) return null;
  const target = join(job.toFolder, job.plannedPath);
  if (!(await isFile(target))) return null;
  const status = await stat(target);
  // An empty file is our own reservation of the name, on a file system without hard links.
  if (status.size === 0 && job.bytes > 0) await removeFile(target);
  const isSameFile = source !== null && isSameIdentity(await identityOf(target), await identityOf(source));
  if (!isSameFile && (status.size !== job.bytes || (await hashOfFile(target)) !== job.sha256)) return null;
  await syncFolder(dirname(target));
  return await movedFileAt(job.toFolder, job.plannedPath);
}

/** Creates a hard link; returns null if the folders are on two volumes or the file system has no hard links. */
async function linkInto(job: MoveFileJob, source: string): Promise<string | null> {
  for (const name of candidateNames(preferredNameOf(job.from.path))) {
    const target = join(job.toFolder, pathIn(job, name));
    if (await exists(target)) continue;
    job.onPathPlanned(pathIn(job, name));
    try {
      await link(source, target);
      return name;
    } catch (error) {
      const code = fileErrorCode(error);
      if (code === 'EEXIST') continue;
      if (isDiskFullCode(code) || code === 'EROFS' || code === 'ENOENT' || code === '') throw error;
      return null;
    }
  }
  throw Object.assign(new Error('no free file name'), { code: 'EEXIST' });
}

/** The path of a copy until it is complete. */
const copyPath = ({ toFolder, owner, resultId }: MoveFileJob): string => ownedPartPath({ folder: toFolder, owner, resultId }, 'move');

async function copyInto(
  ports: RelocatePorts,
  job: MoveFileJob,
  source: string,
  folder: string,
  signal: AbortSignal,
): Promise<string | Result<never, AppError>> {
  const { toFolder, bytes, resultId } = job;
  const shortage = await ports.diskSpace.claim(toFolder, `move ${resultId}`, bytes, marginBytes);
  if (shortage !== null) return fail(shortage);
  await incomingFolder(toFolder);
  const part = copyPath(job);
  try {
    const outcome = await copyWithTimes(source, part, job, signal);
    if (signal.aborted) return fail({ kind: 'cancelled-by-user' });
    if (outcome.kind === 'differs')
      throw Object.assign(new Error('the copy does not read back as it was written'), { code: 'EIO', path: part });
    // The source has changed since it was stored. The source stays where it is, and the caller is told.
    if (outcome.kind !== 'copied' || outcome.sha256 !== job.sha256) return fail({ kind: 'file-changed' });
    return await publishFile(part, folder, preferredNameOf(job.from.path), async (name) => job.onPathPlanned(pathIn(job, name)));
  } finally {
    ports.diskSpace.release(`move ${resultId}`);
    await removeFile(part);
  }
}

async function copyWithTimes(source: string, part: string, job: MoveFileJob, signal: AbortSignal): Promise<CopyOutcome> {
  const from = await open(source, 'r');
  try {
    const to = await open(part, 'w+');
    try {
      return await copyBytes(from, to, job.bytes, { signal, onProgress: (copiedBytes) => job.onProgress(copiedBytes) });
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

/** Computes the SHA-256 of a whole file in hexadecimal; null if the signal is aborted. */
export async function hashOfFile(path: string, signal?: AbortSignal): Promise<string | null> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const hash = createHash('sha256');
    for await (const piece of readChunks(handle, size)) {
      if (signal?.aborted === true) return null;
      hash.update(piece);
    }
    return hash.digest('hex');
  } finally {
    await handle.close();
  }
}

const isFile = async (path: string): Promise<boolean> => (await lstatOrNull(path))?.isFile() ?? false;
