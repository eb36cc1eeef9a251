// Claims the name of a partial file before a transfer writes to it: an existing file must belong to the same download. A partial file that
// an earlier identity of the database began for the same result is taken over. Any other file is moved away, not overwritten.
import { randomBytes } from 'node:crypto';
import { constants, copyFile, lstat, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileErrorCode } from '../../files/file-io.ts';
import { lstatOrNull, readdirOrEmpty, removeFile } from '../../files/optional-fs.ts';
import { incomingPath, probePrefix } from '../folder-access.ts';
import { moveToStrays } from '../stray-files.ts';
import { noteMatches, notePath, type PartialFileKey, type PartialFileNote, partPath, readNoteAt, writeNote } from './partial-file.ts';
import { mayBelongTo, ownedPartPath, parsePartName, partName } from './partial-file-name.ts';

/** An earlier identity may still be running on another computer. Its transfers end after half a minute without bytes. */
const quietMs = 10 * 60_000;

interface ClaimPorts {
  readonly nowMs: number;
  /** True if this process has written the part at that path and closed it. */
  isClosedHere(path: string): boolean;
  /** Tests replace the calls to simulate a system that locks open files, or a file that is written meanwhile. */
  readonly calls?: Partial<ClaimCalls>;
}

/** The calls that may meet a file that another process has open. */
export interface ClaimCalls {
  rename(from: string, to: string): Promise<void>;
  /** Creates a new file; shares its blocks with the source if the file system supports that. */
  copy(from: string, to: string): Promise<void>;
  /** Removes a file; does nothing if it does not exist. */
  remove(path: string): Promise<void>;
}

const systemCalls: ClaimCalls = {
  rename,
  copy: (from, to) => copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE),
  remove: removeFile,
};

/** Claims the name. Afterwards, the files with this name contain bytes of this job, or do not exist. A kill at any point loses nothing. */
export async function claimPartialFile(key: PartialFileKey, ports: ClaimPorts): Promise<void> {
  const ownNote = await readNoteAt(notePath(key));
  if (ownNote !== null && noteMatches(ownNote, key)) return;
  const part = await lstatOrNull(partPath(key));
  const earlier = await findEarlier(key, ports);
  // An earlier run may have been killed after taking over the part and before taking over its note. The part then has no note.
  if (part !== null && part.size > 0 && (earlier === null || earlier.hasPart))
    await moveToStrays(key.folder, partName({ ...nameOf(key), kind: 'part' }));
  if (ownNote !== null) await moveToStrays(key.folder, partName({ ...nameOf(key), kind: 'part.json' }));
  if (earlier !== null) await takeOver(key, earlier, ports);
}

async function takeOver(key: PartialFileKey, earlier: EarlierPartialFile, ports: ClaimPorts): Promise<void> {
  const calls = { ...systemCalls, ...ports.calls };
  try {
    if (!earlier.hasPart) await calls.rename(earlier.notePath, notePath(key));
    else if (ports.isClosedHere(earlier.partPath)) {
      await calls.rename(earlier.partPath, partPath(key));
      await calls.rename(earlier.notePath, notePath(key));
    } else await takeOverByCopy(key, earlier, ports, calls);
  } catch (error) {
    // Windows and network drives lock open files, and another studio may have taken the file meanwhile. Then the transfer begins a new
    // part, or the earlier part stays beside the copy.
    if (!isLockedOrGone(error)) throw error;
  }
}

const isLockedOrGone = (error: unknown): boolean => ['EBUSY', 'EPERM', 'EACCES', 'ENOENT'].includes(fileErrorCode(error));

/**
 * Copies the bytes to a new file. A rename is not enough: another process may have the quiet part open, for example a process that waits
 * for its first byte or runs on a sleeping computer. That process would continue to write into its open file under any name, and change a video
 * that has been verified and published.
 */
async function takeOverByCopy(key: PartialFileKey, earlier: EarlierPartialFile, ports: ClaimPorts, calls: ClaimCalls): Promise<void> {
  const copy = ownedPartPath(key, 'part~');
  await removeFile(copy);
  try {
    await calls.copy(earlier.partPath, copy);
    await syncFile(copy);
    // The copy is inconsistent if a process wrote to the part during the copy.
    if (!(await isQuiet(key.folder, earlier, ports))) return;
    await calls.rename(copy, partPath(key));
  } finally {
    await removeFile(copy);
  }
  await writeNote(key, earlier.note);
  await calls.remove(earlier.partPath);
  await calls.remove(earlier.notePath);
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const nameOf = ({ owner, resultId }: PartialFileKey) => ({ databaseId: owner.id, resultId });

interface EarlierPartialFile {
  readonly partPath: string;
  readonly notePath: string;
  readonly note: PartialFileNote;
  readonly hasPart: boolean;
}

/**
 * Finds the note that an earlier identity or an earlier version left for the same bytes. Ignores partial files that a process may still
 * write.
 */
async function findEarlier(key: PartialFileKey, ports: ClaimPorts): Promise<EarlierPartialFile | null> {
  const incoming = incomingPath(key.folder);
  for (const name of await readdirOrEmpty(incoming)) {
    const parsed = parsePartName(name);
    if (parsed === null || parsed.kind !== 'part.json' || parsed.databaseId === key.owner.id || !mayBelongTo(parsed, key.owner)) continue;
    const note = await readNoteAt(join(incoming, name));
    if (note === null || !noteMatches(note, key)) continue;
    const paths = { partPath: join(incoming, partName({ ...parsed, kind: 'part' })), notePath: join(incoming, name) };
    const hasPart = (await lstatOrNull(paths.partPath)) !== null;
    if (!hasPart || ports.isClosedHere(paths.partPath) || (await isQuiet(key.folder, paths, ports))) return { ...paths, note, hasPart };
  }
  return null;
}

/**
 * True if neither file was written for ten minutes. File times come from the folder's server, whose clock may differ from this computer's,
 * so the earlier of both times is used. A process may still have the part open.
 */
async function isQuiet(folder: string, paths: Pick<EarlierPartialFile, 'partPath' | 'notePath'>, { nowMs }: ClaimPorts): Promise<boolean> {
  const quietSinceMs = Math.min(nowMs, await folderNowMs(folder)) - quietMs;
  for (const path of [paths.partPath, paths.notePath]) {
    const status = await lstatOrNull(path);
    if (status !== null && status.mtimeMs > quietSinceMs) return false;
  }
  return true;
}

/** Returns the current time by the clock of the folder's file system: the modification time of a new file. */
async function folderNowMs(folder: string): Promise<number> {
  // Created in the folder itself, where the next sweep removes a probe that a crash left.
  const path = join(folder, `${probePrefix}${randomBytes(8).toString('hex')}`);
  await (await open(path, 'wx')).close();
  try {
    return (await lstat(path)).mtimeMs;
  } finally {
    await unlink(path);
  }
}
