// Downloads the bytes of one result into its partial file: resumes if the server certainly sends the same bytes, otherwise starts over.
import type { AppError } from '../../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { HttpFailure, type HttpResponse } from '../../../core/ports.ts';
import { serviceError } from '../../evolink/parse-service-error.ts';
import { readChunks } from '../../files/file-io.ts';
import { StreamHash } from '../../hash/stream-hash.ts';
import { guardedGet } from '../../http/guarded-get.ts';
import { createStallTimeout, type StallTimeout } from '../../http/stall-timeout.ts';
import { folderError } from '../folder-access.ts';
import { type BodyOutcome, failedTransfer, receiveBody, receivedFile, type TransferContext } from './download-body.ts';
import { interruptedError, readErrorBody, refusalError } from './download-errors.ts';
import type { DownloadJob, DownloadPorts, ReceivedFile } from './download-job.ts';
import type { PartialFileHandle } from './partial-file.ts';
import { isCompleteResponse, isSameContent, parseByteRange, rangeRequest } from './range-resume.ts';

/** `start-over`: the download cannot be resumed at the requested byte. */
type RequestOutcome = BodyOutcome | { readonly kind: 'start-over' };

/**
 * Downloads the file. On success, the partial file contains the whole file and has the right length. `isUnusable`: the content of the
 * partial file is useless.
 */
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
  const context: TransferContext = { ports, job, part, claimName: `download ${job.resultId}` };
  let outcome: RequestOutcome = offset === 0 ? { kind: 'start-over' } : await requestFrom(context, offset, hash, signal);
  if (outcome.kind === 'start-over') outcome = await requestFrom(context, 0, new StreamHash(job.willBeTagged), signal);
  switch (outcome.kind) {
    case 'received':
      return { result: ok(outcome.file), isUnusable: false };
    case 'failed':
      return { result: fail(outcome.error), isUnusable: outcome.isUnusable };
    case 'start-over':
      return { result: fail({ kind: 'download-incomplete', expectedBytes: null, receivedBytes: 0 }), isUnusable: false };
  }
}

/** Requests the bytes from `offset` on and receives them. */
async function requestFrom(context: TransferContext, offset: number, hash: StreamHash, signal: AbortSignal): Promise<RequestOutcome> {
  const { ports, job, part, claimName } = context;
  const { url, access } = job;
  const range = offset === 0 ? {} : rangeRequest(part.note, url, offset);
  if (range === null) return { kind: 'start-over' };
  const headers = { accept: '*/*', 'accept-encoding': 'identity', ...range };
  const stallTimeout = createStallTimeout(ports.clock, ports.stallMs, signal);
  try {
    const outcome = await guardedGet(ports, { url, use: 'result', access, headers, signal: stallTimeout.signal });
    if (outcome.kind === 'refused') return failedTransfer(refusalError(outcome));
    stallTimeout.onProgress();
    return await handleResponse(context, outcome.response, offset, hash, stallTimeout);
  } catch (error) {
    return failedTransfer(
      error instanceof HttpFailure ? interruptedError(error, stallTimeout) : await folderError(error, job.folder, null),
    );
  } finally {
    stallTimeout.stop();
    ports.diskSpace.release(claimName);
  }
}

/** Decides by the status and the range of a response whether to receive it, to start over, or to fail. */
async function handleResponse(
  context: TransferContext,
  response: HttpResponse,
  offset: number,
  hash: StreamHash,
  stallTimeout: StallTimeout,
): Promise<RequestOutcome> {
  const { ports, job, part } = context;
  const { status } = response;
  job.onResponse?.({ httpStatus: status, fromBytes: status === 206 ? offset : 0 });
  const range = parseByteRange(response);
  if (status === 206 && offset > 0) {
    if (!isSameContent(part.note, job.url, offset, range)) return { kind: 'start-over' };
    return await receiveBody(context, response, range, offset, hash, stallTimeout);
  }
  if (isCompleteResponse(response)) {
    const wholeHash = offset === 0 ? hash : new StreamHash(job.willBeTagged);
    return await receiveBody(context, response, range, 0, wholeHash, stallTimeout);
  }
  if (offset > 0 && status === 416) return { kind: 'start-over' };
  if (status === 206) return failedTransfer({ kind: 'download-incomplete', expectedBytes: range.totalBytes, receivedBytes: 0 });
  if ([400, 401, 403, 404, 410].includes(status)) return failedTransfer({ kind: 'link-refused', httpStatus: status });
  const text = await readErrorBody(response);
  return failedTransfer(serviceError({ status, header: (name) => response.header(name), text }, ports.clock.now()));
}
