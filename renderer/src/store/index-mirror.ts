// The library as an ordered list of ids, newest first, kept current by deltas. Records are fetched for what is visible only.

export interface LibraryIndex {
  readonly resultIds: readonly number[];
  readonly storedAtMs: readonly number[];
}

export const emptyIndex: LibraryIndex = { resultIds: [], storedAtMs: [] };

interface Entry {
  readonly resultId: number;
  readonly storedAtMs: number;
}

export interface IndexChange {
  readonly added: readonly Entry[];
  readonly removed: readonly number[];
}

/** Up to so many entries are put in place one by one; for more the whole list is gone through once. */
const few = 32;

/** Puts what was added where its time belongs and takes out what was removed. */
export function applyIndexChange(index: LibraryIndex, change: IndexChange): LibraryIndex {
  if (change.added.length === 0 && change.removed.length === 0) return index;
  // An entry that is added again takes the place its time gives it now.
  const gone = new Set([...change.removed, ...change.added.map((a) => a.resultId)]);
  const fresh = [...change.added].sort((a, b) => b.storedAtMs - a.storedAtMs || b.resultId - a.resultId);
  return gone.size <= few ? changedInPlaces(index, gone, fresh) : merged(index, gone, fresh);
}

/** The usual delta names an entry or two of a library of a hundred thousand: two copies as one block each, which take less than a millisecond. */
function changedInPlaces(index: LibraryIndex, gone: ReadonlySet<number>, fresh: readonly Entry[]): LibraryIndex {
  const resultIds = index.resultIds.slice();
  const storedAtMs = index.storedAtMs.slice();
  for (const id of gone) {
    const at = resultIds.indexOf(id);
    if (at < 0) continue;
    resultIds.splice(at, 1);
    storedAtMs.splice(at, 1);
  }
  // Oldest first: among equals the one put in last stands first.
  for (const entry of [...fresh].reverse()) {
    const at = placeOf(storedAtMs, entry.storedAtMs);
    resultIds.splice(at, 0, entry.resultId);
    storedAtMs.splice(at, 0, entry.storedAtMs);
  }
  return { resultIds, storedAtMs };
}

/** The first position whose time is not later; times fall. */
function placeOf(times: readonly number[], atMs: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= atMs) high = middle;
    else low = middle + 1;
  }
  return low;
}

function merged(index: LibraryIndex, gone: ReadonlySet<number>, fresh: readonly Entry[]): LibraryIndex {
  const resultIds: number[] = [];
  const storedAtMs: number[] = [];
  const put = (entry: Entry): void => {
    resultIds.push(entry.resultId);
    storedAtMs.push(entry.storedAtMs);
  };
  let next = 0;
  index.resultIds.forEach((resultId, at) => {
    if (gone.has(resultId)) return;
    const atMs = index.storedAtMs[at] ?? 0;
    for (let entry = fresh[next]; entry !== undefined && entry.storedAtMs >= atMs; entry = fresh[next]) {
      put(entry);
      next += 1;
    }
    put({ resultId, storedAtMs: atMs });
  });
  fresh.slice(next).forEach(put);
  return { resultIds, storedAtMs };
}
