// The choices for concurrent tasks and for requests per second. Pure.

import { maxConcurrentTasksLimit } from '../../../../../shared/settings/settings-limits.ts';

const defaultConcurrencyChoices: readonly number[] = [1, 2, 4, 8, 16, 32, 64, maxConcurrentTasksLimit];
const rates: readonly number[] = [1, 2, 5, 10, 20, 50];

/**
 * Returns the usual choices, plus the current value if it is another one (set by an older version or by hand), so that it is never hidden.
 */
const withCurrent = (choices: readonly number[], now: number): readonly number[] =>
  choices.includes(now) ? choices : [...choices, now].sort((a, b) => a - b);

/** Choices for the number of concurrent tasks. `now` is the current setting. */
export const concurrencyChoices = (now: number): readonly number[] => withCurrent(defaultConcurrencyChoices, now);
/** Choices for the requests per second of a profile. `now` is the current setting. */
export const rateChoices = (now: number): readonly number[] => withCurrent(rates, now);
