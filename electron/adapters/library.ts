// The folder of stored videos behind the `Library` port. A video appears in it under its name only when all its bytes are there, checked and
// synced; what is still coming lives in `.incoming`. Written so that a kill or a power cut at any point loses at most what was under way.
import { createHash } from 'node:crypto';
import { type FileHandle, lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Clock, HttpClient, Library, StoredFile, VideoFacts } from '../core/ports.ts';
import type { Lookup } from './addresses.ts';
import { type DownloadJob, type Received, receive } from './download.ts';
import { fileErrorCode, piecesOf, readerOf } from './file-bytes.ts';
import { checkFolder, folderError, incomingFolder, incomingPath, PROBE_PREFIX, syncFolder } from './library-folder.ts';
import { walkMp4 } from './mp4-walk.ts';
import { bootedAtMs, openPart, type Part, partPath, readNote, removeFile, removeNote, removePart, writeNote } from './part-file.ts';
import { publishFile } from './publish-file.ts';
import { systemLookup } from './system-lookup.ts';

export interface LibraryPorts {
  readonly http: HttpClient;
  readonly clock: Clock;
  /** Resolves names before they are fetched; the system's by default. */
  readonly lookup?: Lookup;
  /** A transfer that stands still for so long is given up (and resumed later). */
  readonly stallMs?: number;
  /** Nothing larger is taken from a link. */
  readonly maxBytes?: number;
}

const STALL_MS = 30_000;
const MAX_BYTES = 20 * 1024 ** 3;
/** A note of a published file is needed until its row is committed, which happens in the same moment. */
const NOTE_KEPT_MS = 30_000;

export function createLibrary(ports: LibraryPorts): Library {
  const { http, clock, lookup = systemLookup, stallMs = STALL_MS, maxBytes = MAX_BYTES } = ports;
  const active = new Set<string>();
  /** Notes of files that were published in this run, to be removed a little later. */
  let published: { readonly folder: string; readonly resultId: number; readonly atMs: number }[] = [];

  const forgetPublished = async () => {
    const due = published.filter(({ atMs }) => clock.now() - atMs >= NOTE_KEPT_MS);
    published = published.filter((note) => !due.includes(note));
    for (const { folder, resultId } of due) {
      // A note that stays is swept on the next start.
      if (!active.has(partPath(folder, resultId))) await removeNote(folder, resultId).catch(() => undefined);
    }
  };

  const bring = async (job: DownloadJob, fileName: string, signal: AbortSignal): Promise<Result<StoredFile, AppError>> => {
    const { folder, resultId } = job;
    await incomingFolder(folder);
    const finished = await findPublished(folder, resultId);
    if (finished !== null) return ok(finished);
    const part = await openPart(folder, resultId);
    let verdict: Verdict;
    try {
      const { result, spoilt } = await receive({ http, clock, lookup, stallMs, maxBytes }, job, part, signal);
      verdict = result.ok ? await verify(part.handle, result.value) : { kind: spoilt ? 'worthless' : 'interrupted', error: result.error };
      if (verdict.kind !== 'worthless') await part.handle.sync();
      if (verdict.kind === 'interrupted') await noteSynced(job, part.handle);
    } finally {
      await part.handle.close();
    }
    if (verdict.kind === 'worthless') await removePart(folder, resultId);
    if (verdict.kind !== 'good') return fail(verdict.error);
    const stored = await publish(job, part, fileName, verdict);
    published.push({ folder, resultId, atMs: clock.now() });
    return ok(stored);
  };

  return {
    check: checkFolder,

    async download({ fileName, account, ...rest }, signal) {
      const job: DownloadJob = { ...rest, allowsLoopback: account.allowsLoopback };
      const key = partPath(job.folder, job.resultId);
      if (active.has(key)) throw new Error(`result ${job.resultId} is already being downloaded`);
      active.add(key);
      try {
        await forgetPublished();
        return await bring(job, fileName, signal);
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

    async sweepPartials(folder, claimed) {
      const incoming = incomingPath(folder);
      const isStray = (name: string) => {
        const id = /^(\d+)\.part(\.json~?)?$/.exec(name)?.[1];
        return id !== undefined && !claimed.has(Number(id)) && !active.has(partPath(folder, Number(id)));
      };
      try {
        for (const name of await readdir(incoming)) if (isStray(name)) await removeFile(join(incoming, name));
        for (const name of await readdir(folder)) if (name.startsWith(PROBE_PREFIX)) await removeFile(join(folder, name));
      } catch (error) {
        // A folder that is gone or cannot be written is reported by `check`; sweeping can wait.
        if (fileErrorCode(error) === '') throw error;
      }
    },
  };
}

type Verdict =
  | { readonly kind: 'good'; readonly received: Received; readonly facts: VideoFacts }
  | { readonly kind: 'interrupted' | 'worthless'; readonly error: AppError };

async function verify(handle: FileHandle, received: Received): Promise<Verdict> {
  const walk = await walkMp4(readerOf(handle, received.bytes));
  switch (walk.kind) {
    case 'complete':
      if (walk.hasVideo) return { kind: 'good', received, facts: walk.facts };
      return { kind: 'worthless', error: { kind: 'not-a-video', detail: 'an MP4 without a picture track' } };
    case 'incomplete': {
      const { expectedBytes } = walk;
      return { kind: 'worthless', error: { kind: 'download-incomplete', expectedBytes, receivedBytes: received.bytes } };
    }
    case 'not-mp4':
      return { kind: 'worthless', error: { kind: 'not-a-video', detail: walk.detail.slice(0, 500) } };
  }
}

/** Remembers how much of an interrupted part has been synced. */
async function noteSynced(job: DownloadJob, handle: FileHandle): Promise<void> {
  const note = await readNote(job.folder, job.resultId);
  if (note === null) return;
  const { size } = await handle.stat();
  await writeNote(job.folder, job.resultId, { ...note, syncedBytes: size, bootedAtMs: bootedAtMs() });
}

async function publish(
  job: DownloadJob,
  part: Part,
  fileName: string,
  good: { readonly received: Received; readonly facts: VideoFacts },
): Promise<StoredFile> {
  const { folder, resultId } = job;
  const { bytes, sha256 } = good.received;
  const note = (await readNote(folder, resultId)) ?? {
    url: job.url,
    etag: null,
    lastModified: null,
    syncedBytes: bytes,
    bootedAtMs: bootedAtMs(),
  };
  const name = await publishFile(part.path, folder, fileName, (candidate) =>
    writeNote(folder, resultId, { ...note, totalBytes: bytes, syncedBytes: bytes, published: { name: candidate, bytes, sha256 } }),
  );
  await syncFolder(folder);
  const { mtimeMs } = await stat(join(folder, name));
  return { path: name, bytes, modifiedAtMs: Math.round(mtimeMs), sha256, ...good.facts };
}

/**
 * A file that got its name in a run that was killed before the task's row heard of it. Its bytes are read again: the name alone proves nothing.
 */
async function findPublished(folder: string, resultId: number): Promise<StoredFile | null> {
  const note = await readNote(folder, resultId);
  if (note === null || note.published === null) return null;
  const { name, bytes, sha256 } = note.published;
  const path = join(folder, name);
  const handle = await openIfThere(path);
  if (handle === null) return null;
  try {
    const status = await handle.stat();
    // Our own reservation on a file system without hard links; the part is still there.
    if (status.size === 0) await removeFile(path);
    if (!status.isFile() || status.size !== bytes || (await hashOf(handle, bytes)) !== sha256) return null;
    const walk = await walkMp4(readerOf(handle, bytes));
    if (walk.kind !== 'complete') return null;
    await removeFile(partPath(folder, resultId));
    await syncFolder(folder);
    return { path: name, bytes, modifiedAtMs: Math.round(status.mtimeMs), sha256, ...walk.facts };
  } finally {
    await handle.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return (await lstat(path)).isFile() ? await open(path, 'r') : null;
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function hashOf(handle: FileHandle, bytes: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of piecesOf(handle, bytes)) hash.update(piece);
  return hash.digest('hex');
}
