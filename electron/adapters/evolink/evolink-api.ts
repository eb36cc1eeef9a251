// Implements the `EvolinkApi` port for the EvoLink gateway. Each call sends one request and never repeats it; each outcome is classified
// once. Sources: the customer's parameter reference (endpoints, bearer key), the public pages (bodies), the source of the newer official
// clients (`Idempotency-Key`, list call, time limits of 30 s for a submission and 15 s for a read).
import type { AppError } from '../../../shared/errors.ts';
import { callableBaseUrl } from '../../../shared/network/base-url.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { hasDisposition } from '../../../shared/service-errors/index.ts';
import type { Account, Clock, EvolinkApi, HttpClient, ServiceTask, SubmitOutcome } from '../../core/ports.ts';
import { type TimedResponse, type TimedSuccess, timedRequest } from '../http/timed-request.ts';
import { createClockSkewTracker } from './clock-skew.ts';
import {
  isDocumentedId,
  isErrorWithId,
  parseCredits,
  parseTask,
  parseTaskBatch,
  parseTaskList,
  salvageTask,
  truncateRaw,
} from './evolink-wire.ts';
import { parseJson, parseStrictJson } from './json-fields.ts';
import { invalidResponse, isOwnError, serviceError } from './parse-service-error.ts';

const submitTimeoutMs = 30_000;
const readTimeoutMs = 15_000;
const listPageSize = 20;

/** The alphabet and length that the service's own clients use for `Idempotency-Key`. */
const idempotencyKeyPattern = /^[A-Za-z0-9._-]{16,96}$/;

interface EvolinkApiPorts {
  readonly http: HttpClient;
  readonly clock: Clock;
  /** The studio's version, for the User-Agent. */
  readonly version: string;
}

/**
 * Creates the `EvolinkApi` port over `http`. Each call sends exactly one request; the callers in the core decide about retries. Errors are values;
 * `submit` throws only for an idempotency key of the wrong form, which is a bug of the caller.
 */
export function createEvolinkApi({ http, clock, version }: EvolinkApiPorts): EvolinkApi {
  const clockSkew = createClockSkewTracker();
  const context: ApiContext = { http, clock, version, clockSkew };

  return {
    async submit(account, body, idempotencyKey, signal) {
      if (!idempotencyKeyPattern.test(idempotencyKey)) throw new Error('an idempotency key has 16 to 96 characters of [A-Za-z0-9._-]');
      const target = endpointUrl(account.apiBaseUrl, account, '/v1/videos/generations');
      if (!target.ok) return { kind: 'refused', error: target.error };
      const headers = { ...apiHeaders(account.key, version), 'idempotency-key': idempotencyKey };
      const response = await sendRequest(context, account, jsonPost(target.value, headers, body), submitTimeoutMs, signal);
      return submitOutcome(response, clock.now());
    },

    async getTask(account, serviceTaskId, signal) {
      const response = await get(context, account, `/v1/tasks/${encodeURIComponent(serviceTaskId)}`, signal);
      if (!response.ok) return fail(withoutForeignNotFound(response.error));
      const task = parseTask(parseJson(response.value.text), response.value.text, serviceTaskId);
      // A response about another task must never overwrite our task, even if a cache or proxy has mixed up the responses.
      return task === null || task.serviceTaskId !== serviceTaskId ? fail(invalidResponse(response.value)) : ok(task);
    },

    async getTasks(account, serviceTaskIds, signal) {
      const response = await readOnlyRequest(context, account, '/v1/tasks/batch', { task_ids: serviceTaskIds }, signal);
      if (!response.ok) return fail(asNotFound(response.error));
      const tasks = parseTaskBatch(parseJson(response.value.text));
      if (tasks === null) return fail(invalidResponse(response.value));
      return ok(
        new Map(tasks.filter(({ serviceTaskId }) => serviceTaskIds.includes(serviceTaskId)).map((task) => [task.serviceTaskId, task])),
      );
    },

    clockSkewMs: ({ apiBaseUrl }) => clockSkew.skewMs(apiBaseUrl),

    async getCredits(account, signal) {
      const response = await get(context, account, '/v1/credits', signal);
      if (!response.ok) return response;
      const credits = parseCredits(parseJson(response.value.text));
      return credits === null ? fail(invalidResponse(response.value)) : ok(credits);
    },

    async listTasks(account, page, signal) {
      const response = await get(context, account, `/v1/tasks?page=${page}&page_size=${listPageSize}`, signal);
      if (!response.ok) return fail(asNotFound(response.error));
      const tasks = parseTaskList(parseJson(response.value.text));
      return tasks === null ? fail(invalidResponse(response.value)) : ok(tasks);
    },
  };
}

/** Dependencies of all calls. */
interface ApiContext extends EvolinkApiPorts {
  /** The skew of the service's clock, measured with each response. */
  readonly clockSkew: ReturnType<typeof createClockSkewTracker>;
}

/** Sends one request. Its response also updates the clock skew. */
async function sendRequest(
  { http, clock, clockSkew }: ApiContext,
  account: Account,
  request: Parameters<typeof timedRequest>[1],
  timeoutMs: number,
  signal: AbortSignal,
): Promise<TimedResponse> {
  const requestedAtMs = clock.now();
  const response = await timedRequest({ http, clock }, request, { timeoutMs, signal, redact: account.key });
  if (response.kind === 'response') clockSkew.observe(account.apiBaseUrl, response.header('date'), requestedAtMs, clock.now());
  return response;
}

/** Sends a request that changes nothing at the service: a GET, or a POST with `body`. */
async function readOnlyRequest(
  context: ApiContext,
  account: Account,
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<Result<TimedSuccess, AppError>> {
  const target = endpointUrl(account.apiBaseUrl, account, path);
  if (!target.ok) return target;
  const headers = apiHeaders(account.key, context.version);
  const request = body === null ? ({ method: 'GET', url: target.value, headers } as const) : jsonPost(target.value, headers, body);
  const response = await sendRequest(context, account, request, readTimeoutMs, signal);
  if (response.kind === 'no-response') return fail(response.error);
  if (!isSuccess(response.status)) {
    return fail(serviceError(response, context.clock.now()));
  }
  return response.bodyError === null ? ok(response) : fail(response.bodyError);
}

async function get(context: ApiContext, account: Account, path: string, signal: AbortSignal): Promise<Result<TimedSuccess, AppError>> {
  return await readOnlyRequest(context, account, path, null, signal);
}

/**
 * Classifies the response to a submission by the money rule (the table in `shared/service-errors`): only a 429, or a 503 with the service's
 * own JSON error, means "not accepted, send again". Other plain refusals mean "not accepted". An id means "accepted". Everything else
 * proves nothing. The status line of a refusal counts even if its body is truncated.
 */
function submitOutcome(response: TimedResponse, nowMs: number): SubmitOutcome {
  if (response.kind === 'no-response') {
    const { error } = response;
    const mayHaveBeenSent = error.reason !== 'connection-failed' && error.reason !== 'proxy-sign-in';
    return { kind: 'unknown', wasSent: mayHaveBeenSent, error, raw: null };
  }
  const raw = truncateRaw(response.text);
  if (isSuccess(response.status)) {
    const task = acceptedTask(response);
    if (task === null) return { kind: 'unknown', wasSent: true, error: response.bodyError ?? invalidResponse(response), raw };
    return { kind: 'accepted', task: task, isReplayed: response.header('idempotency-replayed') === 'true' };
  }
  const error = serviceError(response, nowMs);
  if (hasDisposition(error, 'waits')) return { kind: 'refused-for-now', error };
  if (hasDisposition(error, 'holds')) return { kind: 'account-refused', error };
  // An undocumented status proves a refusal only with the service's own JSON error: proxies have such statuses for requests that they
  // passed on and gave up.
  if (error.kind === 'refused' && !isOwnError(response.text))
    return { kind: 'unknown', wasSent: true, error: invalidResponse(response), raw };
  if (hasDisposition(error, 'fails')) return { kind: 'refused', error };
  return { kind: 'unknown', wasSent: true, error, raw };
}

/** Returns the task of a create response. In a body that is not valid JSON, only an id of the documented form proves that a task was created. */
function acceptedTask({ text }: TimedSuccess): ServiceTask | null {
  const strict = parseStrictJson(text);
  if (strict !== undefined) return isErrorWithId(strict) ? null : parseTask(strict, text, null);
  const lenient = parseTask(parseJson(text), text, null);
  return lenient !== null && isDocumentedId(lenient.serviceTaskId) ? lenient : salvageTask(text);
}

/** Returns the address of a call. Fails if the account's base URL or key cannot be used. */
export function endpointUrl(baseUrl: string, account: Account, path: string): Result<string, AppError> {
  const base = callableBaseUrl(baseUrl, account.allowsLoopback);
  if (base === null) return fail({ kind: 'invalid-base-url', url: baseUrl.slice(0, 2_048) });
  return /^[\x21-\x7e]{1,1024}$/.test(account.key) ? ok(`${base}${path}`) : fail({ kind: 'key-malformed' });
}

/**
 * Returns the headers of every call: bearer key (source: the customer's parameter reference), JSON, and a User-Agent with the studio's
 * version.
 */
export function apiHeaders(key: string, version: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${key}`, accept: 'application/json', 'user-agent': `evolink-studio/${version}` };
}

/** The list and batch calls are undocumented: a service that does not have them may respond in several ways. */
function asNotFound(error: AppError): AppError {
  if (error.kind === 'refused' && error.service.httpStatus === 405) return { kind: 'not-found', service: error.service };
  if (error.kind === 'upstream-error' && error.service.httpStatus === 501) return { kind: 'not-found', service: error.service };
  return error;
}

/** A 404 counts as "no such task" only with the service's own JSON error: a proxy may send its own 404 page. */
function withoutForeignNotFound(error: AppError): AppError {
  return error.kind === 'not-found' && !isOwnError(error.service.body) ? { kind: 'invalid-response', service: error.service } : error;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function jsonPost(url: string, headers: Readonly<Record<string, string>>, body: unknown) {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return {
    method: 'POST',
    url,
    headers: { ...headers, 'content-type': 'application/json' },
    body: { bytes: bytes.byteLength, read: () => singleChunk(bytes) },
  } as const;
}

async function* singleChunk(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
