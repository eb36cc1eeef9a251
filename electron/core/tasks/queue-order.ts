// The order of what waits, as a pure decision: which turns a move gives to whom. Turns are numbers with room between them, so that a move
// usually writes only what was moved.

/** A waiting task in the order of the queue: smaller positions are submitted first, equal ones by id. */
export interface QueueEntry {
  readonly id: number;
  readonly queuePosition: number;
}

/** `before` a waiting task, or an end of the queue. */
export type MoveTarget = 'first' | 'last' | { readonly before: number };

/** Closer turns are no longer told apart for sure after many moves to the same spot. */
const minGap = 1e-6;

function indexIn(rest: readonly QueueEntry[], waiting: readonly QueueEntry[], to: MoveTarget): number {
  if (to === 'first') return 0;
  if (to === 'last') return rest.length;
  const at = waiting.findIndex(({ id }) => id === to.before);
  // It was sent in the meantime: what was to go before it goes first.
  if (at < 0) return 0;
  // It may itself be among the moved ones: then they stand before the next one that is not.
  const next = waiting.slice(at).find(({ id }) => rest.some((place) => place.id === id));
  return next === undefined ? rest.length : rest.findIndex(({ id }) => id === next.id);
}

/** Turns for `ids` (those that wait, in the order given) at their new place in `waiting`; for all, where there is no room left between two. */
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

/** The queue position right behind the waiting task `id`, in the middle before the next one; null: last, or the task does not wait. */
export function positionBehind(waiting: readonly QueueEntry[], id: number): number | null {
  const at = waiting.findIndex((entry) => entry.id === id);
  const [entry, next] = at < 0 ? [] : waiting.slice(at, at + 2);
  return entry === undefined || next === undefined ? null : (entry.queuePosition + next.queuePosition) / 2;
}
