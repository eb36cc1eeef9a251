// Computes positions between two others, so that only moved items get a new position. Pure.

/** The minimum gap between two positions, relative to their size. Within a smaller gap a number is no longer exact. */
const minGap = 2 ** -40;

/**
 * Returns `count` ascending numbers between two positions, as integers if possible. `before` or `after` is null if there is no item on
 * that side. Returns null if the gap is too small.
 */
export function positionsBetween(before: number | null, after: number | null, count: number): readonly number[] | null {
  if (after === null) return Array.from({ length: count }, (_, index) => Math.floor(before ?? 0) + 1 + index);
  if (before === null) return Array.from({ length: count }, (_, index) => Math.ceil(after) - count + index);
  const step = (after - before) / (count + 1);
  if (step < minGap * Math.max(1, Math.abs(before), Math.abs(after))) return null;
  return Array.from({ length: count }, (_, index) => before + step * (index + 1));
}
