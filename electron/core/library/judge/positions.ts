// Numbers that order things between two others, so that a move changes the moved ones alone. Pure.

/** Room between two numbers, relative to their size, below which halving it is no longer exact. */
const leastGap = 2 ** -40;

/**
 * `count` ascending numbers between two positions; null: nothing stands on that side. Whole numbers where there is room. null where the two are too
 * close for that many.
 */
export function positionsBetween(before: number | null, after: number | null, count: number): readonly number[] | null {
  if (after === null) return Array.from({ length: count }, (_, at) => Math.floor(before ?? 0) + 1 + at);
  if (before === null) return Array.from({ length: count }, (_, at) => Math.ceil(after) - count + at);
  const step = (after - before) / (count + 1);
  if (step < leastGap * Math.max(1, Math.abs(before), Math.abs(after))) return null;
  return Array.from({ length: count }, (_, at) => before + step * (at + 1));
}
