// THE table of the service's errors, and the questions that are asked of it; the one door to this folder. Nobody else knows a wait, what may
// be repeated, or which next step belongs to which code.
import type { AppError, AppErrorOf } from '../errors.ts';
import type { ErrorRow, HttpRow, NextStep, SubmitDisposition } from './error-row.ts';
import { type HttpErrorKind, httpErrors, type KindsThat } from './http-rows.ts';
import { type SpecialError, specialErrors, specialOf } from './special-rows.ts';
import { taskErrorCode, taskErrors } from './task-rows.ts';

export { type CreditLimit, creditLimitOf, creditRefusalOf } from './credit-limits.ts';
export type { ErrorRow, HttpRow, NextStep, SubmitDisposition, Wait } from './error-row.ts';
export { type HttpErrorKind, httpErrors } from './http-rows.ts';
export type { SpecialError } from './special-rows.ts';
export { type TaskErrorCode, taskErrorCode, taskErrors } from './task-rows.ts';

/** A service that asks for more than this is not obeyed to the letter: an hour of silence because of one bad header would look like a hung studio. */
export const maxRetryAfterMs = 10 * 60_000;

/** So many times the studio repeats by itself what was refused for now; then it holds the task until the person lets it go on. */
export const maxRefusals = 20;

/** An error that came from the service over HTTP, or did not come at all. */
export type HttpError = AppErrorOf<HttpErrorKind>;

export function isHttpError(error: AppError): error is HttpError {
  return Object.hasOwn(httpErrors, error.kind);
}

/** The kind of error a status stands for, before its body is read; null below 400. */
export function kindOfStatus(status: number): HttpErrorKind | null {
  const known = (Object.entries(httpErrors) as [HttpErrorKind, HttpRow][]).find(([, { statuses }]) => statuses.includes(status));
  if (known !== undefined) return known[0];
  return status >= 500 ? 'upstream-error' : status >= 400 ? 'refused' : null;
}

/** The file host puts a status into its own body, also on HTTP 200: the error that stands for. What is wrong with the file is its own kind. */
export function hostErrorKind(code: string | null): Exclude<HttpErrorKind, 'no-response'> {
  const kind = /^[45]\d\d$/.test(code ?? '') ? kindOfStatus(Number(code)) : null;
  return kind === null || kind === 'invalid-request' || kind === 'refused' || kind === 'no-response' ? 'file-host-refused' : kind;
}

const httpRow = (error: HttpError): HttpRow => httpErrors[error.kind];

/** What a refusal says beyond its status. */
export function specialErrorOf(error: AppError): SpecialError | null {
  return isHttpError(error) && 'service' in error ? specialOf(error.kind, error.service) : null;
}

/** The row of an error of the service; null for what is not the service's. */
export function rowOf(error: AppError): ErrorRow | null {
  if (error.kind === 'task-failed') return taskErrors[taskErrorCode(error.code)];
  if (!isHttpError(error)) return null;
  if (error.kind === 'no-response' && error.reason === 'proxy-sign-in') return { ...httpRow(error), step: 'proxy-sign-in' };
  const special = specialErrorOf(error);
  return special === null ? httpRow(error) : { ...httpRow(error), step: specialErrors[special].step };
}

/** The next step of an error of the service; undefined for what is not the service's. */
export function nextStepOf(error: AppError): NextStep | null | undefined {
  return rowOf(error)?.step;
}

/** What becomes of a task whose submission is answered so. */
export function submitDisposition(error: HttpError): SubmitDisposition {
  return httpErrors[error.kind].submit;
}

/** True where the row has this fate; the compiler then knows which kinds are left. */
export function hasDisposition<F extends SubmitDisposition>(
  error: HttpError,
  fate: F,
): error is Extract<HttpError, { kind: KindsThat<F> }> {
  return submitDisposition(error) === fate;
}

/**
 * What becomes of a task whose preparation (an upload) is answered so. Nothing of the task itself was sent, so nothing can be in doubt:
 * where a submission would be unconfirmed, the task waits.
 */
export function prepareDisposition(error: HttpError): Exclude<SubmitDisposition, 'unconfirmed'> {
  const { submit } = httpRow(error);
  return submit === 'unconfirmed' ? 'waits' : submit;
}

const keyCodes: ReadonlySet<string> = new Set(httpErrors.conflict.codes);

/**
 * True for a 409 that is about the idempotency key, by the codes of the service's newer clients: it had this key before. Any other 409 (a gateway's own, one
 * without a code) says only that something is in conflict.
 */
export const isAlreadySubmitted = (error: AppError): boolean =>
  error.kind === 'conflict' && keyCodes.has(error.service.code?.toLowerCase() ?? '');

/**
 * True where the service knows the idempotency key of a request with another body (409 `idempotency_conflict`): whatever is sent with that key is
 * answered so. Every other 409 (`paid_outcome_unknown`, a gateway's own) may mean that the first request is still open, and keeps the key.
 */
export const isIdempotencyConflict = (error: AppError): boolean =>
  error.kind === 'conflict' && error.service.code?.toLowerCase() === 'idempotency_conflict';

/** True for a refusal that passes by itself (429, 503 in the service's words): it pauses the sending of its whole profile. */
export const isTemporaryRefusal = (error: AppError | null): boolean =>
  error !== null && isHttpError(error) && submitDisposition(error) === 'waits';

/** When to look again after a failed look. */
export function pollDisposition(error: AppError): HttpRow['poll'] {
  return isHttpError(error) ? httpRow(error).poll : 'backs-off';
}

/** True where the service will not make it with this model, now or ever: others are worth naming. */
export function isAboutModel(error: AppError): boolean {
  const special = specialErrorOf(error);
  return special === 'model-refused' || special === 'no-channel' || (error.kind === 'task-failed' && error.code === 'model_unavailable');
}
