// One call of the EvoLink file host: the request, its time limit, and the parsed response.
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Account, Clock, HttpClient, HttpRequest } from '../../core/ports.ts';
import { type TimedSuccess, type TimeLimit, timedRequest } from '../http/timed-request.ts';
import { apiHeaders, endpointUrl } from './evolink-api.ts';
import { type Fields, objectOf, parseJson } from './json-fields.ts';
import { fileHostError, invalidResponse, serviceError } from './parse-service-error.ts';
import type { SourceFailure, UploadBody } from './upload-body.ts';

const readTimeoutMs = 15_000;
/** The limit is counted from the last byte that the connection accepted, so that a slow upload is not aborted while it progresses. */
const uploadTimeoutMs = 120_000;

/** Dependencies of all calls of the file host. */
export interface FileHostContext {
  readonly http: HttpClient;
  readonly clock: Clock;
  /** The studio's version, for the User-Agent. */
  readonly version: string;
}

interface FileHostRequest {
  readonly method: HttpRequest['method'];
  /** Path with its query, appended to the account's `filesBaseUrl`. */
  readonly path: string;
  readonly body?: UploadBody;
}

interface FileHostResponse {
  readonly response: TimedSuccess;
  /** The whole JSON object of the response. */
  readonly body: Fields;
  /** Its field `data`, which holds the result of the call; null if it has none. */
  readonly data: Fields | null;
}

/** Sends one request to the file host. Returns errors of the account, the connection, the service and the uploaded file. */
export async function callFileHost(
  { http, clock, version }: FileHostContext,
  account: Account,
  request: FileHostRequest,
  signal: AbortSignal,
): Promise<Result<FileHostResponse, AppError>> {
  const target = endpointUrl(account.filesBaseUrl, account, request.path);
  if (!target.ok) return target;
  const failure: SourceFailure = { error: null };
  const headers = apiHeaders(account.key, version);
  let limit: TimeLimit | null = null;
  const { body } = request;
  const response = await timedRequest(
    { http, clock },
    body === undefined
      ? { method: request.method, url: target.value, headers }
      : {
          method: request.method,
          url: target.value,
          headers: { ...headers, 'content-type': body.contentType },
          body: { bytes: body.bytes, read: () => withProgress(body.read(failure), () => limit?.restart()) },
        },
    {
      timeoutMs: body === undefined ? readTimeoutMs : uploadTimeoutMs,
      signal,
      redact: account.key,
      onLimit: (timeLimit) => {
        limit = timeLimit;
      },
    },
  );
  // The file, not the connection, is the cause of the failure.
  if (failure.error !== null) return fail(failure.error);
  if (response.kind === 'no-response') return fail(response.error);
  if (response.status < 200 || response.status >= 300) return fail(serviceError(response, clock.now()));
  if (response.bodyError !== null) return fail(response.bodyError);
  const fields = objectOf(parseJson(response.text));
  if (fields === null) return fail(invalidResponse(response));
  if (fields.success === false) return fail(fileHostError(response));
  return ok({ response, body: fields, data: objectOf(fields.data) });
}

/** Yields the chunks and calls `onProgress` after the connection has taken each of them. */
async function* withProgress(chunks: AsyncIterable<Uint8Array>, onProgress: () => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk;
    onProgress();
  }
}
