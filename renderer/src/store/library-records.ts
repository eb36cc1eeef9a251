// Records of visible library rows: requested in batches, kept in a bounded map, dropped when main says that they changed.
import type { LibraryItem } from '../../../shared/ipc.ts';
import { call } from '../api.ts';
import { useStudio } from './studio-store.ts';

const maxRecords = 1_000;
const batchSize = 100;

let pendingIds = new Set<number>();
const requested = new Set<number>();
let isScheduled = false;

/** Loads the records of these results into the store soon, if they are not there. Cheap enough for every scroll event. */
export function requestRecords(resultIds: readonly number[]): void {
  const { records, unreadableRecords } = useStudio.getState();
  for (const id of resultIds) if (!records.has(id) && !unreadableRecords.has(id) && !requested.has(id)) pendingIds.add(id);
  if (pendingIds.size > 0 && !isScheduled) {
    isScheduled = true;
    queueMicrotask(fetchPending);
  }
}

async function fetchPending(): Promise<void> {
  isScheduled = false;
  const ids = [...pendingIds];
  pendingIds = new Set();
  for (const id of ids) requested.add(id);
  for (let from = 0; from < ids.length; from += batchSize) {
    const part = ids.slice(from, from + batchSize);
    const result = await call('library.records', { resultIds: part });
    for (const id of part) requested.delete(id);
    if (result.ok) storeRecords(part, result.value.items);
  }
}

/** Stores the result of a request for the records of `ids`. */
function storeRecords(ids: readonly number[], items: readonly LibraryItem[]): void {
  useStudio.setState((s) => {
    const found = new Set(items.map(({ resultId }) => resultId));
    const unreadable = ids.filter((id) => !found.has(id));
    const isSame = unreadable.length === 0 && !ids.some((id) => s.unreadableRecords.has(id));
    const unreadableRecords = isSame
      ? s.unreadableRecords
      : new Set([...[...s.unreadableRecords].filter((id) => !found.has(id)), ...unreadable]);
    const records = new Map(s.records);
    for (const item of items) {
      records.delete(item.resultId); // inserted at the end again: the order of the map is the order of use
      records.set(item.resultId, item);
    }
    for (const oldest of records.keys()) {
      if (records.size <= maxRecords) break;
      records.delete(oldest);
    }
    return { records, unreadableRecords };
  });
}

/** Loads changed records again, if they are in the store. The old record stays visible until the new one arrives. */
export function invalidateRecords(resultIds: readonly number[]): void {
  const { records, unreadableRecords } = useStudio.getState();
  const known = resultIds.filter((id) => records.has(id) || unreadableRecords.has(id));
  if (known.length === 0) return;
  for (const id of known) pendingIds.add(id);
  if (!isScheduled) {
    isScheduled = true;
    queueMicrotask(fetchPending);
  }
}
