// The numbers offered for "at most running at once". Pure.

const usual: readonly number[] = [1, 2, 4, 8];

/** The usual ones, and the one in force where it is another (set by an older studio or by hand), so that it is never hidden. */
export function runningChoices(now: number): readonly number[] {
  return usual.includes(now) ? usual : [...usual, now].sort((a, b) => a - b);
}
