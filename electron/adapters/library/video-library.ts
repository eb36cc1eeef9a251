// The folder of stored videos behind the `Library` port. A video appears in it under its name only when all its bytes are there, checked and
// synced; what is still coming lives in `.incoming`. Written so that a kill or a power cut at any point loses at most what was under way.
import { type FileHandle, lstat, open, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Clock, FileTags, HttpClient, StoredFile, VideoLibrary, VideoMetadata } from '../../core/ports.ts';
import { fileErrorCode, readChunks } from '../files/file-io.ts';
import { removeFile } from '../files/optional-fs.ts';
import { hashOfHandle } from '../files/verified-copy.ts';
import type { TaggedHash } from '../hash/stream-hash.ts';
import { hashTaggedFile } from '../hash/tagged-file-hash.ts';
import type { Lookup } from '../http/address-policy.ts';
import { dnsLookup } from '../http/dns-lookup.ts';
import { checkInThread } from '../media/check-video-in-thread.ts';
import { hasBoxes, type VideoExtension } from '../media/video-container.ts';
import { writeTags } from '../mp4/tag-writer.ts';
import { claimPartialFile } from './claim-partial-file.ts';
import { createDiskSpace } from './disk-space.ts';
import { type DownloadJob, downloadToPartialFile, type ReceivedFile } from './download-transfer.ts';
import { checkFolder, createFolder, folderError, incomingFolder, incomingPath, syncFolder } from './folder-access.ts';
import { libraryReading } from './library-scanner.ts';
import { readMarker, writeMarker } from './marker-file.ts';
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
import { ownPath } from './partial-file-name.ts';
import { publishFile, removeLeftoverCopy } from './publish-file.ts';
import { dropQuarantined, quarantine, storeQuarantined } from './quarantine.ts';
import { copyOrLinkFile, hashOfFile, removeSource } from './relocate-file.ts';
import { sweepPartialFiles } from './stray-files.ts';

export interface VideoLibraryPorts {
  readonly http: HttpClient;
  readonly clock: Clock;
  /** Resolves names before they are fetched; the system's by default. */
  readonly lookup?: Lookup;
  /** A transfer that stands still for so long is given up (and resumed later). */
  readonly stallMs?: number;
  /** Nothing larger is taken from a link. */
  readonly maxBytes?: number;
  /** False: folders are treated as if each were on a volume of its own. */
  readonly mayLink?: boolean;
}

const STALL_MS = 30_000;
const MAX_BYTES = 20 * 1024 ** 3;
/** A note of a published file is needed until its row is committed: in the same moment, or, on a full disk, when there is room again. */
const NOTE_KEPT_MS = 6 * 3_600_000;

export function createVideoLibrary(ports: VideoLibraryPorts): VideoLibrary {
  const { http, clock, lookup = dnsLookup, stallMs = STALL_MS, maxBytes = MAX_BYTES, mayLink = true } = ports;
  const room = createDiskSpace();
  const active = new Set<string>();
  /** Parts that this process has opened, under whatever identity. */
  const opened = new Set<string>();
  /** Notes of files that were published in this run, to be removed a little later. */
  let notesDue: { readonly path: string; readonly atMs: number; readonly isInUse: () => boolean }[] = [];

  const forgetPublished = async () => {
    const due = notesDue.filter(({ atMs }) => clock.now() - atMs >= NOTE_KEPT_MS);
    notesDue = notesDue.filter((note) => !due.includes(note));
    for (const { path, isInUse } of due) {
      // A note that stays is removed on the next start.
      if (!isInUse()) await removeFile(path).catch(() => undefined);
    }
  };

  const bring = async (job: DownloadJob, wish: Wish, signal: AbortSignal): Promise<Result<StoredFile, AppError>> => {
    await incomingFolder(job.folder);
    await claimPartialFile(job, { nowMs: clock.now(), isClosedHere: (path) => opened.has(path) && !active.has(path) });
    opened.add(partPath(job));
    const published = await findPublished(job);
    if (published !== null) return ok(published);
    const part = await openPart(job);
    let outcome: Outcome;
    let voided: ReceivedFile['voided'] = null;
    try {
      const { result, spoilt } = await downloadToPartialFile({ http, clock, lookup, stallMs, maxBytes, room }, job, part, signal);
      if (result.ok) voided = result.value.voided;
      outcome = result.ok
        ? await verify(part, result.value)
        : { kind: spoilt ? 'worthless' : 'interrupted', error: result.error, isWhole: false };
      if (outcome.kind !== 'worthless') await part.handle.sync();
      if (outcome.kind === 'interrupted') await noteSynced(job, part.handle);
      if (outcome.kind === 'verified') outcome = await finish(job, part.handle, outcome, wish.tagsFor);
    } finally {
      voided?.stop();
      await part.handle.close();
    }
    if (outcome.kind === 'worthless') {
      if (outcome.isWhole) wish.putsAside?.(await quarantine(job));
      else await removePart(job);
    }
    if (outcome.kind !== 'finished') return fail(outcome.error);
    const stored = await publish(job, part, wish.fileName, outcome);
    await dropQuarantined(job);
    notesDue.push({ path: notePath(job), atMs: clock.now(), isInUse: () => active.has(partPath(job)) });
    return ok(stored);
  };

  return {
    ...libraryReading,
    create: createFolder,
    check: checkFolder,
    readMarker: readMarker,
    writeMarker: writeMarker,

    async download({ fileName, tagsFor, account, onQuarantined: putsAside, ...rest }, signal) {
      const job: DownloadJob = { ...rest, reach: account, isToBeTagged: tagsFor !== undefined };
      const key = partPath(job);
      if (active.has(key)) throw new Error(`result ${job.resultId} is already being downloaded`);
      active.add(key);
      try {
        await forgetPublished();
        return await bring(job, { fileName, tagsFor: tagsFor ?? null, putsAside }, signal);
      } catch (error) {
        return fail(await folderError(error, job.folder, null));
      } finally {
        active.delete(key);
      }
    },

    async locate(folder, path) {
      if (path === '' || path.includes('\0') || isAbsolute(path)) return null;
      try {
        const root = await realpath(folder);
        const absolutePath = await realpath(join(root, path));
        const inside = relative(root, absolutePath);
        if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return null;
        const status = await lstat(absolutePath);
        return status.isFile() ? { absolutePath, bytes: status.size, modifiedAtMs: Math.round(status.mtimeMs) } : null;
      } catch (error) {
        // Gone, unreadable, a loop of links, a folder on the way that is a file: in every case there is no such file for us.
        if (fileErrorCode(error) !== '') return null;
        throw error;
      }
    },

    async hash(folder, path, signal) {
      const file = await this.locate(folder, path);
      if (file === null) return null;
      try {
        return await hashOfFile(file.absolutePath, signal);
      } catch (error) {
        if (fileErrorCode(error) !== '') return null;
        throw error;
      }
    },

    async hashTagged(folder, path, signal) {
      const file = await this.locate(folder, path);
      const handle = file === null ? null : await openIfThere(file.absolutePath);
      if (handle === null) return null;
      try {
        return await hashTaggedFile(handle, signal);
      } catch (error) {
        if (fileErrorCode(error) !== '') return null;
        throw error;
      } finally {
        await handle.close();
      }
    },

    async storeQuarantined(job) {
      const kept = await storeQuarantined(job);
      if (!kept.ok) return kept;
      const { file, notePath: path } = kept.value;
      notesDue.push({ path, atMs: clock.now(), isInUse: () => active.has(partPath(job)) });
      return ok(file);
    },
    copyOrLink: (job, signal) => copyOrLinkFile({ room, mayLink }, job, signal),
    removeSource: removeSource,

    incomingFolder: incomingPath,

    async sweepPartialFiles(job) {
      try {
        return await sweepPartialFiles(job, clock.now(), ({ databaseId, resultId }) => {
          return databaseId === job.owner.id && active.has(ownPath({ folder: job.folder, owner: job.owner, resultId }, 'part'));
        });
      } catch (error) {
        // A folder that is gone or cannot be written is reported by `check`; this can wait.
        if (fileErrorCode(error) === '') throw error;
        return { count: 0, bytes: 0 };
      }
    },
  };
}

/** What the finished file is to be called, and to carry. */
interface Wish {
  readonly fileName: string;
  readonly tagsFor: ((received: { readonly sha256: string }) => FileTags) | null;
  readonly putsAside: ((bytes: number) => void) | undefined;
}

/** Verified as it was received. */
interface Verified {
  readonly kind: 'verified';
  readonly received: ReceivedFile;
  readonly facts: VideoMetadata;
  readonly extension: VideoExtension;
}

/** As it is to be published. */
interface Finished {
  readonly kind: 'finished';
  readonly facts: VideoMetadata;
  readonly extension: VideoExtension;
  readonly file: Pick<StoredFile, 'bytes' | 'sha256' | 'receivedSha256' | 'untagged'>;
}

/** `isWhole`: everything that was sent is there; it is only not right. */
interface Unusable {
  readonly kind: 'interrupted' | 'worthless';
  readonly error: AppError;
  readonly isWhole: boolean;
}

type Outcome = Verified | Finished | Unusable;

async function verify(part: PartialFileHandle, received: ReceivedFile): Promise<Outcome> {
  const tagging = part.note?.tagging ?? null;
  if (tagging !== null && tagging.receivedBytes === received.bytes && tagging.receivedSha256 !== received.sha256) {
    return { kind: 'worthless', error: { kind: 'not-a-video', detail: 'changed on the disk' }, isWhole: false };
  }
  const check = await checkInThread(part.handle, received.bytes);
  switch (check.kind) {
    case 'video':
      return { kind: 'verified', received, facts: check.facts, extension: check.extension };
    case 'incomplete': {
      const { expectedBytes } = check;
      return { kind: 'worthless', error: { kind: 'download-incomplete', expectedBytes, receivedBytes: received.bytes }, isWhole: true };
    }
    case 'not-a-video':
      return { kind: 'worthless', error: { kind: 'not-a-video', detail: check.detail }, isWhole: true };
    case 'unchecked':
      // It would be the same the next time, so it is put aside and offered like what is wrong.
      return {
        kind: 'worthless',
        error: { kind: 'not-a-video', detail: `${check.extension} that is too much to check: ${check.detail}`.slice(0, 500) },
        isWhole: true,
      };
  }
}

/** Remembers how much of an interrupted part has been synced. */
async function noteSynced(job: DownloadJob, handle: FileHandle): Promise<void> {
  const note = await readNote(job);
  if (note === null) return;
  const { size } = await handle.stat();
  await writeNote(job, { ...note, syncedBytes: size, bootedAtMs: bootedAtMs() });
}

/** Writes the tags into the part, where they are wanted and may be written, and hashes what became of it. */
async function finish(job: DownloadJob, handle: FileHandle, verified: Verified, tagsFor: Wish['tagsFor']): Promise<Finished> {
  const { facts, extension } = verified;
  const { bytes, sha256, voided } = verified.received;
  const asReceived = { bytes, sha256, receivedSha256: sha256 };
  if (tagsFor === null) return { kind: 'finished', facts, extension, file: { ...asReceived, untagged: 'not-wanted' } };
  if (!hasBoxes(extension)) return { kind: 'finished', facts, extension, file: { ...asReceived, untagged: 'other-container' } };
  const source = (await readNote(job)) ?? { of: job.serviceResultName, url: job.url, etag: null, lastModified: null };
  const note = noteOf({ ...source, totalBytes: bytes }, bytes);
  const tagged = await writeTags(handle, bytes, tagsFor({ sha256 }), (tagging) =>
    writeNote(job, { ...note, tagging: { ...tagging, receivedSha256: sha256 } }),
  );
  if (tagged.kind === 'left') return { kind: 'finished', facts, extension, file: { ...asReceived, untagged: tagged.why } };
  // What was received is as it was but for the type of the old index: its hash is known, and only what was appended is to be read.
  const known = voided !== null && voided.moovAt === tagged.moovAt ? await withAppended(voided, handle, bytes, tagged.bytes) : null;
  const stored = known ?? (await hashOfHandle(handle, tagged.bytes));
  const file = { bytes: tagged.bytes, sha256: stored, receivedSha256: sha256, untagged: null };
  return { kind: 'finished', facts, extension, file };
}

async function withAppended(voided: TaggedHash, handle: FileHandle, from: number, to: number): Promise<string | null> {
  for await (const piece of readChunks(handle, to, from)) voided.update(piece);
  return await voided.digest();
}

async function publish(
  job: DownloadJob,
  part: PartialFileHandle,
  fileName: string,
  { file, facts, extension }: Finished,
): Promise<StoredFile> {
  const { folder } = job;
  const { bytes } = file;
  const unknown = { of: job.serviceResultName, url: job.url, etag: null, lastModified: null, totalBytes: bytes };
  const note = (await readNote(job)) ?? noteOf(unknown, bytes);
  const name = await publishFile(part.path, folder, { stem: fileName, extension }, (candidate) => {
    // Until the name is there the part may have to be put back to what was received: the note goes on saying how.
    const counted = note.tagging === null ? { totalBytes: bytes, syncedBytes: bytes } : {};
    return writeNote(job, { ...note, ...counted, published: { name: candidate, ...file } });
  });
  await syncFolder(folder);
  const { mtimeMs } = await stat(join(folder, name));
  return { path: name, ...file, modifiedAtMs: Math.round(mtimeMs), ...facts };
}

/**
 * A file that got its name in a run that was killed before the task's row heard of it. Its bytes are read again: the name alone proves nothing.
 */
async function findPublished(of: PartialFileKey): Promise<StoredFile | null> {
  const { folder } = of;
  const note = await readNote(of);
  if (note === null || note.published === null) return null;
  const { name, bytes, sha256, receivedSha256 = sha256, untagged } = note.published;
  const path = join(folder, name);
  const handle = await openIfThere(path);
  if (handle === null) return null;
  try {
    const status = await handle.stat();
    // Our own reservation on a file system without hard links; the part is still there.
    if (status.size === 0) await removeFile(path);
    if (!status.isFile() || status.size !== bytes || (await hashOfHandle(handle, bytes)) !== sha256) return null;
    const check = await checkInThread(handle, bytes);
    // Its bytes are those that were verified before they got the name.
    if (check.kind !== 'video' && check.kind !== 'unchecked') return null;
    const facts = check.kind === 'video' ? check.facts : unknownFacts;
    await removeLeftoverCopy(partPath(of), folder);
    await removeFile(partPath(of));
    await syncFolder(folder);
    return { path: name, bytes, modifiedAtMs: Math.round(status.mtimeMs), sha256, receivedSha256, untagged, ...facts };
  } finally {
    await handle.close();
  }
}

const unknownFacts: VideoMetadata = {
  width: null,
  height: null,
  durationSeconds: null,
  framesPerSecond: null,
  hasAudio: false,
  codec: null,
};

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return (await lstat(path)).isFile() ? await open(path, 'r') : null;
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
