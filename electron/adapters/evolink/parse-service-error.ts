// Classifies an error response as one of the studio's errors. Sources: the customer's parameter reference (HTTP status codes) and
// the public pages of both generations of error bodies: `{"error":{"code":"text"|402,"message","type","param"?}}` of the gateway and
// `{"success":false,"code":400,"msg"}` of the file host.
import type { AppError, AppErrorOf, ServiceResponse } from '../../../shared/errors.ts';
import {
  creditLimitOf,
  type HttpError,
  type HttpErrorKind,
  hostErrorKind,
  kindOfStatus,
  maxRetryAfterMs,
} from '../../../shared/service-errors/index.ts';
import { codeOf, objectOf, parseJson, parseStrictJson, textOf } from './json-fields.ts';

/** A response with its body. */
export interface ReadResponse {
  readonly status: number;
  /** Returns a header by its name in lower case; null if it is absent. */
  header(name: string): string | null;
  readonly text: string;
}

/** Returns the service's own error, unchanged. */
function serviceResponseOf(response: ReadResponse): ServiceResponse {
  const body = objectOf(parseJson(response.text));
  const error = objectOf(body?.error);
  const message = textOf(error?.message) ?? textOf(body?.error) ?? textOf(body?.msg) ?? textOf(body?.message);
  return {
    httpStatus: response.status,
    code: (codeOf(error?.code) ?? codeOf(body?.code) ?? textOf(error?.type))?.slice(0, 200) ?? null,
    message: message?.slice(0, 4_000) ?? null,
    param: (textOf(error?.param) ?? textOf(body?.param))?.slice(0, 200) ?? null,
    requestId:
      response.header('x-request-id') ??
      response.header('x-oneapi-request-id') ??
      textOf(error?.request_id) ??
      textOf(body?.request_id) ??
      requestIdIn(message),
    body: response.text.slice(0, 4_000),
  };
}

/** Classifies a response that is not a success. */
export function serviceError(response: ReadResponse, nowMs: number): HttpError {
  const service = serviceResponseOf(response);
  const kind = kindOf(response.status, service.code);
  switch (kind) {
    case null:
      return { kind: 'invalid-response', service };
    case 'no-response':
      return { kind, reason: 'timed-out', detail: service.message?.slice(0, 500) ?? `HTTP ${response.status}` };
    case 'rate-limited':
      return { kind, retryAfterMs: requestedWaitMs(response, nowMs), service };
    case 'service-unavailable':
      // A proxy can return 503 for a request that it has already passed on; only the service's own JSON error is proof.
      return isOwnError(response.text)
        ? { kind, retryAfterMs: requestedWaitMs(response, nowMs), service }
        : { kind: 'upstream-error', service };
    default:
      return { kind, service };
  }
}

/** A refusal that names a credit limit means insufficient credits. Gateways of this family use 403 and 429 for it too. */
function kindOf(status: number, code: string | null): HttpErrorKind | null {
  const isPlainRefusal = status === 400 || status === 403 || status === 429;
  return isPlainRefusal && creditLimitOf(code) !== null ? 'insufficient-credits' : kindOfStatus(status);
}

/** Classifies a `success: false` of the file host by the status in its body. */
export function fileHostError(response: ReadResponse): AppError {
  const service = serviceResponseOf(response);
  const kind = hostErrorKind(service.code);
  return kind === 'rate-limited' || kind === 'service-unavailable' ? { kind, retryAfterMs: null, service } : { kind, service };
}

/** Returns the error for a successful response whose body has no documented form. */
export function invalidResponse(response: ReadResponse): AppErrorOf<'invalid-response'> {
  return { kind: 'invalid-response', service: serviceResponseOf(response) };
}

/**
 * True for the gateway's own error object of either generation: a message with a code or a type. Only valid JSON counts, because callers
 * treat the error as proof.
 */
export function isOwnError(text: string): boolean {
  const error = objectOf(objectOf(parseStrictJson(text))?.error);
  return error !== null && textOf(error.message) !== null && (codeOf(error.code) !== null || textOf(error.type) !== null);
}

/**
 * The delay that `Retry-After` asks for, in milliseconds. A date in that header uses the service's clock, so it is compared with the `Date`
 * header, if there is one.
 */
function requestedWaitMs(response: ReadResponse, nowMs: number): number | null {
  const respondedAtMs = Date.parse(response.header('date') ?? '');
  return retryAfterMs(response.header('retry-after'), Number.isNaN(respondedAtMs) ? nowMs : respondedAtMs);
}

/** Parses `Retry-After` to milliseconds: seconds, also with a fraction, or an HTTP date; null if it is absent or invalid. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  const value = header?.trim() ?? '';
  if (value === '') return null;
  const wait = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1_000 : /[a-z]/i.test(value) ? Date.parse(value) - nowMs : Number.NaN;
  if (Number.isNaN(wait)) return null;
  return Math.min(Math.max(0, Math.round(wait)), maxRetryAfterMs);
}

function requestIdIn(message: string | null): string | null {
  return /\(request id:\s*([^()\s]{1,128})\s*\)\s*$/i.exec(message ?? '')?.[1] ?? null;
}
