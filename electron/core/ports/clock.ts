/** Time. `after` is late-bound, so that fake timers work; the returned function disarms. */
export interface Clock {
  /** The wall clock, milliseconds since 1970. Anybody may set it at any time: two readings may lie in either order, however long passed in between. */
  now(): number;
  /**
   * Milliseconds since some moment of this run, which nobody can set. For how long something took or has to wait. Whether it counts the time that
   * the computer sleeps is the system's affair.
   */
  monotonicMs(): number;
  /** Calls `action` once after `delayMs`, at the earliest; the returned function disarms. The action may come late after a sleep. */
  setTimer(delayMs: number, action: () => void): () => void;
}

/** How long things take, per kind of profile. All in milliseconds (contract: Polling Strategy, HTTP Status Codes). */
export interface Timings {
  /** From the acceptance of a task to its first poll. */
  readonly firstPollMs: number;
  /** Between two polls of a task, at least; `pollMaxMs` at most. */
  readonly pollMinMs: number;
  readonly pollMaxMs: number;
  /** A task that renders longer is polled more slowly. */
  readonly overdueAfterMs: number;
  /** Between two polls of such a task at most; also after failures. */
  readonly overduePollMaxMs: number;
  /** A task without an end by then is not polled any more. */
  readonly giveUpAfterMs: number;
  /** After a 429 that names no wait. */
  readonly rateLimitedMinMs: number;
  readonly rateLimitedMaxMs: number;
  /** After a 500, and before an unconfirmed task is searched for. */
  readonly serverErrorMs: number;
  /** After a 503 that names no wait. */
  readonly unavailableMinMs: number;
  readonly unavailableMaxMs: number;
}
