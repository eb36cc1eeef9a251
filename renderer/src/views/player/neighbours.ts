// The videos beside the one that the player shows. Pure.

/** The last order of videos that had a video, which may have left the present one. */
export interface FormerOrder {
  readonly resultId: number;
  readonly order: readonly number[];
}

/** A place among the videos. `position` counts from 0; null while the video is not among them. */
export interface PlayerPlace {
  readonly position: number | null;
  readonly newerId: number | undefined;
  readonly olderId: number | undefined;
}

/**
 * Where a video is. One that has left the order, e.g. because it no longer matches the search, stays between its former neighbours: those of them that are
 * still there, the nearest first.
 */
export function placeIn(order: readonly number[], resultId: number, former: FormerOrder): PlayerPlace {
  const position = order.indexOf(resultId);
  if (position >= 0) return { position, newerId: order[position - 1], olderId: order[position + 1] };
  const at = former.resultId === resultId ? former.order.indexOf(resultId) : -1;
  if (at < 0) return { position: null, newerId: undefined, olderId: undefined };
  const known = new Set(order);
  const newerId = former.order.slice(0, at).findLast((id) => known.has(id));
  const olderId = former.order.slice(at + 1).find((id) => known.has(id));
  return { position: null, newerId, olderId };
}
