// The EvoLink file host behind the `FilesApi` port: two uploads (the third, by address, would take what lies there later), list, quota, delete. Sources: the public page of the upload reply
// (`data.file_url`, `expires_at`), the official MCP server 1.2.1 (multipart part `file`, list and delete, `success: false` on HTTP 200) and the
// customer's parameter reference (72 hours).
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import {
  type Account,
  type Clock,
  type FilesApi,
  type HttpClient,
  HttpFailure,
  type HttpRequest,
  type UploadedFile,
} from '../../core/ports.ts';
import type { Lookup } from '../http/address-policy.ts';
import { dnsLookup } from '../http/dns-lookup.ts';
import { guardedGet } from '../http/guarded-get.ts';
import { type Limit, type TimedSuccess, timedRequest } from '../http/timed-request.ts';
import { apiHeaders, endpointUrl } from './evolink-api.ts';
import { codeOf, type Fields, itemsOf, numberOf, objectOf, parseJson, plainFields, textOf, timeOf } from './json-fields.ts';
import { parseLink } from './parse-link.ts';
import { fileHostError, invalidResponse, serviceError } from './parse-service-error.ts';
import { base64Body, multipartBody, type SourceFailure, type UploadBody } from './upload-body.ts';

const READ_TIMEOUT_MS = 15_000;
/** A copy is looked for before each use; whoever waits for it waits to send. */
const LOOK_TIMEOUT_MS = 5_000;
/** Counted from the last byte that the connection took, so that a slow line may take as long as it moves. */
const UPLOAD_TIMEOUT_MS = 120_000;
const UPLOAD_LIFE_MS = 72 * 3_600_000;

export interface FilesApiPorts {
  readonly http: HttpClient;
  readonly clock: Clock;
  /** The studio's version, for the User-Agent. */
  readonly version: string;
  /** Resolves names before copies are looked for; the system's by default. */
  readonly lookup?: Lookup;
}

export function createFilesApi({ http, clock, version, lookup = dnsLookup }: FilesApiPorts): FilesApi {
  /** One call; `data` is the answer's own part. */
  const call = async (
    account: Account,
    request: { readonly method: HttpRequest['method']; readonly path: string; readonly body?: UploadBody },
    signal: AbortSignal,
  ): Promise<Result<{ readonly answer: TimedSuccess; readonly body: Fields; readonly data: Fields | null }, AppError>> => {
    const target = endpointUrl(account.filesBaseUrl, account, request.path);
    if (!target.ok) return target;
    const failure: SourceFailure = { error: null };
    const headers = apiHeaders(account.key, version);
    let limit: Limit | null = null;
    const { body } = request;
    const answer = await timedRequest(
      { http, clock },
      body === undefined
        ? { method: request.method, url: target.value, headers }
        : {
            method: request.method,
            url: target.value,
            headers: { ...headers, 'content-type': body.contentType },
            body: { bytes: body.bytes, read: () => watched(body.read(failure), () => limit?.touch()) },
          },
      {
        timeoutMs: body === undefined ? READ_TIMEOUT_MS : UPLOAD_TIMEOUT_MS,
        signal,
        redact: account.key,
        onLimit: (given) => {
          limit = given;
        },
      },
    );
    // The file itself broke the upload; the connection only shows it.
    if (failure.error !== null) return fail(failure.error);
    if (answer.kind === 'silent') return fail(answer.error);
    if (answer.status < 200 || answer.status >= 300) return fail(serviceError(answer, clock.now()));
    if (answer.broken !== null) return fail(answer.broken);
    const fields = objectOf(parseJson(answer.text));
    if (fields === null) return fail(invalidResponse(answer));
    if (fields.success === false) return fail(fileHostError(answer));
    return ok({ answer, body: fields, data: objectOf(fields.data) });
  };

  const upload = async (account: Account, path: string, body: UploadBody, signal: AbortSignal): Promise<Result<UploadedFile, AppError>> => {
    const reply = await call(account, { method: 'POST', path, body }, signal);
    if (!reply.ok) return reply;
    const url = parseLink(reply.value.data?.file_url);
    if (url === null) return fail(invalidResponse(reply.value.answer));
    const expiresAtMs = timeOf(reply.value.data?.expires_at) ?? clock.now() + UPLOAD_LIFE_MS;
    return ok({ fileId: codeOf(reply.value.data?.file_id) ?? '', url, expiresAtMs, response: plainFields(reply.value.data ?? {}) });
  };

  return {
    uploadStream: (account, file, signal) => upload(account, '/api/v1/files/upload/stream', multipartBody(file), signal),
    uploadBase64: (account, file, signal) => upload(account, '/api/v1/files/upload/base64', base64Body(file), signal),

    async list(account, page, pageSize, signal) {
      const reply = await call(account, { method: 'GET', path: `/api/v1/files/list?page=${page}&pageSize=${pageSize}` }, signal);
      if (!reply.ok) return reply;
      const { data, answer } = reply.value;
      if (data === null || !Array.isArray(data.files)) return fail(invalidResponse(answer));
      const files = itemsOf(data.files).flatMap((item) => {
        const fields = objectOf(item);
        const fileId = codeOf(fields?.file_id);
        if (fileId === null) return [];
        const name = textOf(fields?.file_name) ?? textOf(fields?.original_name) ?? fileId;
        return [{ fileId, name, bytes: numberOf(fields?.file_size), uploadedAtMs: timeOf(fields?.upload_time) }];
      });
      return ok({ total: numberOf(data.total) ?? files.length, files });
    },

    async quota(account, signal) {
      const reply = await call(account, { method: 'GET', path: '/api/v1/files/quota' }, signal);
      if (!reply.ok) return reply;
      const { data, answer } = reply.value;
      if (data === null) return fail(invalidResponse(answer));
      const usedFiles = numberOf(data.used_files);
      const maxFiles = numberOf(data.max_files);
      return ok({ usedFiles, maxFiles, remainingFiles: numberOf(data.remain_files) });
    },

    async remove(account, fileId, signal) {
      const reply = await call(account, { method: 'DELETE', path: `/api/v1/files/${encodeURIComponent(fileId)}` }, signal);
      return reply.ok ? ok(null) : reply;
    },

    async isDeleted(reach, url, signal) {
      const enough = new AbortController();
      const cancel = clock.setTimer(LOOK_TIMEOUT_MS, () => enough.abort());
      try {
        // Without the key: the service reads it without one, too.
        const headers = { accept: '*/*', range: 'bytes=0-0' };
        const outcome = await guardedGet(
          { http, lookup },
          { url, use: 'result', reach, headers, signal: AbortSignal.any([signal, enough.signal]) },
        );
        return outcome.kind === 'answered' && (outcome.answer.status === 404 || outcome.answer.status === 410);
      } catch (error) {
        if (!(error instanceof HttpFailure)) throw error;
        return false;
      } finally {
        cancel();
        enough.abort();
      }
    },
  };
}

/** Tells of every chunk that the connection has taken. */
async function* watched(chunks: AsyncIterable<Uint8Array>, touch: () => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk;
    touch();
  }
}
