// Implements the `FilesApi` port for the EvoLink file host: two kinds of upload, list, quota and delete. Does not use upload by URL,
// because the host could fetch other content than the user saw. Sources: the public page of the upload reply (`data.file_url`,
// `expires_at`), the official MCP server 1.2.1 (multipart part `file`, list and delete, `success: false` on HTTP 200) and the customer's
// parameter reference (72 hours).
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import {
  type Account,
  type Clock,
  type FilesApi,
  type HttpClient,
  HttpFailure,
  type NetworkAccess,
  type UploadedFile,
} from '../../core/ports.ts';
import type { Lookup } from '../http/address-policy.ts';
import { dnsLookup } from '../http/dns-lookup.ts';
import { guardedGet } from '../http/guarded-get.ts';
import { callFileHost, type FileHostContext } from './file-host-call.ts';
import { codeOf, itemsOf, numberOf, objectOf, plainFields, textOf, timeOf } from './json-fields.ts';
import { parseLink } from './parse-link.ts';
import { invalidResponse } from './parse-service-error.ts';
import { base64Body, multipartBody, type UploadBody } from './upload-body.ts';

/** Each use of an uploaded file checks that it still exists, and the submission waits for this check. */
const checkTimeoutMs = 5_000;
const uploadLifetimeMs = 72 * 3_600_000;

interface FilesApiPorts {
  readonly http: HttpClient;
  readonly clock: Clock;
  /** The studio's version, for the User-Agent. */
  readonly version: string;
  /** Resolves the host of an uploaded file before the check. The default is the system's resolver. */
  readonly lookup?: Lookup;
}

/** Creates the `FilesApi` port over `http`. Each call sends one request and never retries. */
export function createFilesApi({ http, clock, version, lookup = dnsLookup }: FilesApiPorts): FilesApi {
  const context: FileHostContext = { http, clock, version };

  return {
    uploadStream: (account, file, signal) => upload(context, account, '/api/v1/files/upload/stream', multipartBody(file), signal),
    uploadBase64: (account, file, signal) => upload(context, account, '/api/v1/files/upload/base64', base64Body(file), signal),

    async list(account, page, pageSize, signal) {
      const reply = await callFileHost(
        context,
        account,
        { method: 'GET', path: `/api/v1/files/list?page=${page}&pageSize=${pageSize}` },
        signal,
      );
      if (!reply.ok) return reply;
      const { data, response } = reply.value;
      if (data === null || !Array.isArray(data.files)) return fail(invalidResponse(response));
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
      const reply = await callFileHost(context, account, { method: 'GET', path: '/api/v1/files/quota' }, signal);
      if (!reply.ok) return reply;
      const { data, response } = reply.value;
      if (data === null) return fail(invalidResponse(response));
      const usedFiles = numberOf(data.used_files);
      const maxFiles = numberOf(data.max_files);
      return ok({ usedFiles, maxFiles, remainingFiles: numberOf(data.remain_files) });
    },

    async remove(account, fileId, signal) {
      const reply = await callFileHost(context, account, { method: 'DELETE', path: `/api/v1/files/${encodeURIComponent(fileId)}` }, signal);
      return reply.ok ? ok(null) : reply;
    },

    isDeleted: (access, url, signal) => isDeleted({ http, clock, lookup }, access, url, signal),
  };
}

async function upload(
  context: FileHostContext,
  account: Account,
  path: string,
  body: UploadBody,
  signal: AbortSignal,
): Promise<Result<UploadedFile, AppError>> {
  const reply = await callFileHost(context, account, { method: 'POST', path, body }, signal);
  if (!reply.ok) return reply;
  const url = parseLink(reply.value.data?.file_url);
  if (url === null) return fail(invalidResponse(reply.value.response));
  const expiresAtMs = timeOf(reply.value.data?.expires_at) ?? context.clock.now() + uploadLifetimeMs;
  return ok({ fileId: codeOf(reply.value.data?.file_id) ?? '', url, expiresAtMs, response: plainFields(reply.value.data ?? {}) });
}

/** True if an uploaded file is certainly gone. A failed check proves nothing. */
async function isDeleted(
  { http, clock, lookup }: { readonly http: HttpClient; readonly clock: Clock; readonly lookup: Lookup },
  access: NetworkAccess,
  url: string,
  signal: AbortSignal,
): Promise<boolean> {
  const timeout = new AbortController();
  const cancel = clock.setTimer(checkTimeoutMs, () => timeout.abort());
  try {
    // Sent without the key, because the service itself also fetches the file without a key.
    const headers = { accept: '*/*', range: 'bytes=0-0' };
    const outcome = await guardedGet(
      { http, lookup },
      { url, use: 'result', access, headers, signal: AbortSignal.any([signal, timeout.signal]) },
    );
    return outcome.kind === 'response' && (outcome.response.status === 404 || outcome.response.status === 410);
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    return false;
  } finally {
    cancel();
    timeout.abort();
  }
}
