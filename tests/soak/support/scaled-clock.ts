// The real time, faster and from another beginning: a day passes in minutes, and time limits pass with it.
import type { Clock } from '../../../electron/core/ports.ts';

export interface ScaledClock extends Clock {
  /** Jumps ahead, as a computer does that slept. Timers fire as late as they were armed for. */
  jump(ms: number): void;
}

export function scaledClock(speed: number, startMs: number = Date.now()): ScaledClock {
  const beganAt = performance.now();
  let jumpedMs = 0;
  return {
    now: () => Math.round(startMs + jumpedMs + (performance.now() - beganAt) * speed),
    monotonicMs: () => (performance.now() - beganAt) * speed,
    setTimer(delayMs, action) {
      const timer = setTimeout(action, delayMs / speed);
      return () => clearTimeout(timer);
    },
    jump(ms) {
      jumpedMs += ms;
    },
  };
}

/** Creates the same accelerated clock in several processes. All of them get the same `beganAtMs`. */
export function commonClock(speed: number, beganAtMs: number): Clock {
  return {
    now: () => Math.round(beganAtMs + (Date.now() - beganAtMs) * speed),
    monotonicMs: () => performance.now() * speed,
    setTimer(delayMs, action) {
      const timer = setTimeout(action, delayMs / speed);
      return () => clearTimeout(timer);
    },
  };
}
