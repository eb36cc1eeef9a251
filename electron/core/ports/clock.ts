/** Time. `after` is late-bound, so that fake timers work; the returned function disarms. */
export interface Clock {
  /** The wall clock, milliseconds since 1970. Anybody may set it at any time: two readings may lie in either order, however long passed in between. */
  now(): number;
  /**
   * Milliseconds since some moment of this run, which nobody can set. For how long something took or has to wait. Whether it counts the time that
   * the computer sleeps is the system's affair.
   */
  monotonicMs(): number;
  setTimer(delayMs: number, action: () => void): () => void;
}

/** How long things take, per kind of profile. All in milliseconds (contract: Polling Strategy, HTTP Status Codes). */
export interface Timings {
  readonly firstPollMs: number;
  readonly pollMinMs: number;
  readonly pollMaxMs: number;
  readonly overdueAfterMs: number;
  readonly overduePollMaxMs: number;
  readonly giveUpAfterMs: number;
  readonly rateLimitedMinMs: number;
  readonly rateLimitedMaxMs: number;
  readonly serverErrorMs: number;
  readonly unavailableMinMs: number;
  readonly unavailableMaxMs: number;
}
