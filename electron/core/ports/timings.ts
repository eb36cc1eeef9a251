/** Intervals and time-outs for one kind of profile, in milliseconds (contract: Polling Strategy, HTTP Status Codes). */
export interface Timings {
  /** The time from the acceptance of a task to its first poll. */
  readonly firstPollMs: number;
  /** Minimum interval between two polls of a task; `pollMaxMs` is the maximum. */
  readonly pollMinMs: number;
  readonly pollMaxMs: number;
  /** After this rendering time a task is overdue and polled more slowly. */
  readonly overdueAfterMs: number;
  /** Maximum interval between two polls of an overdue task, and after failed polls. */
  readonly overduePollMaxMs: number;
  /** After this time a task that has not ended is no longer polled. */
  readonly giveUpAfterMs: number;
  /** Pause after a 429 without `Retry-After`. */
  readonly rateLimitedMinMs: number;
  readonly rateLimitedMaxMs: number;
  /** Pause after a 500, and delay before an unconfirmed task is reconciled. */
  readonly serverErrorMs: number;
  /** Pause after a 503 without `Retry-After`. */
  readonly unavailableMinMs: number;
  readonly unavailableMaxMs: number;
}
