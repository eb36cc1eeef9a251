// The table of the service's errors and the functions that read it. Other folders import only this file. No other code decides how long to
// wait, whether a request may be repeated, or which next step to offer.
import type { AppError, AppErrorOf } from '../errors.ts';
import type { ErrorRow, HttpRow, NextStep, SubmitDisposition } from './error-row.ts';
import { type HttpErrorKind, httpErrors, type KindsWithDisposition } from './http-rows.ts';
import { findSpecialError, type SpecialError, specialErrors } from './special-rows.ts';
import { taskErrorCode, taskErrors } from './task-rows.ts';

export { type CreditLimit, creditLimitOf, creditRefusalOf } from './credit-limits.ts';
export type { ErrorRow, HttpRow, NextStep, SubmitDisposition, Wait } from './error-row.ts';
export { type HttpErrorKind, httpErrors } from './http-rows.ts';
export type { SpecialError } from './special-rows.ts';
export { type TaskErrorCode, taskErrorCode, taskErrors } from './task-rows.ts';

/** The longest `Retry-After` that is obeyed: an hour of silence because of one bad header would look like a hung studio. */
export const maxRetryAfterMs = 10 * 60_000;

/** How often the studio repeats a temporarily refused submission. After that it holds the task until the user resumes it. */
export const maxRefusals = 20;

/** An error response of the service, or no response. */
export type HttpError = AppErrorOf<HttpErrorKind>;

/** True for an error response of the service, or no response. */
export function isHttpError(error: AppError): error is HttpError {
  return Object.hasOwn(httpErrors, error.kind);
}

/** Returns the kind of error of an HTTP status, before the body is read; null below 400. */
export function kindOfStatus(status: number): HttpErrorKind | null {
  const row = (Object.entries(httpErrors) as [HttpErrorKind, HttpRow][]).find(([, { statuses }]) => statuses.includes(status));
  if (row !== undefined) return row[0];
  return status >= 500 ? 'upstream-error' : status >= 400 ? 'refused' : null;
}

/** Returns the kind of error of a status in the file host's body, also on HTTP 200. A problem of the file has a kind of its own. */
export function hostErrorKind(code: string | null): Exclude<HttpErrorKind, 'no-response'> {
  const kind = /^[45]\d\d$/.test(code ?? '') ? kindOfStatus(Number(code)) : null;
  return kind === null || kind === 'invalid-request' || kind === 'refused' || kind === 'no-response' ? 'file-host-refused' : kind;
}

const httpRow = (error: HttpError): HttpRow => httpErrors[error.kind];

/** Returns the special row of a refusal; null if the row of its status applies. */
export function specialErrorOf(error: AppError): SpecialError | null {
  return isHttpError(error) && 'service' in error ? findSpecialError(error.kind, error.service) : null;
}

/** Returns the row of an error of the service; null for other errors. */
export function rowOf(error: AppError): ErrorRow | null {
  if (error.kind === 'task-failed') return taskErrors[taskErrorCode(error.code)];
  if (!isHttpError(error)) return null;
  if (error.kind === 'no-response' && error.reason === 'proxy-sign-in') return { ...httpRow(error), step: 'proxy-sign-in' };
  const special = specialErrorOf(error);
  return special === null ? httpRow(error) : { ...httpRow(error), step: specialErrors[special].step };
}

/** Returns the next step of an error of the service; undefined for other errors. */
export function nextStepOf(error: AppError): NextStep | null | undefined {
  return rowOf(error)?.step;
}

/** Returns what happens to a task whose submission gets this response. */
export function submitDisposition(error: HttpError): SubmitDisposition {
  return httpErrors[error.kind].submit;
}

/** True where the row has this disposition; narrows the error to its kinds. */
export function hasDisposition<F extends SubmitDisposition>(
  error: HttpError,
  disposition: F,
): error is Extract<HttpError, { kind: KindsWithDisposition<F> }> {
  return submitDisposition(error) === disposition;
}

/**
 * Returns what happens to a task whose preparation (an upload) gets this response. The task itself was not sent, so it is never
 * unconfirmed: it waits instead.
 */
export function prepareDisposition(error: HttpError): Exclude<SubmitDisposition, 'unconfirmed'> {
  const { submit } = httpRow(error);
  return submit === 'unconfirmed' ? 'waits' : submit;
}

const keyCodes: ReadonlySet<string> = new Set(httpErrors.conflict.codes);

/**
 * True for a 409 whose code says that the service already had this idempotency key (codes of the service's newer clients). Any other 409,
 * such as a gateway's own or one without a code, only reports some conflict.
 */
export const isAlreadySubmitted = (error: AppError): boolean =>
  error.kind === 'conflict' && keyCodes.has(error.service.code?.toLowerCase() ?? '');

/**
 * True when the service knows the idempotency key from a request with another body (409 `idempotency_conflict`). Every request with that
 * key gets this response. Any other 409 (`paid_outcome_unknown`, a gateway's own) may mean that the first request is still open, so the
 * task keeps its key.
 */
export const isIdempotencyConflict = (error: AppError): boolean =>
  error.kind === 'conflict' && error.service.code?.toLowerCase() === 'idempotency_conflict';

/** True for a temporary refusal (429, or 503 with the service's own JSON error): it pauses the submissions of the whole profile. */
export const isTemporaryRefusal = (error: AppError | null): boolean =>
  error !== null && isHttpError(error) && submitDisposition(error) === 'waits';

/** Returns when to poll again after a failed poll. */
export function pollDisposition(error: AppError): HttpRow['poll'] {
  return isHttpError(error) ? httpRow(error).poll : 'backs-off';
}

/** True when the service refuses this model, so that the window suggests other models. */
export function isAboutModel(error: AppError): boolean {
  const special = specialErrorOf(error);
  return special === 'model-refused' || special === 'no-channel' || (error.kind === 'task-failed' && error.code === 'model_unavailable');
}
