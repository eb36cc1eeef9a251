/** Intervals and time-outs per kind of profile. All in milliseconds (contract: Polling Strategy, HTTP Status Codes). */
export interface Timings {
  /** From the acceptance of a task to its first poll. */
  readonly firstPollMs: number;
  /** Minimum interval between two polls of a task; `pollMaxMs` is the maximum. */
  readonly pollMinMs: number;
  readonly pollMaxMs: number;
  /** A task that has been rendering for longer is polled more slowly. */
  readonly overdueAfterMs: number;
  /** Maximum interval between two polls of such a task; also after failures. */
  readonly overduePollMaxMs: number;
  /** A task that has not ended after this time is no longer polled. */
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
