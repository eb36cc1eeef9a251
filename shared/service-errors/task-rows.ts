// Every code a task can fail with. Sources: the customer's parameter reference ("Task Error Codes"); for codes that it lacks, the service's
// task page and the source code of its newer clients. A failed task has ended at the service, so a retry is another task. Failed tasks are
// refunded, according to the source code of the newer clients.

import type { ErrorRow } from './error-row.ts';
import { waitOneMinute } from './http-rows.ts';

const notRetryable = { retryable: 'no', wait: null, money: 'refunded' } as const;
const retryable = { retryable: 'yes', wait: null, money: 'refunded' } as const;

/** The rows by the service's task error code. */
export const taskErrors = {
  content_policy_violation: { ...notRetryable, retrySource: 'both', step: 'edit-prompt' },
  invalid_parameters: { ...notRetryable, retrySource: 'both', step: 'edit-request' },
  image_dimension_mismatch: { ...notRetryable, retrySource: 'both', step: 'fix-image' },
  image_processing_error: { ...notRetryable, retrySource: 'both', step: 'change-images' },
  model_unavailable: { ...notRetryable, retrySource: 'contract', step: 'choose-model' },
  generation_timeout: { ...retryable, retrySource: 'both', step: 'try-again' },
  quota_exceeded: { ...retryable, retrySource: 'both', step: 'top-up' },
  resource_exhausted: { ...retryable, retrySource: 'both', wait: { minSeconds: 30, maxSeconds: 60 }, step: 'try-again' },
  service_error: { ...retryable, retrySource: 'both', wait: waitOneMinute, step: 'try-again' },
  generation_failed_no_content: { ...retryable, retrySource: 'both', step: 'edit-prompt' },
  upstream_error: { ...retryable, retrySource: 'contract', wait: waitOneMinute, step: 'try-again' },
  unknown_error: { ...retryable, retrySource: 'both', step: 'try-again' },
  // Only the service's pages have this code. The wait is the contract's wait for the same message over HTTP (503).
  service_unavailable: { ...retryable, retrySource: 'documentation', wait: { minSeconds: 60, maxSeconds: 120 }, step: 'try-again' },
  request_cancelled: { retryable: 'unknown', wait: null, money: 'refunded', retrySource: 'nobody', step: 'try-again' },
  // "Task id unknown or expired: check the id, retry shortly." Whether a retry helps is unknown, so there is no auto-retry.
  resource_not_found: { retryable: 'unknown', wait: null, money: 'refunded', retrySource: 'documentation', step: 'try-again' },
} as const satisfies Readonly<Record<string, ErrorRow>>;

/** A documented error code of a failed task. */
export type TaskErrorCode = keyof typeof taskErrors;

/** Returns a documented code. An undocumented code becomes `unknown_error`, as the service advises. */
export function taskErrorCode(code: string): TaskErrorCode {
  return Object.hasOwn(taskErrors, code) ? (code as TaskErrorCode) : 'unknown_error';
}
