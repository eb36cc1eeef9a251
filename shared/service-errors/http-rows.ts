// All errors of the service over HTTP, one row per kind. Sources: the customer's parameter reference ("HTTP Status Codes": 400,
// 401, 402, 429, 500, 503 and their waits), the service's public pages (403, 404, 409, 413, 502; types and codes of both generations) and the
// source of its newer clients (the codes in capitals, the quota codes, 409).
import { creditLimitCodes } from './credit-limits.ts';
import type { HttpRow } from './error-row.ts';

const notRetryable = { retryable: 'no', wait: null, money: 'not-charged', poll: 'backs-off' } as const;
/** The request may have been accepted. By the money rule (`docs/design/tasks.md`), only the user may then send it again. */
const possiblyAccepted = { money: 'unknown', submit: 'unconfirmed', step: 'poll-now' } as const;
/** How long to wait after a server error (contract). */
export const waitOneMinute = { minSeconds: 60, maxSeconds: 60 } as const;

/** The rows by the kind of `AppError`. */
export const httpErrors = {
  'invalid-request': {
    ...notRetryable,
    statuses: [400],
    types: ['invalid_request_error'],
    codes: [
      'invalid_request',
      'invalid_parameter',
      'missing_required_params',
      'missing_video_urls',
      'video_probe_failed',
      'invalid_task_id',
    ],
    retrySource: 'both',
    step: 'edit-request',
    submit: 'fails',
  },
  unauthorized: {
    ...notRetryable,
    statuses: [401],
    types: ['authentication_error'],
    codes: ['unauthorized', 'KEY_DISABLED', 'KEY_EXPIRED'],
    retrySource: 'both',
    step: 'replace-key',
    submit: 'holds',
  },
  'insufficient-credits': {
    ...notRetryable,
    statuses: [402],
    types: ['insufficient_quota', 'insufficient_quota_error'],
    codes: [...creditLimitCodes('account'), 'quota_exceeded'],
    retrySource: 'both',
    step: 'top-up',
    submit: 'holds',
  },
  'access-denied': {
    ...notRetryable,
    statuses: [403],
    types: ['invalid_request_error', 'permission_error'],
    codes: ['permission_denied', 'user_disabled'],
    retrySource: 'documentation',
    step: 'replace-key',
    submit: 'fails',
  },
  'not-found': {
    ...notRetryable,
    statuses: [404],
    types: ['invalid_request_error', 'not_found_error'],
    codes: ['task_not_found'],
    retrySource: 'documentation',
    step: 'choose-profile',
    submit: 'fails',
    poll: 'slowly',
  },
  conflict: {
    ...possiblyAccepted,
    statuses: [409],
    types: [],
    codes: ['idempotency_conflict', 'paid_outcome_unknown'],
    retryable: 'unknown',
    retrySource: 'nobody',
    wait: null,
    poll: 'backs-off',
  },
  'request-too-large': {
    ...notRetryable,
    statuses: [413],
    types: ['request_too_large_error'],
    codes: [],
    retrySource: 'documentation',
    step: 'change-images',
    submit: 'fails',
  },
  'rate-limited': {
    statuses: [429],
    types: ['rate_limit_error', 'evo_api_error'],
    codes: ['rate_limit_exceeded'],
    retryable: 'yes',
    retrySource: 'both',
    wait: { minSeconds: 30, maxSeconds: 60 },
    step: null,
    money: 'not-charged',
    submit: 'waits',
    poll: 'waits',
  },
  'server-error': {
    ...possiblyAccepted,
    statuses: [500],
    types: ['api_error', 'internal_server_error'],
    codes: ['internal_error'],
    retryable: 'yes',
    retrySource: 'contract',
    wait: waitOneMinute,
    poll: 'waits',
  },
  'upstream-error': {
    ...possiblyAccepted,
    statuses: [502, 504],
    types: ['api_error', 'upstream_error'],
    codes: ['upstream_error'],
    retryable: 'unknown',
    retrySource: 'nobody',
    wait: null,
    poll: 'backs-off',
  },
  /** Only with the service's own JSON error: any proxy can return 503 for a request that it has already passed on. */
  'service-unavailable': {
    statuses: [503],
    types: ['api_error', 'service_unavailable_error'],
    codes: ['service_unavailable'],
    retryable: 'yes',
    retrySource: 'contract',
    wait: { minSeconds: 60, maxSeconds: 120 },
    step: null,
    money: 'not-charged',
    submit: 'waits',
    poll: 'waits',
  },
  /** Every other 4xx. */
  refused: {
    ...notRetryable,
    statuses: [],
    types: [],
    codes: [],
    retryable: 'unknown',
    retrySource: 'nobody',
    step: 'edit-request',
    submit: 'fails',
  },
  /** The body is not JSON, or JSON of no documented shape. */
  'invalid-response': {
    ...possiblyAccepted,
    statuses: [],
    types: [],
    codes: [],
    retryable: 'unknown',
    retrySource: 'nobody',
    wait: null,
    poll: 'backs-off',
  },
  /**
   * Without a connection nothing was sent, and the request was not accepted. `sent` of `SubmitOutcome`
   * (`electron/core/ports/evolink-api.ts`) tells whether there was a connection.
   */
  'no-response': {
    ...possiblyAccepted,
    statuses: [408],
    types: [],
    codes: [],
    retryable: 'unknown',
    retrySource: 'nobody',
    wait: null,
    step: 'try-again',
    poll: 'backs-off',
  },
  /**
   * The file host answered `success: false` because of the file. For a code about the key, the rate limit or the server, the row of that error applies
   * instead (`hostErrorKind`).
   */
  'file-host-refused': {
    ...notRetryable,
    statuses: [],
    types: [],
    codes: [],
    retryable: 'unknown',
    retrySource: 'nobody',
    step: 'change-images',
    submit: 'fails',
  },
} as const satisfies Readonly<Record<string, HttpRow>>;

/** The kinds of errors that come from the service over HTTP. */
export type HttpErrorKind = keyof typeof httpErrors;

/** The kinds whose row has this disposition. */
export type KindsWithDisposition<F extends HttpRow['submit']> = {
  [K in HttpErrorKind]: (typeof httpErrors)[K]['submit'] extends F ? K : never;
}[HttpErrorKind];
