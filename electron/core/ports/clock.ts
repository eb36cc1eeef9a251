/** The wall clock, a monotonic clock, and timers. The global timer functions are looked up at each call, so that fake timers work. */
export interface Clock {
  /** The wall clock, Unix milliseconds. It may be set at any time: of two readings, the later one may be smaller. */
  now(): number;
  /** Milliseconds since some moment of this run; cannot be set. For durations and waits. Whether it counts sleep depends on the system. */
  monotonicMs(): number;
  /** Calls `action` once after `delayMs`, at the earliest; the returned function cancels it. May be late after a sleep. */
  setTimer(delayMs: number, action: () => void): () => void;
}
