// Loads records of visible items: in batches, into a bounded cache, and again when main reports that they changed.
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';

const maxRecords = 1_000;
const batchSize = 100;

/**
 * The loaded records by id, least recently loaded first. The ids of records that main cannot read are kept, so that scrolling does not
 * request them again.
 */
export interface LoadedRecords<T> {
  readonly records: ReadonlyMap<number, T>;
  readonly unreadable: ReadonlySet<number>;
}

/** The functions that a loader uses: `read` reads from main, `loaded` and `store` access the store. */
export interface RecordLoaderDeps<T> {
  /** Reads records from main. Leaves out records that cannot be read. */
  read(ids: readonly number[]): Promise<Result<readonly T[], AppError>>;
  idOf(record: T): number;
  loaded(): LoadedRecords<T>;
  store(loaded: LoadedRecords<T>): void;
}

/** Loads records into a store. */
export interface RecordLoader {
  /** Loads these records soon, if they are not loaded yet. Cheap enough for every scroll event. */
  request(ids: readonly number[]): void;
  /** Loads changed records again, if they are in the store. The old record stays visible until the new one arrives. */
  invalidate(ids: readonly number[]): void;
}

/** The loaded records after a response to a request for `ids`. Removes the oldest ones above the limit. */
function mergeRecords<T>(
  previous: LoadedRecords<T>,
  ids: readonly number[],
  answer: readonly T[],
  idOf: (record: T) => number,
): LoadedRecords<T> {
  const foundIds = new Set(answer.map(idOf));
  const missingIds = ids.filter((id) => !foundIds.has(id));
  const isSame = missingIds.length === 0 && !ids.some((id) => previous.unreadable.has(id));
  const unreadable = isSame ? previous.unreadable : new Set([...[...previous.unreadable].filter((id) => !foundIds.has(id)), ...missingIds]);
  const records = new Map(previous.records);
  for (const record of answer) {
    records.delete(idOf(record)); // moved to the end: the map is in the order of loading
    records.set(idOf(record), record);
  }
  for (const oldest of records.keys()) {
    if (records.size <= maxRecords) break;
    records.delete(oldest);
  }
  return { records, unreadable };
}

/** Creates a loader. Each kind of record has one, which lives as long as the window. */
export function createRecordLoader<T>({ read, idOf, loaded, store }: RecordLoaderDeps<T>): RecordLoader {
  let pendingIds = new Set<number>();
  const requestedIds = new Set<number>();
  let isScheduled = false;

  async function fetchPending(): Promise<void> {
    isScheduled = false;
    const ids = [...pendingIds];
    pendingIds = new Set();
    for (const id of ids) requestedIds.add(id);
    for (let from = 0; from < ids.length; from += batchSize) {
      const batch = ids.slice(from, from + batchSize);
      const answer = await read(batch);
      for (const id of batch) requestedIds.delete(id);
      if (answer.ok) store(mergeRecords(loaded(), batch, answer.value, idOf));
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
      for (const id of ids) if (!records.has(id) && !unreadable.has(id) && !requestedIds.has(id)) pendingIds.add(id);
      schedule();
    },
    invalidate(ids) {
      const { records, unreadable } = loaded();
      for (const id of ids) if (records.has(id) || unreadable.has(id)) pendingIds.add(id);
      schedule();
    },
  };
}
