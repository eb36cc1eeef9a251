// Every refusal of the service over HTTP, one row per kind of error. Sources: the customer's parameter reference ("HTTP Status Codes": 400,
// 401, 402, 429, 500, 503 and their waits), the service's public pages (403, 404, 409, 413, 502; types and codes of both generations) and the
// source of its newer clients (the codes in capitals, the quota codes, 409).
import { creditLimitCodes } from './credit-limits.ts';
import type { HttpRow } from './error-row.ts';

const never = { retryable: 'no', wait: null, money: 'not-charged', poll: 'backs-off' } as const;
/** Something may have been accepted: by the money rule only the user may send it again. */
const noProof = { money: 'unknown', submit: 'unconfirmed', step: 'poll-now' } as const;
/** The contract's wait after a server error. */
export const minute = { minSeconds: 60, maxSeconds: 60 } as const;

/** The rows by the kind of `AppError`. */
export const httpErrors = {
  'invalid-request': {
    ...never,
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
    ...never,
    statuses: [401],
    types: ['authentication_error'],
    codes: ['unauthorized', 'KEY_DISABLED', 'KEY_EXPIRED'],
    retrySource: 'both',
    step: 'replace-key',
    submit: 'holds',
  },
  'insufficient-credits': {
    ...never,
    statuses: [402],
    types: ['insufficient_quota', 'insufficient_quota_error'],
    codes: [...creditLimitCodes('account'), 'quota_exceeded'],
    retrySource: 'both',
    step: 'top-up',
    submit: 'holds',
  },
  'access-denied': {
    ...never,
    statuses: [403],
    types: ['invalid_request_error', 'permission_error'],
    codes: ['permission_denied', 'user_disabled'],
    retrySource: 'documentation',
    step: 'replace-key',
    submit: 'fails',
  },
  'not-found': {
    ...never,
    statuses: [404],
    types: ['invalid_request_error', 'not_found_error'],
    codes: ['task_not_found'],
    retrySource: 'documentation',
    step: 'choose-profile',
    submit: 'fails',
    poll: 'slowly',
  },
  conflict: {
    ...noProof,
    statuses: [409],
    types: [],
    codes: ['idempotency_conflict', 'paid_outcome_unknown'],
    retryable: 'unknown',
    retrySource: 'nobody',
    wait: null,
    poll: 'backs-off',
  },
  'request-too-large': {
    ...never,
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
    ...noProof,
    statuses: [500],
    types: ['api_error', 'internal_server_error'],
    codes: ['internal_error'],
    retryable: 'yes',
    retrySource: 'contract',
    wait: minute,
    poll: 'waits',
  },
  'upstream-error': {
    ...noProof,
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
    ...never,
    statuses: [],
    types: [],
    codes: [],
    retryable: 'unknown',
    retrySource: 'nobody',
    step: 'edit-request',
    submit: 'fails',
  },
  /** Not JSON, or JSON of no documented shape. */
  'invalid-response': {
    ...noProof,
    statuses: [],
    types: [],
    codes: [],
    retryable: 'unknown',
    retrySource: 'nobody',
    wait: null,
    poll: 'backs-off',
  },
  /**
   * A connection that was never made proves that nothing was sent. The adapter says which case it was: `sent` of `SubmitOutcome`
   * (`electron/adapters/evolink/evolink-api.ts`).
   */
  'no-response': {
    ...noProof,
    statuses: [408],
    types: [],
    codes: [],
    retryable: 'unknown',
    retrySource: 'nobody',
    wait: null,
    step: 'try-again',
    poll: 'backs-off',
  },
  /** The file host's `success: false` about a file; with a code about the key, the rate or the server, that row applies (`hostErrorKind`). */
  'file-host-refused': {
    ...never,
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
