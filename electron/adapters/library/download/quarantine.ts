// Keeps complete transfers that failed verification in quarantine. Stores such a transfer unchanged when the user asks for it.
import { lstat, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { StoredFile, VideoLibrary } from '../../../core/ports.ts';
import { fileErrorCode, readAt } from '../../files/file-io.ts';
import { lstatOrNull, readdirOrEmpty, removeFile } from '../../files/optional-fs.ts';
import { fileTypeOf, sniffBytes } from '../../media/file-type.ts';
import { unknownVideoMetadata } from '../../media/video-container.ts';
import { folderError, incomingPath, syncFolder } from '../folder-access.ts';
import { hashOfFile } from '../relocate-file.ts';
import { moveToStrays, straysPath } from '../stray-files.ts';
import { noteMatches, noteOf, notePath, type PartialFileKey, partPath, readNoteAt, removePart, writeNoteAt } from './partial-file.ts';
import { mayBelongTo, ownedPartPath, parsePartName, partName } from './partial-file-name.ts';
import { publishFile, removeLeftoverCopy } from './publish-file.ts';

type StoreJob = Parameters<VideoLibrary['storeQuarantined']>[0];

/**
 * Moves the part to quarantine, so that the next attempt can begin. Keeps only the largest transfer of a result, and returns its size in
 * bytes.
 */
export async function quarantine(key: PartialFileKey): Promise<number> {
  const quarantinePath = ownedPartPath(key, 'aside');
  const note = await readNoteAt(ownedPartPath(key, 'aside.json'));
  const quarantined = await lstatOrNull(quarantinePath);
  if (quarantined !== null && note !== null && noteMatches(note, key)) {
    if (quarantined.size >= (await lstat(partPath(key))).size) {
      // The earlier transfer is at least as large as the new one, which may be only an error text.
      await removePart(key);
      return quarantined.size;
    }
  } else if (quarantined !== null) {
    // The existing quarantined file with that name belongs to another download.
    await moveToStrays(key.folder, partName({ databaseId: key.owner.id, resultId: key.resultId, kind: 'aside' }));
  }
  await rename(partPath(key), quarantinePath);
  if ((await lstatOrNull(notePath(key))) !== null) await rename(notePath(key), ownedPartPath(key, 'aside.json'));
  await removePart(key);
  await syncFolder(incomingPath(key.folder));
  return (await lstat(quarantinePath)).size;
}

/** Removes the quarantined transfer after a later transfer was verified. */
export async function deleteQuarantined(key: PartialFileKey): Promise<void> {
  for (const { path } of await quarantinedTransfersOf({ ...key, bytes: null })) {
    await removeFile(path);
    await removeFile(`${path}.json`);
  }
}

/**
 * Finds the quarantined transfers of a result, in `.incoming` or among the strays, under any identity of the database; the largest first.
 * They are recognised by their notes. A transfer of an earlier version has no note; it is recognised by its result id and size, if `bytes`
 * is known.
 */
async function quarantinedTransfersOf(
  key: Pick<PartialFileKey, 'folder' | 'owner' | 'resultId' | 'serviceResultName'> & {
    readonly url?: string;
    readonly bytes: number | null;
  },
): Promise<readonly { readonly path: string; readonly bytes: number }[]> {
  const transfers: { readonly path: string; readonly bytes: number }[] = [];
  for (const folder of [incomingPath(key.folder), straysPath(key.folder)]) {
    for (const name of await readdirOrEmpty(folder)) {
      const parsed = parsePartName(name);
      if (parsed === null || parsed.kind !== 'aside' || !mayBelongTo(parsed, key.owner)) continue;
      const [path, note] = [join(folder, name), await readNoteAt(join(folder, `${name}.json`))];
      const bytes = (await lstatOrNull(path))?.size;
      const isSame = note !== null ? note.of === key.serviceResultName : parsed.resultId === key.resultId && bytes === key.bytes;
      if (isSame && bytes !== undefined) transfers.push({ path, bytes });
    }
  }
  return transfers.sort((one, other) => other.bytes - one.bytes);
}

/** A transfer that was stored unchanged. Its note records this until the row is committed. */
export interface StoredQuarantine {
  readonly file: StoredFile;
  /** The note to remove when the row is committed. */
  readonly notePath: string;
}

/** See `VideoLibrary.storeQuarantined`. After a kill at any moment, the next call returns the same file. */
export async function storeQuarantined(job: StoreJob): Promise<Result<StoredQuarantine, AppError>> {
  const { folder, fileName } = job;
  try {
    const earlier = await findStoredEarlier(job);
    if (earlier !== null) return ok(earlier);
    const [transfer] = await quarantinedTransfersOf(job);
    if (transfer === undefined) return fail({ kind: 'file-missing' });
    const { path, bytes } = transfer;
    const sha256 = await hashOfFile(path);
    if (sha256 === null) throw new Error('hashing without a signal ends');
    const notePath = `${path}.json`;
    const source = { of: job.serviceResultName, url: '', etag: null, lastModified: null, totalBytes: bytes };
    const note = (await readNoteAt(notePath)) ?? noteOf(source, bytes);
    const name = await publishFile(path, folder, { stem: fileName, extension: await extensionOf(path) }, (candidate) =>
      writeNoteAt(notePath, { ...note, published: { name: candidate, bytes, sha256, receivedSha256: sha256, untagged: 'unusual' } }),
    );
    await syncFolder(folder);
    return ok({ file: await storedFile(folder, name, sha256), notePath });
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return fail({ kind: 'file-missing' });
    return fail(await folderError(error, folder, null));
  }
}

/**
 * Finds the file of an earlier run that was killed after naming the file and before committing the row. Reads the file's bytes again,
 * because the name alone proves nothing.
 */
async function findStoredEarlier({ folder, owner, serviceResultName }: StoreJob): Promise<StoredQuarantine | null> {
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
      // An empty file is our own reservation of the name, on a file system without hard links. The quarantined file still exists.
      if (status.size === 0 && published.bytes > 0) await removeFile(path);
      if (status.size !== published.bytes || (await hashOfFile(path)) !== published.sha256) continue;
      const quarantinePath = join(notes, partName({ ...parsed, kind: 'aside' }));
      await removeLeftoverCopy(quarantinePath, folder);
      await removeFile(quarantinePath);
      await syncFolder(folder);
      return { file: await storedFile(folder, published.name, published.sha256), notePath };
    }
  }
  return null;
}

async function storedFile(folder: string, name: string, sha256: string): Promise<StoredFile> {
  const { size, mtimeMs } = await lstat(join(folder, name));
  return {
    path: name,
    bytes: size,
    modifiedAtMs: Math.round(mtimeMs),
    sha256,
    receivedSha256: sha256,
    untagged: 'unusual',
    ...unknownVideoMetadata,
  };
}

/** Returns the extension by the content, so that other programs can open the file. */
async function extensionOf(path: string): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const type = fileTypeOf(await readAt(handle, 0, sniffBytes));
    return type?.kind === 'video' ? type.extension : 'mp4';
  } finally {
    await handle.close();
  }
}
