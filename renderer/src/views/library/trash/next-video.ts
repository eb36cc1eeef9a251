// What is selected after a deletion. Pure.

/** The video after the last deleted one that stays, otherwise the one before; null when none stays. `order`: the videos as shown. */
export function videoAfterDeletion(order: readonly number[], deleted: readonly number[]): number | null {
  const deletedIds = new Set(deleted);
  const last = order.findLastIndex((id) => deletedIds.has(id));
  if (last < 0) return null;
  return order.slice(last + 1).find((id) => !deletedIds.has(id)) ?? order.slice(0, last).findLast((id) => !deletedIds.has(id)) ?? null;
}
