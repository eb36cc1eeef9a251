// Sorts entries and divides them into groups.
import type { GroupKey, ResultGroup, SortKey } from '../../../../shared/search/search-request.ts';
import { monthStart } from '../indexing/entry-buckets.ts';
import type { NumberColumn } from '../indexing/entry-columns.ts';
import { countOf, type Mask } from '../indexing/entry-mask.ts';
import type { EntryStore } from '../indexing/entry-store.ts';
import { type IndexDatabase, idOfKey } from '../indexing/index-database.ts';

/** Positions in the columns; in a result, in the order of the result. */
export type Positions = Uint32Array;

const columnOfKey: Readonly<Partial<Record<SortKey, NumberColumn>>> = {
  date: 'atMs',
  rating: 'rating',
  duration: 'durationSeconds',
  credits: 'credits',
  size: 'bytes',
};

/** All positions, sorted by a key. */
export interface EntryOrders {
  /**
   * Ascending. Entries without a value come first; entries with equal values are sorted by date. The order is cached until entries change.
   */
  ascending(key: Exclude<SortKey, 'relevance'>): Positions;
}

/** Compares without subtracting, because the difference of two infinities is NaN. */
const compareNumbers = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
const sortValue = (value: number | undefined): number => (value === undefined || Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value);

/** Sorts all entries once per key and state of the index, so that a query only selects from the sorted positions. */
export function createEntryOrders({ raw }: IndexDatabase, { columns }: EntryStore): EntryOrders {
  const byName = raw.prepare('SELECT key FROM entry ORDER BY fileName COLLATE NOCASE, atMs, key DESC').pluck();
  let version = -1;
  const orders = new Map<SortKey, Positions>();

  function sortedPositions(key: SortKey): Positions {
    if (key === 'name') return Uint32Array.from(byName.all() as number[], (key) => columns.positionOf(idOfKey(key)));
    const values = columns.numbers[columnOfKey[key] ?? 'atMs'];
    const { atMs } = columns.numbers;
    const order = new Uint32Array(columns.count);
    for (let position = 0; position < order.length; position += 1) order[position] = position;
    return order.sort(
      (a, b) =>
        compareNumbers(sortValue(values[a]), sortValue(values[b])) || (atMs[a] ?? 0) - (atMs[b] ?? 0) || columns.idAt(a) - columns.idAt(b),
    );
  }

  return {
    ascending(key) {
      if (version !== columns.version) {
        orders.clear();
        version = columns.version;
      }
      const cached = orders.get(key);
      if (cached !== undefined) return cached;
      const order = sortedPositions(key);
      orders.set(key, order);
      return order;
    },
  };
}

/** Returns the positions of a mask in an order. Adds each position and keeps it if it is in the mask, because a branch would be mispredicted. */
export function selectPositions(order: Positions, mask: Mask, isDescending: boolean): Positions {
  const count = countOf(mask);
  // One more, for the position that is added last and not kept.
  const selected = new Uint32Array(count + 1);
  const step = isDescending ? -1 : 1;
  let at = isDescending ? order.length - 1 : 0;
  for (let kept = 0; kept < count && at >= 0 && at < order.length; at += step) {
    const position = order[at] ?? 0;
    selected[kept] = position;
    kept += ((mask[position >>> 5] ?? 0) >>> (position & 31)) & 1;
  }
  return selected.subarray(0, count);
}

/** Returns the same positions, most relevant first. Equally relevant positions keep their order; a position without a rank has rank 0. */
export function sortByRelevance(newestFirst: Positions, rankOf: (position: number) => number): Positions {
  const ranks = new Map<number, number>();
  for (const position of newestFirst) ranks.set(position, rankOf(position));
  // The sort is stable.
  return newestFirst.slice().sort((a, b) => compareNumbers(ranks.get(a) ?? 0, ranks.get(b) ?? 0));
}

/**
 * Returns a function for the local midnight before a moment. The function caches the latest day, because neighbouring entries mostly have
 * the same day.
 */
function createDayStart(): (atMs: number) => number {
  let fromMs = 1;
  let untilMs = 0;
  return (atMs) => {
    if (atMs < fromMs || atMs >= untilMs) {
      const date = new Date(atMs);
      fromMs = new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
      untilMs = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
    }
    return fromMs;
  };
}

/** How entries are grouped: the number of an entry's group, and the label of a group. */
interface Grouping {
  numberAt(position: number): number;
  labelOf(number: number): string;
}

function groupingBy({ columns, dictionary }: EntryStore, group: Exclude<GroupKey, 'none'>): Grouping {
  const { atMs, model, month } = columns.numbers;
  switch (group) {
    case 'day': {
      const dayStart = createDayStart();
      return { numberAt: (position) => dayStart(atMs[position] ?? 0), labelOf: String };
    }
    case 'month':
      return { numberAt: (position) => month[position] ?? 0, labelOf: (number) => String(monthStart(number)) };
    case 'model':
      return { numberAt: (position) => model[position] ?? 0, labelOf: dictionary.textOf };
    case 'collection':
      return { numberAt: (position) => columns.collectionsAt(position)[0] ?? 0, labelOf: dictionary.textOf };
  }
}

/** Neighbouring entries of one group: indexes from `from` to below `to`. */
interface Run {
  readonly number: number;
  readonly from: number;
  to: number;
}

function runsOf(positions: Positions, { numberAt }: Grouping): Run[] {
  const runs: Run[] = [];
  for (let index = 0; index < positions.length; index += 1) {
    const number = numberAt(positions[index] ?? 0);
    const run = runs.at(-1);
    if (run?.number === number) run.to = index + 1;
    else runs.push({ number, from: index, to: index + 1 });
  }
  return runs;
}

/**
 * Divides sorted positions into groups: the entries of a group become neighbours and keep their order, and groups are in the order of their first entry.
 * In a list sorted by date, the entries of a day or a month are neighbours already.
 */
export function groupPositions(
  store: EntryStore,
  positions: Positions,
  group: GroupKey,
): { readonly positions: Positions; readonly groups: readonly ResultGroup[] } {
  if (group === 'none') return { positions, groups: positions.length === 0 ? [] : [{ label: '', count: positions.length }] };
  const grouping = groupingBy(store, group);
  const runsByNumber = new Map<number, Run[]>();
  const runs = runsOf(positions, grouping);
  for (const run of runs) {
    const groupRuns = runsByNumber.get(run.number);
    if (groupRuns === undefined) runsByNumber.set(run.number, [run]);
    else groupRuns.push(run);
  }
  const groups = [...runsByNumber].map(([number, runsOfGroup]) => ({
    label: grouping.labelOf(number),
    count: runsOfGroup.reduce((sum, { from, to }) => sum + to - from, 0),
  }));
  if (runs.length === groups.length) return { positions, groups };
  const grouped = new Uint32Array(positions.length);
  let offset = 0;
  for (const { from, to } of [...runsByNumber.values()].flat()) {
    grouped.set(positions.subarray(from, to), offset);
    offset += to - from;
  }
  return { positions: grouped, groups };
}
