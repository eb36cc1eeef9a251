// The library as an ordered list of ids, newest first, kept current by deltas. Records are fetched only for visible rows.

/**
 * All stored results, newest first, as two lists of the same length. Plain numbers instead of objects, because a library may have a hundred
 * thousand entries.
 */
export interface LibraryIndex {
  /** Newest first. */
  readonly resultIds: readonly number[];
  /** When the result at the same position was stored (Unix, milliseconds). */
  readonly storedAtMs: readonly number[];
}

/** The index before main has sent one, and that of an empty library. */
export const emptyIndex: LibraryIndex = { resultIds: [], storedAtMs: [] };

interface Entry {
  readonly resultId: number;
  readonly storedAtMs: number;
}

/** The library part of a delta: entries that are new or have moved, and ids of results that are gone. */
interface IndexChange {
  readonly added: readonly Entry[];
  readonly removed: readonly number[];
}

/** Up to this many entries are moved one by one; for more, the whole list is merged once. */
const maxSingleInserts = 32;

/**
 * The index after a change: added entries are sorted in by their time, removed ones are left out. Returns the same object when nothing
 * changes.
 */
export function applyIndexChange(index: LibraryIndex, change: IndexChange): LibraryIndex {
  if (change.added.length === 0 && change.removed.length === 0) return index;
  // An entry that is added again moves to the position of its new time.
  const removed = new Set([...change.removed, ...change.added.map((a) => a.resultId)]);
  const sortedAdded = [...change.added].sort((a, b) => b.storedAtMs - a.storedAtMs || b.resultId - a.resultId);
  return removed.size <= maxSingleInserts ? applySmallChange(index, removed, sortedAdded) : mergeChange(index, removed, sortedAdded);
}

/**
 * Applies a change of a few entries. A library may have a hundred thousand entries, but copying both lists as a block takes less than a
 * millisecond.
 */
function applySmallChange(index: LibraryIndex, removed: ReadonlySet<number>, sortedAdded: readonly Entry[]): LibraryIndex {
  const resultIds = index.resultIds.slice();
  const storedAtMs = index.storedAtMs.slice();
  for (const id of removed) {
    const position = resultIds.indexOf(id);
    if (position < 0) continue;
    resultIds.splice(position, 1);
    storedAtMs.splice(position, 1);
  }
  // The oldest is inserted first, because the last one inserted comes first among entries with the same time.
  for (const entry of [...sortedAdded].reverse()) {
    const position = insertPositionOf(storedAtMs, entry.storedAtMs);
    resultIds.splice(position, 0, entry.resultId);
    storedAtMs.splice(position, 0, entry.storedAtMs);
  }
  return { resultIds, storedAtMs };
}

/** The first position whose time is not later than `atMs`; times descend. */
function insertPositionOf(times: readonly number[], atMs: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= atMs) high = middle;
    else low = middle + 1;
  }
  return low;
}

function mergeChange(index: LibraryIndex, removed: ReadonlySet<number>, sortedAdded: readonly Entry[]): LibraryIndex {
  const resultIds: number[] = [];
  const storedAtMs: number[] = [];
  const append = (entry: Entry): void => {
    resultIds.push(entry.resultId);
    storedAtMs.push(entry.storedAtMs);
  };
  let next = 0;
  index.resultIds.forEach((resultId, position) => {
    if (removed.has(resultId)) return;
    const atMs = index.storedAtMs[position] ?? 0;
    for (let entry = sortedAdded[next]; entry !== undefined && entry.storedAtMs >= atMs; entry = sortedAdded[next]) {
      append(entry);
      next += 1;
    }
    append({ resultId, storedAtMs: atMs });
  });
  sortedAdded.slice(next).forEach(append);
  return { resultIds, storedAtMs };
}
