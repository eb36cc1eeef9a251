// Positions between two others, so that a move changes only the moved items. Pure.

/** The gap between two positions, relative to their size, below which a number between them is no longer exact. */
const minGap = 2 ** -40;

/**
 * `count` ascending numbers between two positions; a position is null where nothing is on that side. Integers where possible. Returns null where the
 * two are too close for that many.
 */
export function positionsBetween(before: number | null, after: number | null, count: number): readonly number[] | null {
  if (after === null) return Array.from({ length: count }, (_, index) => Math.floor(before ?? 0) + 1 + index);
  if (before === null) return Array.from({ length: count }, (_, index) => Math.ceil(after) - count + index);
  const step = (after - before) / (count + 1);
  if (step < minGap * Math.max(1, Math.abs(before), Math.abs(after))) return null;
  return Array.from({ length: count }, (_, index) => before + step * (index + 1));
}
