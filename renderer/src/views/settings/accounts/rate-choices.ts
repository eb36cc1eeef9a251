// The numbers offered for "at most running at once" and for the requests per second. Pure.

import { maxConcurrentTasksLimit } from '../../../../../shared/settings-limits.ts';

const running: readonly number[] = [1, 2, 4, 8, 16, 32, 64, maxConcurrentTasksLimit];
const paces: readonly number[] = [1, 2, 5, 10, 20, 50];

/** The usual ones, and the one in force where it is another (set by an older studio or by hand), so that it is never hidden. */
const withNow = (usual: readonly number[], now: number): readonly number[] =>
  usual.includes(now) ? usual : [...usual, now].sort((a, b) => a - b);

export const runningChoices = (now: number): readonly number[] => withNow(running, now);
export const paceChoices = (now: number): readonly number[] => withNow(paces, now);
