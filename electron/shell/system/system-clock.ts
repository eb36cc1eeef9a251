// The real clock and real randomness.
import { randomInt } from 'node:crypto';
import type { Clock, Random } from '../../core/ports.ts';

/** The `Clock` port of the app. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  setTimer: (delayMs, action) => {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
};

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** The `Random` port of the app. `id` is from a cryptographic source, `next` is not. */
export const systemRandom: Random = {
  next: () => Math.random(),
  id: (length) => Array.from({ length }, () => letters[randomInt(letters.length)]).join(''),
};
