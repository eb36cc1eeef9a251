// A video that is still coming: `<id>.part` holds its first bytes, `<id>.part.json` says of what. The order of writes keeps them true to
// each other at every moment: the part is emptied before the note names another source, and the note is on disk before its bytes are.
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readFile, rename, unlink } from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { untaggedWhy } from '../../shared/video-tags.ts';
import { fileErrorCode } from './file-bytes.ts';
import { incomingPath, syncFolder } from './library-folder.ts';
import { undoTags } from './write-tags.ts';

const partNote = z.object({
  /** See `of` of `Library.download`. Null in notes that were written before there was such a thing. */
  of: z.string().nullable().default(null),
  url: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  totalBytes: z.number().int().nonnegative().nullable(),
  /** Bytes that were synced when the last request ended; others are only as safe as the running system. */
  syncedBytes: z.number().int().nonnegative(),
  /** When the computer was started, as seen then. */
  bootedAtMs: z.number(),
  /** The name that the finished file is about to get, or has got. */
  published: z
    .object({
      name: z.string(),
      bytes: z.number().int(),
      sha256: z.string(),
      // Absent in notes of studios that wrote no tags: the file is what was received.
      receivedSha256: z.string().optional(),
      untagged: untaggedWhy.nullable().default('older'),
    })
    .nullable(),
  /** Tags are being written into the part, which holds everything: what it takes to undo that. */
  tagging: z.object({ receivedBytes: z.number().int(), moovAt: z.number().int(), receivedSha256: z.string() }).nullable().default(null),
});
export type PartNote = z.infer<typeof partNote>;

/** Clocks are corrected by minutes at most; a restart takes the uptime to zero. */
const SAME_BOOT_MS = 5 * 60_000;

export interface Part {
  readonly path: string;
  readonly handle: FileHandle;
  /** Bytes that may be trusted. */
  readonly bytes: number;
  readonly note: PartNote | null;
}

export function partPath(folder: string, resultId: number): string {
  return join(incomingPath(folder), `${resultId}.part`);
}

function notePath(folder: string, resultId: number): string {
  return `${partPath(folder, resultId)}.json`;
}

export function bootedAtMs(): number {
  return Date.now() - uptime() * 1_000;
}

/** What is noted of bytes that are about to come. */
export type Source = Pick<PartNote, 'of' | 'url' | 'etag' | 'lastModified' | 'totalBytes'>;

/** Which part is meant: the number gives it its name, `of` tells it from what another database has left under that name. */
export interface PartOf {
  readonly folder: string;
  readonly resultId: number;
  readonly of?: string;
}

/** A note of so many bytes that are on disk as of now. */
export function noteOf(source: Source, syncedBytes: number): PartNote {
  const { of, url, etag, lastModified, totalBytes } = source;
  return { of, url, etag, lastModified, totalBytes, syncedBytes, bootedAtMs: bootedAtMs(), published: null, tagging: null };
}

/** Opens or makes the part, as it was received: half-written tags are taken out. After a restart of the computer only synced bytes count: a power cut can leave zeros at the end of a file. */
export async function openPart(of: PartOf): Promise<Part> {
  const { folder, resultId } = of;
  const path = partPath(folder, resultId);
  await leaveToOthers(path);
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0), 0o644);
  try {
    const status = await handle.stat();
    if (!status.isFile()) throw Object.assign(new Error('the part is not a file'), { code: 'EEXIST' });
    const note = await readNote(of);
    if (note !== null && note.tagging !== null) {
      await undoTags(handle, note.tagging);
      return { path, handle, bytes: Math.min(status.size, note.tagging.receivedBytes), note };
    }
    const isSameBoot = note !== null && Math.abs(note.bootedAtMs - bootedAtMs()) < SAME_BOOT_MS;
    const trusted = note === null ? 0 : isSameBoot ? status.size : Math.min(status.size, note.syncedBytes);
    return { path, handle, bytes: trusted, note };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** A part that a kill left with a second name is a published file by that name, and no longer ours to change. */
async function leaveToOthers(path: string): Promise<void> {
  try {
    const status = await lstat(path);
    if (status.isFile() && status.nlink > 1) await unlink(path);
  } catch (error) {
    if (fileErrorCode(error) !== 'ENOENT') throw error;
  }
}

/** null when there is none, none that can be read, or one about somebody else's bytes. */
export async function readNote({ folder, resultId, of }: PartOf): Promise<PartNote | null> {
  try {
    const parsed = partNote.safeParse(JSON.parse(await readFile(notePath(folder, resultId), 'utf8')));
    if (!parsed.success) return null;
    const isAnothers = of !== undefined && parsed.data.of !== null && parsed.data.of !== of;
    return isAnothers ? null : parsed.data;
  } catch (error) {
    if (error instanceof SyntaxError || fileErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Replaces the note as a whole and makes it durable. */
export async function writeNote(folder: string, resultId: number, note: PartNote): Promise<void> {
  const path = notePath(folder, resultId);
  const handle = await open(`${path}~`, 'w');
  try {
    await handle.writeFile(JSON.stringify(note));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}~`, path);
  await syncFolder(incomingPath(folder));
}

export async function removePart(folder: string, resultId: number): Promise<void> {
  await removeFile(partPath(folder, resultId));
  await removeFile(notePath(folder, resultId));
}

export async function removeNote(folder: string, resultId: number): Promise<void> {
  await removeFile(notePath(folder, resultId));
}

/** Removes a file that may be gone already. */
export async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (fileErrorCode(error) !== 'ENOENT') throw error;
  }
}
