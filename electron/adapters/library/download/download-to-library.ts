// Downloads one result into the library: into its partial file, then verified, tagged and published under its name. A kill at any point
// loses at most the current step.
import { type FileHandle, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { FileTags, StoredFile, VideoMetadata } from '../../../core/ports.ts';
import { readChunks } from '../../files/file-io.ts';
import { removeFile } from '../../files/optional-fs.ts';
import { hashOfHandle } from '../../files/verified-copy.ts';
import type { TaggedHash } from '../../hash/stream-hash.ts';
import { checkVideoInThread } from '../../media/check-video-in-thread.ts';
import { hasBoxes, unknownVideoMetadata, type VideoExtension } from '../../media/video-container.ts';
import { writeTags } from '../../mp4/tag-writer.ts';
import { incomingFolder, syncFolder } from '../folder-access.ts';
import { openIfFile } from '../locate-video.ts';
import type { NoteCleanup } from '../note-cleanup.ts';
import { claimPartialFile } from './claim-partial-file.ts';
import type { DownloadJob, DownloadPorts, ReceivedFile } from './download-job.ts';
import { downloadToPartialFile } from './download-transfer.ts';
import {
  bootedAtMs,
  noteOf,
  notePath,
  openPart,
  type PartialFileHandle,
  type PartialFileKey,
  partPath,
  readNote,
  removePart,
  writeNote,
} from './partial-file.ts';
import { publishFile, removeLeftoverCopy } from './publish-file.ts';
import { deleteQuarantined, quarantine } from './quarantine.ts';

/** Dependencies and state shared by all downloads of a library. */
export interface DownloadContext extends DownloadPorts {
  /** The paths of the parts that are being written now. */
  readonly activePaths: Set<string>;
  /** The paths of all parts that this process has opened, under any identity of the database. */
  readonly openedPaths: Set<string>;
  readonly noteCleanup: NoteCleanup;
}

/** The name and the tags of the finished file. */
export interface DownloadRequest {
  readonly fileName: string;
  /** Returns the tags for the received file; null if none are written. */
  readonly tagsFor: ((received: { readonly sha256: string }) => FileTags) | null;
  /** Called when a transfer that failed verification goes to quarantine. */
  readonly onQuarantined: ((bytes: number) => void) | undefined;
}

/** The received file is verified and not yet tagged. */
interface Verified {
  readonly kind: 'verified';
  readonly received: ReceivedFile;
  readonly metadata: VideoMetadata;
  readonly extension: VideoExtension;
}

/** The file is ready to be published. */
interface Finished {
  readonly kind: 'finished';
  readonly metadata: VideoMetadata;
  readonly extension: VideoExtension;
  readonly file: Pick<StoredFile, 'bytes' | 'sha256' | 'receivedSha256' | 'untagged'>;
}

/** The transfer produced no usable file. `isWhole`: all announced bytes arrived, but verification failed. */
interface Failed {
  readonly kind: 'interrupted' | 'unusable';
  readonly error: AppError;
  readonly isWhole: boolean;
}

type Outcome = Verified | Finished | Failed;

/** Downloads a result into its partial file, verifies, tags and publishes it. Throws errors of the folder itself. */
export async function downloadToLibrary(
  context: DownloadContext,
  job: DownloadJob,
  request: DownloadRequest,
  signal: AbortSignal,
): Promise<Result<StoredFile, AppError>> {
  await incomingFolder(job.folder);
  await claimPartialFile(job, {
    nowMs: context.clock.now(),
    isClosedHere: (path) => context.openedPaths.has(path) && !context.activePaths.has(path),
  });
  context.openedPaths.add(partPath(job));
  const published = await findPublished(job);
  if (published !== null) return ok(published);
  const part = await openPart(job);
  const outcome = await fillPart(context, job, part, request, signal);
  if (outcome.kind === 'unusable') {
    if (outcome.isWhole) request.onQuarantined?.(await quarantine(job));
    else await removePart(job);
  }
  if (outcome.kind !== 'finished') return fail(outcome.error);
  const sha256OfFile = await publish(job, part, request.fileName, outcome);
  await deleteQuarantined(job);
  context.noteCleanup.add(notePath(job), () => context.activePaths.has(partPath(job)));
  return ok(sha256OfFile);
}

/** Transfers, verifies and tags the bytes in the partial file; closes it. */
async function fillPart(
  context: DownloadContext,
  job: DownloadJob,
  part: PartialFileHandle,
  request: DownloadRequest,
  signal: AbortSignal,
): Promise<Finished | Failed> {
  let outcome: Outcome;
  let taggedHash: ReceivedFile['taggedHash'] = null;
  try {
    const { result, isUnusable } = await downloadToPartialFile(context, job, part, signal);
    if (result.ok) taggedHash = result.value.taggedHash;
    outcome = result.ok
      ? await verify(part, result.value)
      : { kind: isUnusable ? 'unusable' : 'interrupted', error: result.error, isWhole: false };
    if (outcome.kind !== 'unusable') await part.handle.sync();
    if (outcome.kind === 'interrupted') await recordSyncedBytes(job, part.handle);
    if (outcome.kind === 'verified') outcome = await tagAndHash(job, part.handle, outcome, request.tagsFor);
  } finally {
    taggedHash?.stop();
    await part.handle.close();
  }
  return outcome;
}

async function verify(part: PartialFileHandle, received: ReceivedFile): Promise<Outcome> {
  const tagging = part.note?.tagging ?? null;
  if (tagging !== null && tagging.receivedBytes === received.bytes && tagging.receivedSha256 !== received.sha256) {
    return { kind: 'unusable', error: { kind: 'not-a-video', detail: 'changed on the disk' }, isWhole: false };
  }
  const check = await checkVideoInThread(part.handle, received.bytes);
  switch (check.kind) {
    case 'video':
      return { kind: 'verified', received, metadata: check.metadata, extension: check.extension };
    case 'incomplete': {
      const { expectedBytes } = check;
      return { kind: 'unusable', error: { kind: 'download-incomplete', expectedBytes, receivedBytes: received.bytes }, isWhole: true };
    }
    case 'not-a-video':
      return { kind: 'unusable', error: { kind: 'not-a-video', detail: check.detail }, isWhole: true };
    case 'unchecked':
      // The next attempt would end the same way, so the transfer goes to quarantine, like a transfer that failed verification.
      return {
        kind: 'unusable',
        error: { kind: 'not-a-video', detail: `${check.extension} that is too much to check: ${check.detail}`.slice(0, 500) },
        isWhole: true,
      };
  }
}

/** Records in the note how many bytes of an interrupted partial file are synced. */
async function recordSyncedBytes(job: DownloadJob, handle: FileHandle): Promise<void> {
  const note = await readNote(job);
  if (note === null) return;
  const { size } = await handle.stat();
  await writeNote(job, { ...note, syncedBytes: size, bootedAtMs: bootedAtMs() });
}

/** Writes the tags, if there are any and the file supports them, and hashes the resulting file. */
async function tagAndHash(
  job: DownloadJob,
  handle: FileHandle,
  verified: Verified,
  tagsFor: DownloadRequest['tagsFor'],
): Promise<Finished> {
  const { metadata, extension } = verified;
  const { bytes, sha256, taggedHash } = verified.received;
  const asReceived = { bytes, sha256, receivedSha256: sha256 };
  if (tagsFor === null) return { kind: 'finished', metadata, extension, file: { ...asReceived, untagged: 'not-wanted' } };
  if (!hasBoxes(extension)) return { kind: 'finished', metadata, extension, file: { ...asReceived, untagged: 'other-container' } };
  const source = (await readNote(job)) ?? { of: job.serviceResultName, url: job.url, etag: null, lastModified: null };
  const note = noteOf({ ...source, totalBytes: bytes }, bytes);
  const tagged = await writeTags(handle, bytes, tagsFor({ sha256 }), (tagging) =>
    writeNote(job, { ...note, tagging: { ...tagging, receivedSha256: sha256 } }),
  );
  if (tagged.kind === 'untagged') return { kind: 'finished', metadata, extension, file: { ...asReceived, untagged: tagged.reason } };
  // The hash of the received bytes with the changed type of the old index is already known, so only the appended bytes must be read.
  const hashFromThread =
    taggedHash !== null && taggedHash.moovAt === tagged.moovAt ? await digestWithAppended(taggedHash, handle, bytes, tagged.bytes) : null;
  const sha256OfFile = hashFromThread ?? (await hashOfHandle(handle, tagged.bytes));
  const file = { bytes: tagged.bytes, sha256: sha256OfFile, receivedSha256: sha256, untagged: null };
  return { kind: 'finished', metadata, extension, file };
}

async function digestWithAppended(taggedHash: TaggedHash, handle: FileHandle, from: number, to: number): Promise<string | null> {
  for await (const piece of readChunks(handle, to, from)) taggedHash.update(piece);
  return await taggedHash.digest();
}

async function publish(
  job: DownloadJob,
  part: PartialFileHandle,
  fileName: string,
  { file, metadata, extension }: Finished,
): Promise<StoredFile> {
  const { folder } = job;
  const { bytes } = file;
  const source = { of: job.serviceResultName, url: job.url, etag: null, lastModified: null, totalBytes: bytes };
  const note = (await readNote(job)) ?? noteOf(source, bytes);
  const name = await publishFile(part.path, folder, { stem: fileName, extension }, (candidate) => {
    // Until publication, the partial file may have to be restored to the received bytes. The note contains the data for this.
    const byteCounts = note.tagging === null ? { totalBytes: bytes, syncedBytes: bytes } : {};
    return writeNote(job, { ...note, ...byteCounts, published: { name: candidate, ...file } });
  });
  await syncFolder(folder);
  const { mtimeMs } = await stat(join(folder, name));
  return { path: name, ...file, modifiedAtMs: Math.round(mtimeMs), ...metadata };
}

/**
 * Finds the file of an earlier run that was killed after publishing the file and before updating the row. Reads the file's bytes again,
 * because the name alone proves nothing.
 */
async function findPublished(key: PartialFileKey): Promise<StoredFile | null> {
  const { folder } = key;
  const note = await readNote(key);
  if (note === null || note.published === null) return null;
  const { name, bytes, sha256, receivedSha256 = sha256, untagged } = note.published;
  const path = join(folder, name);
  const handle = await openIfFile(path);
  if (handle === null) return null;
  try {
    const status = await handle.stat();
    // An empty file is our own reservation of the name, on a file system without hard links. The part still exists.
    if (status.size === 0) await removeFile(path);
    if (!status.isFile() || status.size !== bytes || (await hashOfHandle(handle, bytes)) !== sha256) return null;
    const check = await checkVideoInThread(handle, bytes);
    // An unchecked file counts too, because its bytes were verified before publication.
    if (check.kind !== 'video' && check.kind !== 'unchecked') return null;
    const metadata = check.kind === 'video' ? check.metadata : unknownVideoMetadata;
    await removeLeftoverCopy(partPath(key), folder);
    await removeFile(partPath(key));
    await syncFolder(folder);
    return { path: name, bytes, modifiedAtMs: Math.round(status.mtimeMs), sha256, receivedSha256, untagged, ...metadata };
  } finally {
    await handle.close();
  }
}
