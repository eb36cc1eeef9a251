// The simulator's clock: a real one plus an offset that only grows, so that a day can pass in a test.

export interface TimeSource {
  now(): number;
}

export interface AdjustableClock extends TimeSource {
  readonly offsetMs: () => number;
  advance(ms: number): void;
}

/** `offsetMs` is what an earlier run had advanced; `save` keeps every change. */
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
