// Real time, optionally accelerated or with another start. Timers are accelerated by the same factor, so that a day passes in minutes.
import type { Clock } from '../../electron/core/ports.ts';

export interface ScaledClock extends Clock {
  /** Jumps ahead, like the clock of a computer that slept. Timers do not fire earlier. */
  jump(ms: number): void;
}

export function scaledClock(speed = 1, startMs: number = Date.now()): ScaledClock {
  const startedAt = performance.now();
  let jumpedMs = 0;
  return {
    now: () => Math.round(startMs + jumpedMs + (performance.now() - startedAt) * speed),
    monotonicMs: () => (performance.now() - startedAt) * speed,
    setTimer(delayMs, action) {
      const timer = setTimeout(action, delayMs / speed);
      return () => clearTimeout(timer);
    },
    jump(ms) {
      jumpedMs += ms;
    },
  };
}

/** Creates an accelerated clock that shows the same time in every process that passes the same `startedAtMs`. */
export function commonClock(speed: number, startedAtMs: number): Clock {
  return {
    now: () => Math.round(startedAtMs + (Date.now() - startedAtMs) * speed),
    monotonicMs: () => performance.now() * speed,
    setTimer(delayMs, action) {
      const timer = setTimeout(action, delayMs / speed);
      return () => clearTimeout(timer);
    },
  };
}
