// Decides the queue positions after a move. Pure. Positions are numbers with gaps, so that a move usually changes only the moved tasks.

/** A waiting task in the queue. Tasks with smaller positions are submitted first; tasks with equal positions are ordered by id. */
export interface QueueEntry {
  readonly id: number;
  readonly queuePosition: number;
}

/** The place to move tasks to: an end of the queue, or the place before the waiting task with the id `before`. */
export type MoveTarget = 'first' | 'last' | { readonly before: number };

/** The minimum gap. Closer positions could become equal after many moves to the same place. */
const minGap = 1e-6;

function indexIn(rest: readonly QueueEntry[], waiting: readonly QueueEntry[], to: MoveTarget): number {
  if (to === 'first') return 0;
  if (to === 'last') return rest.length;
  const targetIndex = waiting.findIndex(({ id }) => id === to.before);
  // The target was submitted meanwhile, so the moved tasks go to the front.
  if (targetIndex < 0) return 0;
  // If the target is one of the moved tasks, they go before the next task that is not moved.
  const next = waiting.slice(targetIndex).find(({ id }) => rest.some((entry) => entry.id === id));
  return next === undefined ? rest.length : rest.findIndex(({ id }) => id === next.id);
}

/**
 * Returns new queue positions for the `ids` that wait, in the given order. If no number is free between two neighbours, it returns
 * positions for all of `waiting`.
 */
export function reorder(waiting: readonly QueueEntry[], ids: readonly number[], to: MoveTarget): readonly QueueEntry[] {
  const waitingIds = new Set(waiting.map(({ id }) => id));
  const moved = [...new Set(ids)].filter((id) => waitingIds.has(id));
  const movedIds = new Set(moved);
  const rest = waiting.filter(({ id }) => !movedIds.has(id));
  const targetIndex = indexIn(rest, waiting, to);
  const before = rest[targetIndex - 1]?.queuePosition ?? null;
  const after = rest[targetIndex]?.queuePosition ?? null;
  if (after === null) return moved.map((id, offset) => ({ id, queuePosition: (before ?? 0) + 1 + offset }));
  if (before === null) return moved.map((id, offset) => ({ id, queuePosition: after - moved.length + offset }));
  const step = (after - before) / (moved.length + 1);
  if (step >= minGap) return moved.map((id, offset) => ({ id, queuePosition: before + step * (offset + 1) }));
  const order = [...rest.slice(0, targetIndex).map(({ id }) => id), ...moved, ...rest.slice(targetIndex).map(({ id }) => id)];
  return order.map((id, offset) => ({ id, queuePosition: offset + 1 }));
}

/** Returns a queue position between the waiting task `id` and the next one; null if `id` is the last task, or does not wait. */
export function positionAfter(waiting: readonly QueueEntry[], id: number): number | null {
  const targetIndex = waiting.findIndex((entry) => entry.id === id);
  const [entry, next] = targetIndex < 0 ? [] : waiting.slice(targetIndex, targetIndex + 2);
  return entry === undefined || next === undefined ? null : (entry.queuePosition + next.queuePosition) / 2;
}
