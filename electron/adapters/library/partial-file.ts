// A video that is still coming: `<database>-<result>.part` holds its first bytes, `….part.json` says of what. The order of writes keeps them true
// to each other at every moment: the part is emptied before the note names another source, and the note is on disk before its bytes are.
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readFile, rename, unlink } from 'node:fs/promises';
import { uptime } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import { untaggedReason } from '../../../shared/video-tags.ts';
import type { PartialFileOwner } from '../../core/ports.ts';
import { fileErrorCode } from '../files/file-io.ts';
import { removeFile } from '../files/optional-fs.ts';
import { undoTags } from '../mp4/tag-writer.ts';
import { syncFolder } from './folder-access.ts';
import { ownPath } from './partial-file-name.ts';

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
      untagged: untaggedReason.nullable().default('older'),
    })
    .nullable(),
  /** Tags are being written into the part, which holds everything: what it takes to undo that. */
  tagging: z.object({ receivedBytes: z.number().int(), moovAt: z.number().int(), receivedSha256: z.string() }).nullable().default(null),
});
export type PartialFileNote = z.infer<typeof partNote>;

/** Clocks are corrected by minutes at most; a restart takes the uptime to zero. */
const SAME_BOOT_MS = 5 * 60_000;

export interface PartialFileHandle {
  readonly path: string;
  readonly handle: FileHandle;
  /** Bytes that may be trusted. */
  readonly bytes: number;
  readonly note: PartialFileNote | null;
}

/** Which part is meant: owner and number give it its name, `of` and `url` tell it from what else may lie under that name. */
export interface PartialFileKey {
  readonly folder: string;
  readonly owner: PartialFileOwner;
  readonly resultId: number;
  /** See `Library.download`. */
  readonly serviceResultName: string;
  readonly url: string;
}

export function partPath(of: Pick<PartialFileKey, 'folder' | 'owner' | 'resultId'>): string {
  return ownPath(of, 'part');
}

export function notePath(of: Pick<PartialFileKey, 'folder' | 'owner' | 'resultId'>): string {
  return ownPath(of, 'part.json');
}

/** Whether the bytes that a note describes are the ones that are meant. A note without `of` can only be told by its link. */
export function noteMatches(note: PartialFileNote, { serviceResultName, url }: Pick<PartialFileKey, 'serviceResultName' | 'url'>): boolean {
  return note.of === null ? note.url === url : note.of === serviceResultName;
}

export function bootedAtMs(): number {
  return Date.now() - uptime() * 1_000;
}

/** What is noted of bytes that are about to come. */
export type Source = Pick<PartialFileNote, 'of' | 'url' | 'etag' | 'lastModified' | 'totalBytes'>;

/** A note of so many bytes that are on disk as of now. */
export function noteOf(source: Source, syncedBytes: number): PartialFileNote {
  const { of, url, etag, lastModified, totalBytes } = source;
  return { of, url, etag, lastModified, totalBytes, syncedBytes, bootedAtMs: bootedAtMs(), published: null, tagging: null };
}

/** Opens or makes the part, as it was received: half-written tags are taken out. After a restart of the computer only synced bytes count: a power cut can leave zeros at the end of a file. */
export async function openPart(of: PartialFileKey): Promise<PartialFileHandle> {
  const path = partPath(of);
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

/** null when there is none, none that can be read, or one about other bytes. */
export async function readNote(of: PartialFileKey): Promise<PartialFileNote | null> {
  const note = await readNoteAt(notePath(of));
  return note !== null && noteMatches(note, of) ? note : null;
}

/** The note in a file, whatever it is about; null where there is none that can be read, as one of another account of this computer. */
export async function readNoteAt(path: string): Promise<PartialFileNote | null> {
  try {
    const parsed = partNote.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError || ['ENOENT', 'EACCES', 'EPERM'].includes(fileErrorCode(error))) return null;
    throw error;
  }
}

/** Replaces the note as a whole and makes it durable. */
export async function writeNote(of: PartialFileKey, note: PartialFileNote): Promise<void> {
  await writeNoteAt(notePath(of), note);
}

/** The same for a note at any path. */
export async function writeNoteAt(path: string, note: PartialFileNote): Promise<void> {
  const handle = await open(`${path}~`, 'w');
  try {
    await handle.writeFile(JSON.stringify(note));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}~`, path);
  await syncFolder(dirname(path));
}

export async function removePart(of: PartialFileKey): Promise<void> {
  await removeFile(partPath(of));
  await removeFile(notePath(of));
}
