// For a search that finds nothing: chooses the parts whose removal would find something. Pure.
import type { Span } from '../../../../../shared/search/query.ts';

/** A part without which the search finds videos. */
export interface DroppablePart {
  readonly span: Span;
  readonly videos: number;
}

/** The maximum number of parts that are offered. */
const maxParts = 6;

/**
 * The parts whose removal helps, most videos first. `countsWithoutPart`: the number of videos that are found without each part; may be
 * empty.
 */
export function droppableParts(parts: readonly Span[], countsWithoutPart: readonly number[]): readonly DroppablePart[] {
  return parts
    .map((span, at) => ({ span, videos: countsWithoutPart[at] ?? 0 }))
    .filter(({ videos }) => videos > 0)
    .sort((a, b) => b.videos - a.videos)
    .slice(0, maxParts);
}
