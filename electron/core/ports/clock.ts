/** The wall clock, a monotonic clock, and timers. The global timer functions are looked up at each call, so that fake timers work. */
export interface Clock {
  /** The wall clock, in Unix milliseconds. It may be set at any time, so a later reading may be smaller than an earlier one. */
  now(): number;
  /**
   * Milliseconds on a clock that cannot be set, since some moment of this run. Used for durations and waits. Whether it counts sleep
   * depends on the system.
   */
  monotonicMs(): number;
  /** Calls `action` once, after at least `delayMs`. The returned function cancels the call. The call may be late after a sleep. */
  setTimer(delayMs: number, action: () => void): () => void;
}
