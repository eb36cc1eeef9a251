// The real time, optionally faster, so that time limits of half a minute pass quickly.
import type { Clock } from '../../../electron/core/ports.ts';

export function testClock(speed = 1): Clock {
  const startedAt = Date.now();
  return {
    now: () => startedAt + (Date.now() - startedAt) * speed,
    monotonicMs: () => performance.now() * speed,
    setTimer(delayMs, action) {
      const timer = setTimeout(action, delayMs / speed);
      return () => clearTimeout(timer);
    },
  };
}
