// Chooses the parts of a search that finds nothing whose removal would find something. Pure.
import type { Span } from '../../../../../shared/search/query.ts';

/** A part without which the search finds videos. */
export interface DroppablePart {
  readonly span: Span;
  readonly videos: number;
}

/** The most parts that are offered. */
const maxParts = 6;

/** The parts whose removal helps, those with the most videos first. `countsWithoutPart`: how many there are without each, or nothing. */
export function droppableParts(parts: readonly Span[], countsWithoutPart: readonly number[]): readonly DroppablePart[] {
  return parts
    .map((span, at) => ({ span, videos: countsWithoutPart[at] ?? 0 }))
    .filter(({ videos }) => videos > 0)
    .sort((a, b) => b.videos - a.videos)
    .slice(0, maxParts);
}
