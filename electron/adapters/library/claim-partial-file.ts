// Before a transfer writes under its name: what lies there must be its own. What an earlier identity of the database has begun for the same
// result is taken over; anything else is moved out of the way, not overwritten.
import { randomBytes } from 'node:crypto';
import { lstat, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileErrorCode } from '../files/file-io.ts';
import { lstatOrNull, readdirOrEmpty } from '../files/optional-fs.ts';
import { incomingPath, PROBE_PREFIX } from './folder-access.ts';
import { noteMatches, notePath, type PartialFileKey, partPath, readNoteAt } from './partial-file.ts';
import { couldBeOwn, parsePartName, partName } from './partial-file-name.ts';
import { moveToStrays } from './stray-files.ts';

/** A former identity may still be running, on another computer. Its transfers end after half a minute without bytes. */
const QUIET_MS = 10 * 60_000;

export interface ClaimPorts {
  readonly nowMs: number;
  /** Whether this process has written the part at that path, and has closed it. */
  isClosedHere(path: string): boolean;
  /** Replaced in tests of a system that does not rename open files. */
  readonly rename?: (from: string, to: string) => Promise<void>;
}

/** Afterwards the files under the part's name are of the job's bytes, or there are none. A kill in between loses nothing. */
export async function claimPartialFile(of: PartialFileKey, ports: ClaimPorts): Promise<void> {
  const own = await readNoteAt(notePath(of));
  if (own !== null && noteMatches(own, of)) return;
  const part = await lstatOrNull(partPath(of));
  const earlier = await earlierNote(of, ports);
  // A part that was taken over before its note, by a run that was killed in between, waits for that note.
  if (part !== null && part.size > 0 && (earlier === null || earlier.hasPart))
    await moveToStrays(of.folder, partName({ ...nameOf(of), kind: 'part' }));
  if (own !== null) await moveToStrays(of.folder, partName({ ...nameOf(of), kind: 'part.json' }));
  if (earlier !== null) await takeOver(of, earlier, ports.rename ?? rename);
}

async function takeOver(of: PartialFileKey, earlier: Earlier, move: NonNullable<ClaimPorts['rename']>): Promise<void> {
  try {
    if (earlier.hasPart) await move(join(incomingPath(of.folder), earlier.part), partPath(of));
    await move(join(incomingPath(of.folder), earlier.note), notePath(of));
  } catch (error) {
    // Windows and network drives do not rename what a program holds open, and another studio may have taken it meanwhile: an own part is begun.
    if (!['EBUSY', 'EPERM', 'EACCES', 'ENOENT'].includes(fileErrorCode(error))) throw error;
  }
}

const nameOf = ({ owner, resultId }: PartialFileKey) => ({ databaseId: owner.id, resultId });

interface Earlier {
  readonly part: string;
  readonly note: string;
  readonly hasPart: boolean;
}

/** What an earlier identity, or an earlier studio, has left for the same bytes and nobody is writing any more. */
async function earlierNote(of: PartialFileKey, ports: ClaimPorts): Promise<Earlier | null> {
  for (const name of await readdirOrEmpty(incomingPath(of.folder))) {
    const parsed = parsePartName(name);
    if (parsed === null || parsed.kind !== 'part.json' || parsed.databaseId === of.owner.id || !couldBeOwn(parsed, of.owner)) continue;
    const note = await readNoteAt(join(incomingPath(of.folder), name));
    if (note === null || !noteMatches(note, of)) continue;
    const part = partName({ ...parsed, kind: 'part' });
    const hasPart = (await lstatOrNull(join(incomingPath(of.folder), part))) !== null;
    if (!hasPart || (await isQuiet(of.folder, part, name, ports))) return { part, note: name, hasPart };
  }
  return null;
}

/**
 * Whether neither file was written for ten minutes. Their times are the folder's, which may be a server with another time than this computer:
 * the earlier of both clocks counts.
 */
async function isQuiet(folder: string, part: string, note: string, { nowMs, isClosedHere }: ClaimPorts): Promise<boolean> {
  const paths = [part, note].map((name) => join(incomingPath(folder), name));
  if (isClosedHere(join(incomingPath(folder), part))) return true;
  const until = Math.min(nowMs, await folderNowMs(folder)) - QUIET_MS;
  for (const path of paths) {
    const status = await lstatOrNull(path);
    if (status !== null && status.mtimeMs > until) return false;
  }
  return true;
}

/** The time that the folder's file system gives a file now. */
async function folderNowMs(folder: string): Promise<number> {
  // In the folder itself, where a probe that a crash leaves is removed.
  const path = join(folder, `${PROBE_PREFIX}${randomBytes(8).toString('hex')}`);
  await (await open(path, 'wx')).close();
  try {
    return (await lstat(path)).mtimeMs;
  } finally {
    await unlink(path);
  }
}
