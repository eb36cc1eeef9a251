// The library as an ordered list of ids, newest first, kept current by deltas. Records are fetched for what is visible only.

export interface LibraryIndex {
  readonly resultIds: readonly number[];
  readonly storedAtMs: readonly number[];
}

export const emptyIndex: LibraryIndex = { resultIds: [], storedAtMs: [] };

export interface IndexChange {
  readonly added: readonly { readonly resultId: number; readonly storedAtMs: number }[];
  readonly removed: readonly number[];
}

/** Puts what was added where its time belongs and takes out what was removed. */
export function applyIndexChange(index: LibraryIndex, change: IndexChange): LibraryIndex {
  if (change.added.length === 0 && change.removed.length === 0) return index;
  const gone = new Set([...change.removed, ...change.added.map((a) => a.resultId)]);
  const kept = index.resultIds
    .map((resultId, at) => ({ resultId, storedAtMs: index.storedAtMs[at] ?? 0 }))
    .filter((entry) => !gone.has(entry.resultId));
  const fresh = [...change.added].sort((a, b) => b.storedAtMs - a.storedAtMs || b.resultId - a.resultId);
  const merged: { resultId: number; storedAtMs: number }[] = [];
  let next = 0;
  for (const entry of kept) {
    for (let candidate = fresh[next]; candidate !== undefined && candidate.storedAtMs >= entry.storedAtMs; candidate = fresh[next]) {
      merged.push(candidate);
      next += 1;
    }
    merged.push(entry);
  }
  merged.push(...fresh.slice(next));
  return { resultIds: merged.map((e) => e.resultId), storedAtMs: merged.map((e) => e.storedAtMs) };
}
