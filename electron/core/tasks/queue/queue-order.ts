// Decides the queue positions after a move. Pure. Positions are numbers with gaps between them, so a move usually changes only the moved tasks.

/** A waiting task in the order of the queue: smaller positions are submitted first, equal ones by id. */
export interface QueueEntry {
  readonly id: number;
  readonly queuePosition: number;
}

/** The place to move tasks to: an end of the queue, or before the waiting task with the id `before`. */
export type MoveTarget = 'first' | 'last' | { readonly before: number };

/** The smallest gap. Closer positions could become equal after many moves to the same place. */
const minGap = 1e-6;

function indexIn(rest: readonly QueueEntry[], waiting: readonly QueueEntry[], to: MoveTarget): number {
  if (to === 'first') return 0;
  if (to === 'last') return rest.length;
  const at = waiting.findIndex(({ id }) => id === to.before);
  // It was submitted meanwhile: the moved tasks go to the front.
  if (at < 0) return 0;
  // If it is one of the moved tasks, they go before the next task that is not.
  const next = waiting.slice(at).find(({ id }) => rest.some((entry) => entry.id === id));
  return next === undefined ? rest.length : rest.findIndex(({ id }) => id === next.id);
}

/** Returns new queue positions for the `ids` that wait, in the given order; for all of `waiting` when no number is free between two neighbours. */
export function reorder(waiting: readonly QueueEntry[], ids: readonly number[], to: MoveTarget): readonly QueueEntry[] {
  const known = new Set(waiting.map(({ id }) => id));
  const moved = [...new Set(ids)].filter((id) => known.has(id));
  const isMoved = new Set(moved);
  const rest = waiting.filter(({ id }) => !isMoved.has(id));
  const at = indexIn(rest, waiting, to);
  const before = rest[at - 1]?.queuePosition ?? null;
  const after = rest[at]?.queuePosition ?? null;
  if (after === null) return moved.map((id, n) => ({ id, queuePosition: (before ?? 0) + 1 + n }));
  if (before === null) return moved.map((id, n) => ({ id, queuePosition: after - moved.length + n }));
  const step = (after - before) / (moved.length + 1);
  if (step >= minGap) return moved.map((id, n) => ({ id, queuePosition: before + step * (n + 1) }));
  const order = [...rest.slice(0, at).map(({ id }) => id), ...moved, ...rest.slice(at).map(({ id }) => id)];
  return order.map((id, n) => ({ id, queuePosition: n + 1 }));
}

/** Returns the queue position between the waiting task `id` and the next one; null when `id` is the last one or does not wait. */
export function positionBehind(waiting: readonly QueueEntry[], id: number): number | null {
  const at = waiting.findIndex((entry) => entry.id === id);
  const [entry, next] = at < 0 ? [] : waiting.slice(at, at + 2);
  return entry === undefined || next === undefined ? null : (entry.queuePosition + next.queuePosition) / 2;
}
