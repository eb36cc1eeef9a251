// The gateway's error bodies in both documented styles, and the file host's error body, which has its own shape.
import type { Refusal } from './refusal.ts';

/** `error.type` since 2026-03-06 and on the contract's date (EvoLink's create and task pages). */
const errorTypes: Readonly<Record<number, { readonly now: string; readonly contract: string }>> = {
  400: { now: 'invalid_request_error', contract: 'invalid_request_error' },
  401: { now: 'authentication_error', contract: 'authentication_error' },
  402: { now: 'insufficient_quota', contract: 'insufficient_quota_error' },
  403: { now: 'invalid_request_error', contract: 'permission_error' },
  404: { now: 'invalid_request_error', contract: 'not_found_error' },
  409: { now: 'invalid_request_error', contract: 'invalid_request_error' },
  413: { now: 'invalid_request_error', contract: 'request_too_large_error' },
  429: { now: 'rate_limit_error', contract: 'rate_limit_error' },
  500: { now: 'api_error', contract: 'internal_server_error' },
  502: { now: 'api_error', contract: 'upstream_error' },
  503: { now: 'api_error', contract: 'service_unavailable_error' },
};

const defaultErrors: Readonly<Record<number, { readonly code: string; readonly message: string }>> = {
  400: { code: 'invalid_request', message: 'Invalid request parameters' },
  401: { code: 'unauthorized', message: 'Invalid or expired token' },
  402: { code: 'insufficient_quota', message: 'Insufficient quota. Please top up your account.' },
  403: { code: 'permission_denied', message: 'Permission denied' },
  404: { code: 'not_found', message: 'Not found' },
  409: { code: 'idempotency_conflict', message: 'This Idempotency-Key was used with another request' },
  413: { code: 'request_too_large', message: 'Request body too large' },
  429: { code: 'rate_limit_exceeded', message: 'Too many requests, please try again later' },
  500: { code: 'internal_error', message: 'Internal server error' },
  502: { code: 'upstream_error', message: 'Upstream service error' },
  503: { code: 'service_unavailable', message: 'No available channel for the requested model' },
};

/** Returns the documented refusal of a status when nothing more is known. */
export function defaultRefusal(status: number): Refusal {
  return { status, ...(defaultErrors[status] ?? { code: 'unknown_error', message: `HTTP ${status}` }) };
}

/** The codes and types of the task page, which only that page uses. */
const taskPageErrors: Readonly<Record<number, { readonly code: string; readonly type: string }>> = {
  402: { code: 'quota_exceeded', type: 'insufficient_quota' },
  429: { code: 'rate_limit_exceeded', type: 'evo_api_error' },
};

/** Returns an error in the style of the credits page, which still documents the integer codes of the contract's date. Undocumented codes stay. */
function creditsError(refusal: Refusal): unknown {
  const code = refusal.code === defaultRefusal(refusal.status).code ? refusal.status : refusal.code;
  const type = errorTypes[refusal.status]?.contract ?? 'api_error';
  return { error: { code, message: refusal.message, type, ...refusal.extraFields } };
}

/** Returns the error body that the page of `endpoint` documents for `refusal`, in today's style or that of the contract's date. */
export function gatewayError(refusal: Refusal, style: 'now' | 'contract', endpoint: string): unknown {
  const type = errorTypes[refusal.status] ?? { now: 'api_error', contract: 'api_error' };
  const param = refusal.param === undefined ? {} : { param: refusal.param };
  if (style === 'contract') {
    const billing = refusal.status === 402 ? { fallback_suggestion: 'https://evolink.ai/dashboard/billing' } : {};
    return { error: { code: refusal.status, message: refusal.message, type: type.contract, ...param, ...billing } };
  }
  if (endpoint === 'credits') return creditsError(refusal);
  const taskPageError = endpoint === 'task' ? taskPageErrors[refusal.status] : undefined;
  const code = taskPageError !== undefined && refusal.code === defaultRefusal(refusal.status).code ? taskPageError.code : refusal.code;
  return { error: { code, message: refusal.message, type: taskPageError?.type ?? type.now, ...param, ...refusal.extraFields } };
}

/** Returns the file host's error body (source: the public page of the upload reply). */
export function fileError(status: number, message: string): unknown {
  return { success: false, code: status, msg: message };
}
