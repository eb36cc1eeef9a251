// The files of a running download: `<database>-<result>.part` contains the first bytes of the video, and the note `….part.json` names their
// source. The order of writes keeps both consistent at every moment: the part is emptied before the note names another source, and the note
// is on disk before its bytes.
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readFile, rename, unlink } from 'node:fs/promises';
import { uptime } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import { untaggedReason } from '../../../../shared/video-tags.ts';
import type { PartialFileOwner } from '../../../core/ports.ts';
import { fileErrorCode } from '../../files/file-io.ts';
import { removeFile } from '../../files/optional-fs.ts';
import { undoTags } from '../../mp4/tag-writer.ts';
import { syncFolder } from '../folder-access.ts';
import { ownedPartPath } from './partial-file-name.ts';

const partNote = z.object({
  /** See `serviceResultName` of `VideoLibrary.download`. Null in notes of earlier versions. */
  of: z.string().nullable().default(null),
  url: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  totalBytes: z.number().int().nonnegative().nullable(),
  /** Number of bytes that were synced when the last request ended. A power cut may lose later bytes. */
  syncedBytes: z.number().int().nonnegative(),
  /** When the computer was started, by the clock at that time. */
  bootedAtMs: z.number(),
  /** The finished file, with the name that it has or is about to get. */
  published: z
    .object({
      name: z.string(),
      bytes: z.number().int(),
      sha256: z.string(),
      // Absent in notes of versions that wrote no tags. Their files are equal to the received bytes.
      receivedSha256: z.string().optional(),
      untagged: untaggedReason.nullable().default('older'),
    })
    .nullable(),
  /** Set while tags are written into the complete part. Contains the data needed to undo that. */
  tagging: z.object({ receivedBytes: z.number().int(), moovAt: z.number().int(), receivedSha256: z.string() }).nullable().default(null),
});
/** The note beside a partial or quarantined file: the source of its bytes, and how many of them are safe. */
export type PartialFileNote = z.infer<typeof partNote>;

/** Boot times that differ by less than this are the same boot, because clocks are corrected by minutes at most. */
const sameBootMs = 5 * 60_000;

/** An open partial file. The caller closes `handle`. */
export interface PartialFileHandle {
  readonly path: string;
  /** Open for reading and writing; the caller closes it. */
  readonly handle: FileHandle;
  /** The number of bytes that may be trusted; the download resumes there. */
  readonly bytes: number;
  /** null if the part is new, or if the origin of its bytes is unknown. */
  readonly note: PartialFileNote | null;
}

/** Identifies a part: owner and result id determine its name; `serviceResultName` and `url` identify its bytes. */
export interface PartialFileKey {
  /** The library folder, not its `.incoming`. */
  readonly folder: string;
  readonly owner: PartialFileOwner;
  readonly resultId: number;
  /** See `VideoLibrary.download`. */
  readonly serviceResultName: string;
  /** The link to download from; an earlier attempt may have used another link. */
  readonly url: string;
}

/** Returns the path of the partial file in `.incoming`. */
export function partPath(key: Pick<PartialFileKey, 'folder' | 'owner' | 'resultId'>): string {
  return ownedPartPath(key, 'part');
}

/** Returns the path of the note beside the partial file. */
export function notePath(key: Pick<PartialFileKey, 'folder' | 'owner' | 'resultId'>): string {
  return ownedPartPath(key, 'part.json');
}

/** True if a note describes the bytes of this download. A note without `of` can be recognised only by its link. */
export function noteMatches(note: PartialFileNote, { serviceResultName, url }: Pick<PartialFileKey, 'serviceResultName' | 'url'>): boolean {
  return note.of === null ? note.url === url : note.of === serviceResultName;
}

/** Returns when the computer was started, in milliseconds since 1970. It changes a little when the clock is corrected. */
export function bootedAtMs(): number {
  return Date.now() - uptime() * 1_000;
}

/** The source of the bytes: the part of a note that is known before they arrive. */
export type DownloadSource = Pick<PartialFileNote, 'of' | 'url' | 'etag' | 'lastModified' | 'totalBytes'>;

/** Creates a note that records that `syncedBytes` bytes are on disk and synced now. */
export function noteOf(source: DownloadSource, syncedBytes: number): PartialFileNote {
  const { of, url, etag, lastModified, totalBytes } = source;
  return { of, url, etag, lastModified, totalBytes, syncedBytes, bootedAtMs: bootedAtMs(), published: null, tagging: null };
}

/**
 * Opens or creates the part, and removes half-written tags. After a restart of the computer, only synced bytes count, because a power cut
 * can leave zeros at the end of a file.
 */
export async function openPart(key: PartialFileKey): Promise<PartialFileHandle> {
  const path = partPath(key);
  await unlinkIfPublished(path);
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0), 0o644);
  try {
    const status = await handle.stat();
    if (!status.isFile()) throw Object.assign(new Error('the part is not a file'), { code: 'EEXIST' });
    const note = await readNote(key);
    if (note !== null && note.tagging !== null) {
      await undoTags(handle, note.tagging);
      return { path, handle, bytes: Math.min(status.size, note.tagging.receivedBytes), note };
    }
    const isSameBoot = note !== null && Math.abs(note.bootedAtMs - bootedAtMs()) < sameBootMs;
    const trustedBytes = note === null ? 0 : isSameBoot ? status.size : Math.min(status.size, note.syncedBytes);
    return { path, handle, bytes: trustedBytes, note };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Removes the name of a part that has a second name after a kill. The second name is that of a published file, which must not change. */
async function unlinkIfPublished(path: string): Promise<void> {
  try {
    const status = await lstat(path);
    if (status.isFile() && status.nlink > 1) await unlink(path);
  } catch (error) {
    if (fileErrorCode(error) !== 'ENOENT') throw error;
  }
}

/** Reads the note of a part; null if there is none, it cannot be read, or it describes other bytes. */
export async function readNote(key: PartialFileKey): Promise<PartialFileNote | null> {
  const note = await readNoteAt(notePath(key));
  return note !== null && noteMatches(note, key) ? note : null;
}

/** Reads a note about any bytes; null if it cannot be read, for example because another user of this computer owns it. */
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
export async function writeNote(key: PartialFileKey, note: PartialFileNote): Promise<void> {
  await writeNoteAt(notePath(key), note);
}

/** Like `writeNote`, for a note at any path. */
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

/** Removes a partial file and its note. Does nothing if they are gone. */
export async function removePart(key: PartialFileKey): Promise<void> {
  await removeFile(partPath(key));
  await removeFile(notePath(key));
}
