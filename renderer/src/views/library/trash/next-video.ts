// Chooses the video that is selected after a deletion. Pure.

/** The next remaining video after the last deleted one, otherwise the previous one; null if none remains. `order`: the videos as shown. */
export function videoAfterDeletion(order: readonly number[], deleted: readonly number[]): number | null {
  const deletedIds = new Set(deleted);
  const last = order.findLastIndex((id) => deletedIds.has(id));
  if (last < 0) return null;
  return order.slice(last + 1).find((id) => !deletedIds.has(id)) ?? order.slice(0, last).findLast((id) => !deletedIds.has(id)) ?? null;
}
