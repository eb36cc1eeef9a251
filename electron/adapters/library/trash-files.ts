// Moves files into and out of the trash of a library folder, and deletes files from the trash. A move is a hard link and the removal of the
// old name, so that no file is ever replaced; file systems without hard links reserve the new name first (`publish-file.ts`).
import { rmdir, unlink } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isTrashPath, trashFolderName } from '../../../shared/trash.ts';
import type { MoveWithin, MoveWithinOutcome, TrashFiles } from '../../core/ports.ts';
import { identityOf, isSameIdentity } from '../files/file-identity.ts';
import { fileErrorCode } from '../files/file-io.ts';
import { exists, lstatOrNull, removeFile } from '../files/optional-fs.ts';
import { candidateNames, moveWithinVolume, preferredNameOf, systemCalls, type VolumeCalls } from './download/publish-file.ts';
import { checkFolder, folderError, makeFolders, syncFolder } from './folder-access.ts';
import { hashOfFile } from './relocate-file.ts';

/** File calls and platform, which tests replace. */
interface TrashPorts {
  readonly calls: VolumeCalls;
  readonly platform: NodeJS.Platform;
}

/** Creates the part of the `VideoLibrary` port that handles the trash. */
export function createTrashFiles({ calls = systemCalls, platform = process.platform }: Partial<TrashPorts> = {}): TrashFiles {
  const ports: TrashPorts = { calls, platform };
  return {
    async freePath(folder, path, isReserved) {
      try {
        for (const candidate of candidatePaths(path))
          if (!isReserved(candidate) && !(await exists(join(folder, candidate)))) return ok(candidate);
        throw Object.assign(new Error('no free file name'), { code: 'EEXIST' });
      } catch (error) {
        return fail(await trashError(ports, error, folder, path));
      }
    },

    async moveWithin(folder, moves) {
      const outcomes: Result<MoveWithinOutcome, AppError>[] = [];
      const changedFolders = new Set<string>();
      for (const move of moves) {
        try {
          const outcome = await moveOne(ports, folder, move);
          outcomes.push(ok(outcome));
          if (outcome === 'moved') for (const path of [move.from, move.to]) changedFolders.add(dirname(join(folder, path)));
        } catch (error) {
          outcomes.push(fail(await trashError(ports, error, folder, move.from)));
        }
      }
      for (const path of changedFolders) if (await exists(path)) await syncFolder(path);
      for (const { from } of moves) if (isTrashPath(from)) await removeEmptyFolders(folder, posix.dirname(from));
      return outcomes;
    },

    async moveBack(folder, moves) {
      const outcomes: Result<null, AppError>[] = [];
      for (const { from, to } of moves) {
        try {
          if (!(await removeReservation(join(folder, to), join(folder, from))))
            await moveOne(ports, folder, { from: to, to: from, isResumed: true });
          for (const path of [from, to].map((name) => dirname(join(folder, name)))) if (await exists(path)) await syncFolder(path);
          if (isTrashPath(to)) await removeEmptyFolders(folder, posix.dirname(to));
          outcomes.push(ok(null));
        } catch (error) {
          outcomes.push(fail(await trashError(ports, error, folder, from)));
        }
      }
      return outcomes;
    },

    async deleteFromTrash(folder, paths) {
      const outcomes: Result<null, AppError>[] = [];
      for (const path of paths) {
        try {
          if (!isTrashPath(path)) throw new Error(`not in the trash: ${path}`);
          if (await isInRealFolders(folder, posix.dirname(path))) await removeFile(join(folder, path));
          outcomes.push(ok(null));
          await removeEmptyFolders(folder, posix.dirname(path));
        } catch (error) {
          outcomes.push(fail(await trashError(ports, error, folder, path)));
        }
      }
      return outcomes;
    },
  };
}

/** The path itself, then the same path with numbers. */
function* candidatePaths(path: string): Generator<string> {
  yield path;
  for (const name of candidateNames(preferredNameOf(path))) if (name !== posix.basename(path)) yield posix.join(posix.dirname(path), name);
}

async function moveOne({ calls }: TrashPorts, folder: string, { from, to, isResumed, content }: MoveWithin): Promise<MoveWithinOutcome> {
  const [source, target] = [join(folder, from), join(folder, to)];
  const sourceStatus = await lstatOrNull(source);
  const targetStatus = await lstatOrNull(target);
  if (sourceStatus === null) return targetStatus !== null && isResumed ? 'moved' : 'missing';
  if (!sourceStatus.isFile()) throw Object.assign(new Error('not a regular file'), { code: 'EINVAL' });
  if (content !== undefined && (sourceStatus.size !== content.bytes || (await hashOfFile(source)) !== content.sha256)) return 'missing';
  if (targetStatus !== null) {
    if (!isResumed) return 'taken';
    if (isSameIdentity(await identityOf(source), await identityOf(target))) {
      await unlink(source);
      return 'moved';
    }
    // An empty target is the reservation of a name, on a file system without hard links.
    if (targetStatus.size > 0 || sourceStatus.size === 0) return 'taken';
    await unlink(target);
  }
  await makeFolders(folder, posix.dirname(to));
  return (await moveOrUndo(source, target, calls)) ? 'moved' : 'taken';
}

/** Removes an empty file that reserves the name of a file at `source`. Returns false if there is no such file. */
async function removeReservation(reserved: string, source: string): Promise<boolean> {
  const [reservedStatus, sourceStatus] = [await lstatOrNull(reserved), await lstatOrNull(source)];
  if (reservedStatus?.isFile() !== true || reservedStatus.size > 0 || sourceStatus === null || sourceStatus.size === 0) return false;
  await unlink(reserved);
  return true;
}

/** Moves the file. If the old name cannot be removed because another program has the file open, removes the new name again. */
async function moveOrUndo(source: string, target: string, calls: VolumeCalls): Promise<boolean> {
  try {
    return await moveWithinVolume(source, target, calls);
  } catch (error) {
    if ((await exists(source)) && (await exists(target)) && isSameIdentity(await identityOf(source), await identityOf(target)))
      await unlink(target);
    throw error;
  }
}

/** True if all subfolders of a path exist. Throws if one of them is a link. */
async function isInRealFolders(folder: string, path: string): Promise<boolean> {
  let current = folder;
  for (const name of path.split('/')) {
    current = join(current, name);
    const status = await lstatOrNull(current);
    if (status === null) return false;
    if (!status.isDirectory()) throw Object.assign(new Error(`${name} is not a folder`), { code: 'EINVAL' });
  }
  return true;
}

/** Removes the empty subfolders of the trash on the way to `path`; the trash itself stays. */
async function removeEmptyFolders(folder: string, path: string): Promise<void> {
  for (let current = path; current !== trashFolderName && isTrashPath(current); current = posix.dirname(current)) {
    try {
      await rmdir(join(folder, current));
    } catch (error) {
      // The folder is not empty or already gone. Both are harmless.
      if (fileErrorCode(error) === '') throw error;
      return;
    }
  }
}

/** Classifies a failed call for a file of the folder. Throws any other error: it is a bug. */
async function trashError({ platform }: TrashPorts, error: unknown, folder: string, path: string): Promise<AppError> {
  const code = fileErrorCode(error);
  const inUse: AppError = { kind: 'file-in-use', name: posix.basename(path).slice(0, 255) };
  if (code === 'EXDEV') return { kind: 'trash-on-other-volume', folder };
  if (code === 'EBUSY' || code === 'ETXTBSY') return inUse;
  // Windows reports the same error for a file that another program has open as for missing permission.
  if (platform === 'win32' && (code === 'EPERM' || code === 'EACCES') && (await checkFolder(folder)).ok) return inUse;
  return await folderError(error, folder, null);
}
