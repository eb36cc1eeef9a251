// The videos beside the one that the player shows. Pure.

/** The most recent order that contained the video. The current order may no longer contain it. */
export interface PreviousOrder {
  readonly resultId: number;
  readonly order: readonly number[];
}

/** The position of a video and the videos beside it. `position` counts from 0; null while the order does not contain the video. */
export interface Neighbours {
  readonly position: number | null;
  readonly newerId: number | undefined;
  readonly olderId: number | undefined;
}

/**
 * Finds the neighbours of a video. If the order no longer contains the video, e.g. because it no longer matches the search, the neighbours
 * are taken from its previous order: the nearest ones that the current order still contains.
 */
export function neighboursIn(order: readonly number[], resultId: number, previous: PreviousOrder): Neighbours {
  const position = order.indexOf(resultId);
  if (position >= 0) return { position, newerId: order[position - 1], olderId: order[position + 1] };
  const previousPosition = previous.resultId === resultId ? previous.order.indexOf(resultId) : -1;
  if (previousPosition < 0) return { position: null, newerId: undefined, olderId: undefined };
  const remaining = new Set(order);
  const newerId = previous.order.slice(0, previousPosition).findLast((id) => remaining.has(id));
  const olderId = previous.order.slice(previousPosition + 1).find((id) => remaining.has(id));
  return { position: null, newerId, olderId };
}
