// Handles partial files that this database does not know: files of another installation, or of a deleted database. Their bytes may be all
// that is left of a paid video, so they are counted, moved to a separate folder after a month, and never deleted.
import { link, lstat, mkdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { PartialFileOwner, PartialFileStatus, StrayFiles, VideoLibrary } from '../../core/ports.ts';
import { fileErrorCode } from '../files/file-io.ts';
import { lstatOrNull, readdirOrEmpty, removeFile } from '../files/optional-fs.ts';
import { type PartialFileNote, readNoteAt } from './download/partial-file.ts';
import { type PartialFileKind, type PartialFileName, parsePartName, partName } from './download/partial-file-name.ts';
import { temporaryPrefix } from './download/publish-file.ts';
import { incomingPath, probePrefix, syncFolder } from './folder-access.ts';

const straysFolder = 'strays';
const dayMs = 86_400_000;
const minStrayAgeMs = 30 * dayMs;
/** A probe exists for milliseconds. An older probe was left by a crash. */
const probeMaxAgeMs = 3_600_000;

/** Returns the folder for strays, inside `.incoming`. It may not exist. */
export const straysPath = (folder: string): string => join(incomingPath(folder), straysFolder);

/** Moves a file of `.incoming` to the strays, under its own name or the next free one. Does nothing if the file does not exist. */
export async function moveToStrays(folder: string, name: string): Promise<void> {
  await mkdir(straysPath(folder), { recursive: true });
  if (!(await lstat(straysPath(folder))).isDirectory())
    throw Object.assign(new Error(`${straysFolder} is not a folder`), { code: 'ENOTDIR' });
  for (let number = 1; ; number += 1) {
    const target = join(straysPath(folder), number === 1 ? name : `${name}.${number}`);
    if (await moveIfFree(join(incomingPath(folder), name), target)) break;
  }
  await syncFolder(straysPath(folder));
}

/**
 * Moves a file; returns false if the name is taken. Two installations may do this at once, so a hard link reserves the name if the file
 * system has hard links.
 */
async function moveIfFree(source: string, target: string): Promise<boolean> {
  try {
    await link(source, target);
  } catch (error) {
    const code = fileErrorCode(error);
    if (code === 'ENOENT') return true;
    if (code === 'EEXIST') return false;
    if ((await lstatOrNull(target)) !== null) return false;
    await rename(source, target);
    return true;
  }
  await unlink(source);
  return true;
}

/** The files of one database and one result. */
interface FileGroup {
  readonly databaseId: string | null;
  readonly resultId: number;
  readonly kinds: Map<PartialFileKind, GroupFile>;
}

interface GroupFile {
  readonly name: string;
  readonly bytes: number;
  readonly changedAtMs: number;
  /** The number of hard links of the file: a published file has a second name outside of `.incoming`. */
  readonly linkCount: number;
}

/** A stray whose name was taken has a number at its end. */
const numberedPattern = /\.\d+$/;

/** See `VideoLibrary.sweepPartialFiles`. `isActive`: a transfer of this process is writing under that name. */
export async function sweepPartialFiles(
  { folder, owner, statusOf }: Parameters<VideoLibrary['sweepPartialFiles']>[0],
  nowMs: number,
  isActive: (name: PartialFileName) => boolean,
): Promise<StrayFiles> {
  // Listed only once, because listing a network folder with many videos takes a while.
  const names = await readdirOrEmpty(folder);
  await ignoringFileErrors(removeOldProbes(folder, names, nowMs), undefined);
  await ignoringFileErrors(removeLeftoverCopies(folder, names, owner), undefined);
  const strays = { count: 0, bytes: 0 };
  for (const group of await groupsIn(incomingPath(folder))) {
    if (isActive({ databaseId: group.databaseId, resultId: group.resultId, kind: 'part' })) continue;
    // A group that cannot be read or moved stays in `.incoming` and is counted there.
    const outcome = await ignoringFileErrors(tidyGroup({ folder, owner, statusOf }, nowMs, group), 'stays');
    if (outcome === 'stays') addTo(strays, group);
  }
  for (const group of await groupsIn(straysPath(folder))) addTo(strays, group);
  return strays;
}

/** Tidies one group. `stays`: the group is a stray and is counted in `.incoming`. A moved group is counted among the strays. */
async function tidyGroup(
  { folder, owner, statusOf }: Parameters<VideoLibrary['sweepPartialFiles']>[0],
  nowMs: number,
  group: FileGroup,
): Promise<'pending' | 'moved' | 'stays'> {
  // A kill interrupted the copy of an earlier identity's part. The earlier part still exists.
  if (group.databaseId === owner.id) await removeGroupFile(folder, group.kinds.get('part~'));
  const status = await statusOfGroup(folder, group, statusOf);
  if (status === 'stored') await removeLeftovers(folder, group, owner);
  if (status === 'pending') return 'pending';
  const isOld = [...group.kinds.values()].every(({ changedAtMs }) => nowMs - changedAtMs > minStrayAgeMs);
  if (!isOld || !hasBytes(group)) return 'stays';
  for (const { name } of group.kinds.values()) await moveToStrays(folder, name);
  return 'moved';
}

/** Returns `fallback` for a file error, so that one such file does not stop the sweep. Throws any other error: it is a bug. */
async function ignoringFileErrors<T>(work: Promise<T>, fallback: T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (fileErrorCode(error) === '') throw error;
    return fallback;
  }
}

/** Copies of a move are not downloads, but they contain bytes and are kept like downloads. */
const hasBytes = ({ kinds }: FileGroup): boolean => [...kinds].some(([kind, { bytes }]) => isContent(kind) && bytes > 0);
const isContent = (kind: PartialFileKind): boolean => kind === 'part' || kind === 'aside' || kind === 'move';

function addTo(strays: { count: number; bytes: number }, { kinds }: FileGroup): void {
  const bytes = (kinds.get('part')?.bytes ?? 0) + (kinds.get('aside')?.bytes ?? 0);
  if (bytes === 0) return;
  strays.count += 1;
  strays.bytes += bytes;
}

async function statusOfGroup(
  folder: string,
  { databaseId, resultId, kinds }: FileGroup,
  statusOf: Parameters<VideoLibrary['sweepPartialFiles']>[0]['statusOf'],
): Promise<PartialFileStatus> {
  const noteOf = async (kind: PartialFileKind): Promise<PartialFileNote | null> =>
    kinds.has(kind) ? await readNoteAt(join(incomingPath(folder), partName({ databaseId, resultId, kind }))) : null;
  const statuses: PartialFileStatus[] = [];
  for (const [content, note] of [
    ['part', await noteOf('part.json')],
    ['aside', await noteOf('aside.json')],
  ] as const) {
    const bytes = kinds.get(content)?.bytes ?? 0;
    if (note !== null || kinds.has(content))
      statuses.push(statusOf({ resultId, serviceResultName: note?.of ?? null, url: note?.url ?? null, bytes }));
  }
  if (statuses.includes('pending')) return 'pending';
  return statuses.length === 0 || statuses.includes('unknown') ? 'unknown' : 'stored';
}

/**
 * Removes a note without a part, and a part that is a second name of a published file: neither contains bytes of its own. Touches only
 * files of this identity: a restored database has a new identity, so files from before the restore are not tidied.
 */
async function removeLeftovers(folder: string, { databaseId, kinds }: FileGroup, owner: PartialFileOwner): Promise<void> {
  if (databaseId !== owner.id) return;
  // Without a quarantined file the note is a leftover: the file has been stored in the library since.
  if (!kinds.has('aside')) await removeGroupFile(folder, kinds.get('aside.json'));
  const part = kinds.get('part');
  if (part !== undefined && part.linkCount < 2 && part.bytes > 0) return;
  for (const kind of ['part', 'part.json', 'part.json~'] as const) await removeGroupFile(folder, kinds.get(kind));
}

async function removeGroupFile(folder: string, file: GroupFile | undefined): Promise<void> {
  if (file !== undefined) await removeFile(join(incomingPath(folder), file.name));
}

async function groupsIn(folder: string): Promise<readonly FileGroup[]> {
  const groups = new Map<string, FileGroup>();
  for (const name of await readdirOrEmpty(folder)) {
    const parsed = parsePartName(name.replace(numberedPattern, ''));
    const status = parsed === null ? null : await lstatOrNull(join(folder, name));
    if (parsed === null || status === null || !status.isFile()) continue;
    const { databaseId, resultId, kind } = parsed;
    const key = `${databaseId}-${resultId}${numberedPattern.exec(name)?.[0] ?? ''}`;
    const group = groups.get(key) ?? { databaseId, resultId, kinds: new Map() };
    group.kinds.set(kind, { name, bytes: status.size, changedAtMs: status.mtimeMs, linkCount: status.nlink });
    groups.set(key, group);
  }
  return [...groups.values()];
}

async function removeOldProbes(folder: string, names: readonly string[], nowMs: number): Promise<void> {
  for (const name of names) {
    if (!name.startsWith(probePrefix)) continue;
    const status = await lstatOrNull(join(folder, name));
    if (status !== null && nowMs - status.mtimeMs > probeMaxAgeMs) await removeFile(join(folder, name));
  }
}

/** Removes copies of interrupted moves under names of this database: the next attempt copies again. */
async function removeLeftoverCopies(folder: string, names: readonly string[], owner: PartialFileOwner): Promise<void> {
  const sources = new Set(await readdirOrEmpty(incomingPath(folder)));
  for (const name of names) {
    const source = name.startsWith(temporaryPrefix) ? name.slice(temporaryPrefix.length) : null;
    const isOwn = source !== null && parsePartName(source)?.databaseId === owner.id;
    if (isOwn && !sources.has(source)) await removeFile(join(folder, name));
  }
}
