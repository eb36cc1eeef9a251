/** Time. `after` is late-bound, so that fake timers work; the returned function disarms. */
export interface Clock {
  now(): number;
  after(delayMs: number, action: () => void): () => void;
}

/** How long things take, per kind of profile. All in milliseconds (contract: Polling Strategy, HTTP Status Codes). */
export interface Timings {
  readonly firstLookMs: number;
  readonly lookMinMs: number;
  readonly lookMaxMs: number;
  readonly overdueAfterMs: number;
  readonly overdueLookMaxMs: number;
  readonly giveUpAfterMs: number;
  readonly rateLimitedMinMs: number;
  readonly rateLimitedMaxMs: number;
  readonly serverErrorMs: number;
  readonly unavailableMinMs: number;
  readonly unavailableMaxMs: number;
}
