// Keeps a complete transfer that never verified in quarantine; it is stored as it is only when the user wants it.
import { lstat, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { StoredFile, VideoLibrary } from '../../core/ports.ts';
import { fileErrorCode, readAt } from '../files/file-io.ts';
import { lstatOrNull, readdirOrEmpty, removeFile } from '../files/optional-fs.ts';
import { fileTypeOf, SNIFF_BYTES } from '../media/file-type.ts';
import { folderError, incomingPath, syncFolder } from './folder-access.ts';
import { noteMatches, noteOf, notePath, type PartialFileKey, partPath, readNoteAt, removePart, writeNoteAt } from './partial-file.ts';
import { mayBelongTo, ownedPartPath, parsePartName, partName } from './partial-file-name.ts';
import { publishFile, removeLeftoverCopy } from './publish-file.ts';
import { hashOfFile } from './relocate-file.ts';
import { moveToStrays, straysPath } from './stray-files.ts';

type KeepJob = Parameters<VideoLibrary['storeQuarantined']>[0];

/** Moves the part to quarantine, so that the next attempt can begin. Keeps the largest of a result and returns its size in bytes. */
export async function quarantine(of: PartialFileKey): Promise<number> {
  const aside = ownedPartPath(of, 'aside');
  const note = await readNoteAt(ownedPartPath(of, 'aside.json'));
  const before = await lstatOrNull(aside);
  if (before !== null && note !== null && noteMatches(note, of)) {
    if (before.size >= (await lstat(partPath(of))).size) {
      // A short response, such as an error text, is worth less than the earlier transfer.
      await removePart(of);
      return before.size;
    }
  } else if (before !== null) {
    // The quarantined file of that name belongs to something else.
    await moveToStrays(of.folder, partName({ databaseId: of.owner.id, resultId: of.resultId, kind: 'aside' }));
  }
  await rename(partPath(of), aside);
  if ((await lstatOrNull(notePath(of))) !== null) await rename(notePath(of), ownedPartPath(of, 'aside.json'));
  await removePart(of);
  await syncFolder(incomingPath(of.folder));
  return (await lstat(aside)).size;
}

/** Removes the quarantined transfer after a later one has verified. */
export async function deleteQuarantined(of: PartialFileKey): Promise<void> {
  for (const { path } of await quarantinedTransfersOf({ ...of, bytes: null })) {
    await removeFile(path);
    await removeFile(`${path}.json`);
  }
}

/**
 * Finds the quarantined transfers of a result, in `.incoming` or among the strays, under any identity of the database; the largest first. They are
 * recognised by their notes; one of an earlier version without a note by its result id and size, where `bytes` is known.
 */
async function quarantinedTransfersOf(
  of: Pick<PartialFileKey, 'folder' | 'owner' | 'resultId' | 'serviceResultName'> & {
    readonly url?: string;
    readonly bytes: number | null;
  },
): Promise<readonly { readonly path: string; readonly bytes: number }[]> {
  const found: { readonly path: string; readonly bytes: number }[] = [];
  for (const folder of [incomingPath(of.folder), straysPath(of.folder)]) {
    for (const name of await readdirOrEmpty(folder)) {
      const parsed = parsePartName(name);
      if (parsed === null || parsed.kind !== 'aside' || !mayBelongTo(parsed, of.owner)) continue;
      const [path, note] = [join(folder, name), await readNoteAt(join(folder, `${name}.json`))];
      const bytes = (await lstatOrNull(path))?.size;
      const isSame = note !== null ? note.of === of.serviceResultName : parsed.resultId === of.resultId && bytes === of.bytes;
      if (isSame && bytes !== undefined) found.push({ path, bytes });
    }
  }
  return found.sort((one, other) => other.bytes - one.bytes);
}

/** A transfer that was stored as it is. Its note says so until the row is committed. */
export interface StoredQuarantine {
  readonly file: StoredFile;
  /** The note to remove when the row is committed. */
  readonly notePath: string;
}

/** See `VideoLibrary.storeQuarantined`. After a kill at any moment the next call ends with the same file. */
export async function storeQuarantined(job: KeepJob): Promise<Result<StoredQuarantine, AppError>> {
  const { folder, fileName } = job;
  try {
    const earlier = await findKeptEarlier(job);
    if (earlier !== null) return ok(earlier);
    const [source] = await quarantinedTransfersOf(job);
    if (source === undefined) return fail({ kind: 'file-missing' });
    const { path, bytes } = source;
    const sha256 = await hashOfFile(path);
    if (sha256 === null) throw new Error('hashing without a signal ends');
    const notePath = `${path}.json`;
    const unknown = { of: job.serviceResultName, url: '', etag: null, lastModified: null, totalBytes: bytes };
    const note = (await readNoteAt(notePath)) ?? noteOf(unknown, bytes);
    const name = await publishFile(path, folder, { stem: fileName, extension: await extensionOf(path) }, (candidate) =>
      writeNoteAt(notePath, { ...note, published: { name: candidate, bytes, sha256, receivedSha256: sha256, untagged: 'unusual' } }),
    );
    await syncFolder(folder);
    return ok({ file: await keptFile(folder, name, sha256), notePath });
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return fail({ kind: 'file-missing' });
    return fail(await folderError(error, folder, null));
  }
}

/** Finds the file that got its name in a run that was killed before the row was committed. Reads its bytes again: the name alone proves nothing. */
async function findKeptEarlier({ folder, owner, serviceResultName }: KeepJob): Promise<StoredQuarantine | null> {
  for (const notes of [incomingPath(folder), straysPath(folder)]) {
    for (const name of await readdirOrEmpty(notes)) {
      const parsed = parsePartName(name);
      if (parsed === null || parsed.kind !== 'aside.json' || !mayBelongTo(parsed, owner)) continue;
      const notePath = join(notes, name);
      const note = await readNoteAt(notePath);
      if (note === null || note.of !== serviceResultName || note.published === null) continue;
      const { published } = note;
      const path = join(folder, published.name);
      const status = await lstatOrNull(path);
      if (status === null || !status.isFile()) continue;
      // Our own reservation on a file system without hard links; the quarantined file is still there.
      if (status.size === 0 && published.bytes > 0) await removeFile(path);
      if (status.size !== published.bytes || (await hashOfFile(path)) !== published.sha256) continue;
      const aside = join(notes, partName({ ...parsed, kind: 'aside' }));
      await removeLeftoverCopy(aside, folder);
      await removeFile(aside);
      await syncFolder(folder);
      return { file: await keptFile(folder, published.name, published.sha256), notePath };
    }
  }
  return null;
}

async function keptFile(folder: string, name: string, sha256: string): Promise<StoredFile> {
  const { size, mtimeMs } = await lstat(join(folder, name));
  const facts = { width: null, height: null, durationSeconds: null, framesPerSecond: null, hasAudio: false, codec: null };
  return { path: name, bytes: size, modifiedAtMs: Math.round(mtimeMs), sha256, receivedSha256: sha256, untagged: 'unusual', ...facts };
}

/** Returns the extension by the content, so that other programs can open the file. */
async function extensionOf(path: string): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const type = fileTypeOf(await readAt(handle, 0, SNIFF_BYTES));
    return type?.kind === 'video' ? type.extension : 'mp4';
  } finally {
    await handle.close();
  }
}
