// The simulator's clock: a real clock plus an offset that only grows, so that a test can let a day pass.

/** A clock in milliseconds since 1970. */
export interface TimeSource {
  now(): number;
}

/** A clock that tests can move forward. */
export interface AdjustableClock extends TimeSource {
  /** How far it is ahead of its source. */
  readonly offsetMs: () => number;
  /** Moves the clock forward; it never goes back. */
  advance(ms: number): void;
}

/** Creates a clock. `offsetMs` is the offset of an earlier run; `save` is called with every new one. */
export function createAdjustableClock(source: TimeSource, offsetMs: number, save: (offsetMs: number) => void): AdjustableClock {
  let offset = offsetMs;
  return {
    now: () => source.now() + offset,
    offsetMs: () => offset,
    advance(ms) {
      offset += ms;
      save(offset);
    },
  };
}
