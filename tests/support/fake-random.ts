// Deterministic randomness: the middle of every range, and ids that count up.
import type { Random } from '../../electron/core/ports.ts';

export function createFakeRandom(): Random {
  let idCount = 0;
  return {
    next: () => 0.5,
    id(length) {
      idCount += 1;
      return `${'x'.repeat(length)}${idCount}`.slice(-length);
    },
  };
}
