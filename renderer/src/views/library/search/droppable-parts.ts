// For a search that finds nothing: chooses the parts whose removal would find something. Pure.
import type { Span } from '../../../../../shared/search/query.ts';

/** A part without which the search finds videos. */
export interface DroppablePart {
  readonly span: Span;
  readonly videoCount: number;
}

/** The maximum number of parts that are offered. */
const maxParts = 6;

/**
 * The parts whose removal helps, most videos first. `countsWithoutPart`: the number of videos that are found without each part; may be
 * empty.
 */
export function droppableParts(parts: readonly Span[], countsWithoutPart: readonly number[]): readonly DroppablePart[] {
  return parts
    .map((span, at) => ({ span, videoCount: countsWithoutPart[at] ?? 0 }))
    .filter(({ videoCount }) => videoCount > 0)
    .sort((a, b) => b.videoCount - a.videoCount)
    .slice(0, maxParts);
}
