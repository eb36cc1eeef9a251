// Real randomness.
import { randomInt } from 'node:crypto';
import type { Random } from '../../core/ports.ts';

const idCharacters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** The `Random` port of the app. `id` is from a cryptographic source, `next` is not. */
export const systemRandom: Random = {
  next: () => Math.random(),
  id: (length) => Array.from({ length }, () => idCharacters[randomInt(idCharacters.length)]).join(''),
};
