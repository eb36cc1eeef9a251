// Downloads the bytes of one result into its partial file. Resumes if the server certainly sends the same bytes, starts over otherwise, and
// hashes everything that is kept.
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type Clock, type DownloadProgress, type HttpClient, HttpFailure, type HttpResponse, type NetworkReach } from '../../core/ports.ts';
import { serviceError } from '../evolink/parse-service-error.ts';
import { readChunks } from '../files/file-io.ts';
import { type BackgroundHash, hashInBackground } from '../hash/background-hash.ts';
import { StreamHash, type TaggedHash } from '../hash/stream-hash.ts';
import type { Lookup } from '../http/address-policy.ts';
import { guardedGet } from '../http/guarded-get.ts';
import { createStallTimeout, type StallTimeout } from '../http/stall-timeout.ts';
import { beginsLikeVideo } from '../media/video-container.ts';
import type { DiskSpace } from './disk-space.ts';
import { describeHead, interruptedError, looksLikeText, readErrorBody, refusalError } from './download-errors.ts';
import { folderError } from './folder-access.ts';
import { noteOf, type PartialFileHandle, type PartialFileKey, writeNote } from './partial-file.ts';
import { createPartialFileWriter } from './partial-file-writer.ts';
import { isCompleteResponse, isSameContent, parseByteRange, type ResponseRange, rangeRequest } from './range-resume.ts';

/** The ports and limits of a transfer. */
export interface DownloadPorts {
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly lookup: Lookup;
  /** A transfer that receives no bytes for this long is given up. */
  readonly stallMs: number;
  /** A larger file is not downloaded. */
  readonly maxBytes: number;
  readonly diskSpace: DiskSpace;
}

/** One download of a result, as passed to `VideoLibrary.download`. */
export interface DownloadJob extends PartialFileKey {
  /** The hosts in the user's own network that the link may point to. */
  readonly reach: NetworkReach;
  /** True when tags will be written into the file: then the second hash is computed as well. */
  readonly willBeTagged: boolean;
  onProgress(progress: DownloadProgress): void;
  /** Called for each response, with its status and the offset of its first byte. */
  onResponse?(response: { readonly httpStatus: number; readonly fromBytes: number }): void;
  /** See `VideoLibrary.download`. */
  readonly acceptsAnyContent?: boolean;
}

/** A complete partial file: its size, and its SHA-256 in hexadecimal. */
export interface ReceivedFile {
  readonly bytes: number;
  readonly sha256: string;
  /** The hash of the same bytes with the index read as `free`; null when there is no index or `willBeTagged` is false. */
  readonly taggedHash: TaggedHash | null;
}

/** Space to leave free on the disk: tags are added to the file, and a full disk breaks other programs. */
const MARGIN_BYTES = 8 * 1024 * 1024;
const PROGRESS_EVERY_MS = 100;
/** For smaller files, starting a thread for the second hash costs more time than it saves. */
const BACKGROUND_HASH_FROM_BYTES = 64 * 1024 * 1024;

type Attempt = Result<ReceivedFile, AppError> | 'start-over';

/** Downloads the file. On success the partial file holds the whole file, with the right length. `isUnusable`: the content of the partial file is useless. */
export async function downloadToPartialFile(
  ports: DownloadPorts,
  job: DownloadJob,
  part: PartialFileHandle,
  signal: AbortSignal,
): Promise<{ readonly result: Result<ReceivedFile, AppError>; readonly isUnusable: boolean }> {
  const offset = part.bytes;
  const hash = new StreamHash(job.willBeTagged);
  if (offset > 0) {
    for await (const piece of readChunks(part.handle, offset)) hash.update(piece);
    if (offset === part.note?.totalBytes) return { result: ok(receivedFile(offset, hash)), isUnusable: false };
  }
  const transfer = new Transfer(ports, job, part, signal);
  const resumed = offset === 0 ? 'start-over' : await transfer.attempt(offset, hash);
  if (resumed !== 'start-over') return { result: resumed, isUnusable: transfer.isUnusable };
  const restarted = await transfer.attempt(0, new StreamHash(job.willBeTagged));
  const result: Result<ReceivedFile, AppError> =
    restarted === 'start-over' ? fail({ kind: 'download-incomplete', expectedBytes: null, receivedBytes: 0 }) : restarted;
  return { result, isUnusable: transfer.isUnusable };
}

class Transfer {
  isUnusable = false;
  private readonly claim: string;
  private readonly ports: DownloadPorts;
  private readonly job: DownloadJob;
  private readonly part: PartialFileHandle;
  private readonly signal: AbortSignal;

  constructor(ports: DownloadPorts, job: DownloadJob, part: PartialFileHandle, signal: AbortSignal) {
    this.ports = ports;
    this.job = job;
    this.part = part;
    this.signal = signal;
    this.claim = `download ${job.resultId}`;
  }

  /** Requests the bytes from `offset` on. Returns `start-over` when the download cannot be resumed there. */
  async attempt(offset: number, hash: StreamHash): Promise<Attempt> {
    const { http, clock, lookup, stallMs } = this.ports;
    const { url, reach } = this.job;
    const range = offset === 0 ? {} : rangeRequest(this.part.note, url, offset);
    if (range === null) return 'start-over';
    const headers = { accept: '*/*', 'accept-encoding': 'identity', ...range };
    const watch = createStallTimeout(clock, stallMs, this.signal);
    try {
      const outcome = await guardedGet({ http, lookup }, { url, use: 'result', reach, headers, signal: watch.signal });
      if (outcome.kind === 'refused') return fail(refusalError(outcome));
      watch.onProgress();
      return await this.handleResponse(outcome.response, offset, hash, watch);
    } catch (error) {
      if (!(error instanceof HttpFailure)) return fail(await this.diskError(error));
      return fail(interruptedError(error, watch));
    } finally {
      watch.stop();
      this.ports.diskSpace.release(this.claim);
    }
  }

  private async handleResponse(response: HttpResponse, offset: number, hash: StreamHash, watch: StallTimeout): Promise<Attempt> {
    this.job.onResponse?.({ httpStatus: response.status, fromBytes: response.status === 206 ? offset : 0 });
    if (response.status === 206 && offset > 0) {
      const range = parseByteRange(response);
      return isSameContent(this.part.note, this.job.url, offset, range)
        ? await this.write(response, offset, hash, watch, range)
        : 'start-over';
    }
    if (isCompleteResponse(response))
      return await this.write(response, 0, offset === 0 ? hash : new StreamHash(this.job.willBeTagged), watch, parseByteRange(response));
    if (offset > 0 && response.status === 416) return 'start-over';
    if (response.status === 206)
      return fail({ kind: 'download-incomplete', expectedBytes: parseByteRange(response).totalBytes, receivedBytes: 0 });
    if ([400, 401, 403, 404, 410].includes(response.status)) return fail({ kind: 'link-refused', httpStatus: response.status });
    const text = await readErrorBody(response);
    return fail(serviceError({ status: response.status, header: (name) => response.header(name), text }, this.ports.clock.now()));
  }

  private async write(response: HttpResponse, from: number, hash: StreamHash, watch: StallTimeout, range: ResponseRange): Promise<Attempt> {
    const { maxBytes } = this.ports;
    const { job, part } = this;
    const total = range.totalBytes;
    if (total !== null && total > maxBytes) return this.failUnusable({ kind: 'link-blocked', reason: 'too-large' });
    const shortage = await this.shortage(total, from);
    if (shortage !== null) return fail(shortage);
    if (from > 0) await part.handle.truncate(from);
    const writer = createPartialFileWriter(part.handle, from);
    let isPrepared = from > 0;
    let bytes = from;
    let head: Uint8Array = Buffer.alloc(0);
    let reportedAtMs = 0;
    let backgroundHash: BackgroundHash | null = null;
    let isComplete = false;
    try {
      for await (const chunk of response.body) {
        watch.pause();
        bytes += chunk.byteLength;
        if (bytes > maxBytes) return this.failUnusable({ kind: 'link-blocked', reason: 'too-large' });
        let next: Uint8Array = chunk;
        if (!isPrepared) {
          head = Buffer.concat([head, chunk]);
          const beginning = beginsLikeVideo(head);
          // The last attempt accepts any content except text: a web page is not worth keeping.
          if (beginning === 'no' && (this.job.acceptsAnyContent !== true || looksLikeText(head))) return this.notAVideo(head, response);
          if (beginning !== 'too-short-to-tell') {
            await this.prepare(range);
            isPrepared = true;
          }
          next = head;
        }
        if (isPrepared) {
          hash.update(next);
          const drained = writer.push(next);
          if (drained !== null) await drained;
          if (backgroundHash === null && total !== null && total >= BACKGROUND_HASH_FROM_BYTES)
            backgroundHash = this.startBackgroundHash(hash);
          backgroundHash?.onWritten(writer.writtenBytes());
        }
        reportedAtMs = this.reportProgress(bytes, total, reportedAtMs);
        watch.onProgress();
      }
      if (!isPrepared) return this.notAVideo(head, response);
      await writer.flush();
      job.onProgress({ receivedBytes: bytes, totalBytes: total });
      if (total !== null && bytes !== total) {
        return this.failUnusable({ kind: 'download-incomplete', expectedBytes: total, receivedBytes: bytes });
      }
      backgroundHash?.end(bytes);
      isComplete = true;
      return ok(receivedFile(bytes, hash, backgroundHash));
    } catch (error) {
      if (error instanceof HttpFailure && isPrepared) await writer.flush();
      throw error;
    } finally {
      if (!isComplete) backgroundHash?.stop();
    }
  }

  /** Reports progress at intervals; returns the time of the last report. */
  private reportProgress(bytes: number, total: number | null, reportedAtMs: number): number {
    const now = this.ports.clock.now();
    if (now - reportedAtMs < PROGRESS_EVERY_MS) return reportedAtMs;
    this.job.onProgress({ receivedBytes: bytes, totalBytes: total });
    if (total !== null) this.ports.diskSpace.reduce(this.claim, total - bytes);
    return now;
  }

  private startBackgroundHash(hash: StreamHash): BackgroundHash | null {
    const moovAt = hash.handOver();
    return moovAt === null ? null : hashInBackground(this.part.path, moovAt);
  }

  /** Empties the part, then writes the note that says which result the next bytes belong to. */
  private async prepare(range: ResponseRange): Promise<void> {
    await this.part.handle.truncate(0);
    await writeNote(this.job, noteOf({ of: this.job.serviceResultName, url: this.job.url, ...range }, 0));
  }

  private async shortage(total: number | null, from: number): Promise<AppError | null> {
    if (total === null) return null;
    // Starting over frees the space that the part occupies.
    const bytes = Math.max(0, total - (from > 0 ? from : (await this.part.handle.stat()).size));
    return await this.ports.diskSpace.claim(this.job.folder, this.claim, bytes, MARGIN_BYTES);
  }

  /** A web page instead of a video must not overwrite what an earlier attempt has downloaded. */
  private notAVideo(head: Uint8Array, response: HttpResponse): Attempt {
    this.isUnusable = this.part.bytes === 0;
    return fail({ kind: 'not-a-video', detail: describeHead(head, response.header('content-type')) });
  }

  private failUnusable(error: AppError): Attempt {
    this.isUnusable = true;
    return fail(error);
  }

  private async diskError(error: unknown): Promise<AppError> {
    return await folderError(error, this.job.folder, null);
  }
}

const receivedFile = (bytes: number, hash: StreamHash, backgroundHash: BackgroundHash | null = null): ReceivedFile => ({
  bytes,
  sha256: hash.digest(),
  taggedHash: backgroundHash ?? hash.taggedHash(),
});
