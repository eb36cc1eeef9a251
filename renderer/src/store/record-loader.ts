// Records of what is on the screen: requested in batches, kept in a bounded map, loaded again when main says that they changed.
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';

const maxRecords = 1_000;
const batchSize = 100;

/** The records that are loaded, by id, in the order of their use, and the ids for which main has none. Those are not requested at each scroll. */
export interface LoadedRecords<T> {
  readonly records: ReadonlyMap<number, T>;
  readonly unreadable: ReadonlySet<number>;
}

/** Where a loader reads from, and what it fills. */
export interface RecordLoaderDeps<T> {
  /** Reads records from main; one that cannot be read is left out. */
  read(ids: readonly number[]): Promise<Result<readonly T[], AppError>>;
  idOf(record: T): number;
  loaded(): LoadedRecords<T>;
  store(loaded: LoadedRecords<T>): void;
}

/** Loads records into a store. */
export interface RecordLoader {
  /** Loads these records soon, if they are not there. Cheap enough for every scroll event. */
  request(ids: readonly number[]): void;
  /** Loads changed records again, if they are in the store. The old record stays visible until the new one arrives. */
  invalidate(ids: readonly number[]): void;
}

/** The records after an answer to a request for `ids`. */
function withAnswer<T>(
  before: LoadedRecords<T>,
  ids: readonly number[],
  answer: readonly T[],
  idOf: (record: T) => number,
): LoadedRecords<T> {
  const found = new Set(answer.map(idOf));
  const missing = ids.filter((id) => !found.has(id));
  const isSame = missing.length === 0 && !ids.some((id) => before.unreadable.has(id));
  const unreadable = isSame ? before.unreadable : new Set([...[...before.unreadable].filter((id) => !found.has(id)), ...missing]);
  const records = new Map(before.records);
  for (const record of answer) {
    records.delete(idOf(record)); // inserted at the end again: the order of the map is the order of use
    records.set(idOf(record), record);
  }
  for (const oldest of records.keys()) {
    if (records.size <= maxRecords) break;
    records.delete(oldest);
  }
  return { records, unreadable };
}

/** Creates a loader. One exists for each kind of record, as long as the window. */
export function createRecordLoader<T>({ read, idOf, loaded, store }: RecordLoaderDeps<T>): RecordLoader {
  let pendingIds = new Set<number>();
  const requested = new Set<number>();
  let isScheduled = false;

  async function fetchPending(): Promise<void> {
    isScheduled = false;
    const ids = [...pendingIds];
    pendingIds = new Set();
    for (const id of ids) requested.add(id);
    for (let from = 0; from < ids.length; from += batchSize) {
      const part = ids.slice(from, from + batchSize);
      const answer = await read(part);
      for (const id of part) requested.delete(id);
      if (answer.ok) store(withAnswer(loaded(), part, answer.value, idOf));
    }
  }

  function schedule(): void {
    if (pendingIds.size === 0 || isScheduled) return;
    isScheduled = true;
    queueMicrotask(fetchPending);
  }

  return {
    request(ids) {
      const { records, unreadable } = loaded();
      for (const id of ids) if (!records.has(id) && !unreadable.has(id) && !requested.has(id)) pendingIds.add(id);
      schedule();
    },
    invalidate(ids) {
      const { records, unreadable } = loaded();
      for (const id of ids) if (records.has(id) || unreadable.has(id)) pendingIds.add(id);
      schedule();
    },
  };
}
