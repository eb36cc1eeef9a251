// Writes the body of a response into the partial file and hashes it: stops at content that is not a video, limits the size, reports progress.
import type { AppError } from '../../../../shared/errors.ts';
import { HttpFailure, type HttpResponse } from '../../../core/ports.ts';
import { type BackgroundHash, hashInBackground } from '../../hash/background-hash.ts';
import type { StreamHash } from '../../hash/stream-hash.ts';
import type { StallTimeout } from '../../http/stall-timeout.ts';
import { classifyFirstBytes } from '../../media/video-container.ts';
import { describeHead, looksLikeText } from './download-errors.ts';
import type { DownloadJob, DownloadPorts, ReceivedFile } from './download-job.ts';
import { noteOf, type PartialFileHandle, writeNote } from './partial-file.ts';
import { createPartialFileWriter } from './partial-file-writer.ts';
import type { ResponseRange } from './range-resume.ts';

/** Space to leave free on the disk, because tags are added to the file, and a full disk breaks other programs. */
const marginBytes = 8 * 1024 * 1024;
const progressEveryMs = 100;
/** For smaller files, starting a thread for the second hash costs more time than it saves. */
const backgroundHashFromBytes = 64 * 1024 * 1024;

/** One download and its open partial file. */
export interface TransferContext {
  readonly ports: DownloadPorts;
  readonly job: DownloadJob;
  readonly part: PartialFileHandle;
  /** The name of the download's claim in `DiskSpace`. */
  readonly claimName: string;
}

/** A transfer without a complete file. `isUnusable`: the content of the partial file is useless. */
export interface FailedTransfer {
  readonly kind: 'failed';
  readonly error: AppError;
  readonly isUnusable: boolean;
}

/** The outcome of receiving a body. */
export type BodyOutcome = { readonly kind: 'received'; readonly file: ReceivedFile } | FailedTransfer;

/** Creates the outcome of a failed transfer. */
export const failedTransfer = (error: AppError, isUnusable = false): FailedTransfer => ({ kind: 'failed', error, isUnusable });

/** Completes the hash of a file whose bytes have all been received. */
export const receivedFile = (bytes: number, hash: StreamHash, backgroundHash: BackgroundHash | null = null): ReceivedFile => ({
  bytes,
  sha256: hash.digest(),
  taggedHash: backgroundHash ?? hash.taggedHash(),
});

/** The progress of one body. */
interface BodyState {
  readonly writer: ReturnType<typeof createPartialFileWriter>;
  readonly hash: StreamHash;
  backgroundHash: BackgroundHash | null;
  /** Bytes of the file so far, including those of earlier attempts. */
  bytes: number;
  /** The first bytes, which are not written until they show the type of the content. null after that, and in a resumed download. */
  head: Uint8Array | null;
  reportedAtMs: number;
}

/**
 * Receives a body whose first byte is byte `from` of the file. Throws file errors, and `HttpFailure` after writing the bytes that have
 * arrived.
 */
export async function receiveBody(
  context: TransferContext,
  response: HttpResponse,
  range: ResponseRange,
  from: number,
  hash: StreamHash,
  stallTimeout: StallTimeout,
): Promise<BodyOutcome> {
  const { ports, job, part } = context;
  const { totalBytes } = range;
  if (totalBytes !== null && totalBytes > ports.maxBytes) return tooLarge();
  const shortage = await claimSpace(context, totalBytes, from);
  if (shortage !== null) return failedTransfer(shortage);
  if (from > 0) await part.handle.truncate(from);
  const writer = createPartialFileWriter(part.handle, from);
  const state: BodyState = { writer, hash, backgroundHash: null, bytes: from, head: from > 0 ? null : Buffer.alloc(0), reportedAtMs: 0 };
  let isComplete = false;
  try {
    for await (const chunk of response.body) {
      stallTimeout.pause();
      const failure = await takeChunk(context, response, range, state, chunk);
      if (failure !== null) return failure;
      reportProgress(context, state, totalBytes);
      stallTimeout.onProgress();
    }
    if (state.head !== null) return notAVideo(context, state.head, response);
    await writer.flush();
    job.onProgress({ receivedBytes: state.bytes, totalBytes });
    if (totalBytes !== null && state.bytes !== totalBytes)
      return failedTransfer({ kind: 'download-incomplete', expectedBytes: totalBytes, receivedBytes: state.bytes }, true);
    state.backgroundHash?.end(state.bytes);
    isComplete = true;
    return { kind: 'received', file: receivedFile(state.bytes, hash, state.backgroundHash) };
  } catch (error) {
    if (error instanceof HttpFailure && state.head === null) await writer.flush();
    throw error;
  } finally {
    if (!isComplete) state.backgroundHash?.stop();
  }
}

/** Writes a chunk, or keeps it in `head` while the type of the content is unknown. Returns the failure that ends the transfer; otherwise null. */
async function takeChunk(
  context: TransferContext,
  response: HttpResponse,
  range: ResponseRange,
  state: BodyState,
  chunk: Uint8Array,
): Promise<FailedTransfer | null> {
  const { ports, job } = context;
  state.bytes += chunk.byteLength;
  if (state.bytes > ports.maxBytes) return tooLarge();
  if (state.head === null) {
    await writeBytes(context, state, range.totalBytes, chunk);
    return null;
  }
  const head = Buffer.concat([state.head, chunk]);
  state.head = head;
  const verdict = classifyFirstBytes(head);
  // The last attempt accepts any content except text: a web page is not worth keeping.
  if (verdict === 'not-a-video' && (job.acceptsAnyContent !== true || looksLikeText(head))) return notAVideo(context, head, response);
  if (verdict === 'too-short') return null;
  await startPart(context, range);
  state.head = null;
  await writeBytes(context, state, range.totalBytes, head);
  return null;
}

async function writeBytes({ part }: TransferContext, state: BodyState, totalBytes: number | null, bytes: Uint8Array): Promise<void> {
  state.hash.update(bytes);
  const drained = state.writer.push(bytes);
  if (drained !== null) await drained;
  if (totalBytes !== null && totalBytes >= backgroundHashFromBytes) state.backgroundHash ??= startBackgroundHash(state.hash, part.path);
  state.backgroundHash?.onWritten(state.writer.writtenBytes());
}

/** Moves the second hash to a thread. Returns null if the index of the video has not arrived yet, or is late in the file. */
function startBackgroundHash(hash: StreamHash, path: string): BackgroundHash | null {
  const moovAt = hash.handOver();
  return moovAt === null ? null : hashInBackground(path, moovAt);
}

/** Empties the part, then writes the note that names the source of the next bytes. */
async function startPart({ job, part }: TransferContext, range: ResponseRange): Promise<void> {
  await part.handle.truncate(0);
  await writeNote(job, noteOf({ of: job.serviceResultName, url: job.url, ...range }, 0));
}

/** Reports progress at intervals, and reduces the claim on disk space. */
function reportProgress({ ports, job, claimName }: TransferContext, state: BodyState, totalBytes: number | null): void {
  const nowMs = ports.clock.now();
  if (nowMs - state.reportedAtMs < progressEveryMs) return;
  state.reportedAtMs = nowMs;
  job.onProgress({ receivedBytes: state.bytes, totalBytes });
  if (totalBytes !== null) ports.diskSpace.reduce(claimName, totalBytes - state.bytes);
}

/** Claims disk space for the remaining bytes; returns the error when there is too little. */
async function claimSpace(
  { ports, job, part, claimName }: TransferContext,
  totalBytes: number | null,
  from: number,
): Promise<AppError | null> {
  if (totalBytes === null) return null;
  // Starting over frees the space that the part occupies.
  const bytes = Math.max(0, totalBytes - (from > 0 ? from : (await part.handle.stat()).size));
  return await ports.diskSpace.claim(job.folder, claimName, bytes, marginBytes);
}

/** A web page instead of a video must not overwrite what an earlier attempt has downloaded. */
function notAVideo({ part }: TransferContext, head: Uint8Array, response: HttpResponse): FailedTransfer {
  const detail = describeHead(head, response.header('content-type'));
  return failedTransfer({ kind: 'not-a-video', detail }, part.bytes === 0);
}

const tooLarge = (): FailedTransfer => failedTransfer({ kind: 'link-blocked', reason: 'too-large' }, true);
