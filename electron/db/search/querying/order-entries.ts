// Sorts entries and divides them into groups.
import type { GroupKey, ResultGroup, SortKey } from '../../../../shared/search/search-request.ts';
import { monthStart } from '../indexing/entry-buckets.ts';
import type { NumberColumn } from '../indexing/entry-columns.ts';
import type { Mask } from '../indexing/entry-mask.ts';
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

/** Compares two positions. */
type ComparePositions = (a: number, b: number) => number;

/** An order of all positions, valid for one version of the columns. */
interface CachedOrder {
  readonly version: number;
  readonly positions: Positions;
}

/** Sorts all entries once per key. When few entries have changed, they are moved to their places, which takes much less time than sorting. */
export function createEntryOrders({ raw }: IndexDatabase, { columns }: EntryStore): EntryOrders {
  const byName = raw.prepare('SELECT key FROM entry ORDER BY fileName COLLATE NOCASE, atMs, key DESC').pluck();
  const orders = new Map<SortKey, CachedOrder>();

  function compareBy(key: SortKey): ComparePositions {
    const values = columns.numbers[columnOfKey[key] ?? 'atMs'];
    const { atMs } = columns.numbers;
    return (a, b) =>
      compareNumbers(sortValue(values[a]), sortValue(values[b])) || (atMs[a] ?? 0) - (atMs[b] ?? 0) || columns.idAt(a) - columns.idAt(b);
  }

  function sortAll(key: SortKey): Positions {
    if (key === 'name') return Uint32Array.from(byName.all() as number[], (key) => columns.positionOf(idOfKey(key)));
    const order = new Uint32Array(columns.count);
    for (let position = 0; position < order.length; position += 1) order[position] = position;
    return order.sort(compareBy(key));
  }

  return {
    ascending(key) {
      const cached = orders.get(key);
      if (cached?.version === columns.version) return cached.positions;
      // The order by name needs the file names, which are not in the columns.
      const changed = cached === undefined || key === 'name' ? null : columns.changesSince(cached.version);
      const positions =
        cached === undefined || changed === null ? sortAll(key) : resorted(cached.positions, changed, columns.count, compareBy(key));
      orders.set(key, { version: columns.version, positions });
      return positions;
    },
  };
}

/** Returns the order after the entries at these positions have changed, have been added or, at the end, removed. */
function resorted(order: Positions, changed: ReadonlySet<number>, count: number, compare: ComparePositions): Positions {
  const unchanged = order.filter((position) => !changed.has(position));
  const moved = [...changed].filter((position) => position < count).sort(compare);
  const merged = new Uint32Array(count);
  let from = 0;
  for (const [index, position] of moved.entries()) {
    const to = firstAfter(unchanged, position, compare);
    merged.set(unchanged.subarray(from, to), from + index);
    merged[to + index] = position;
    from = to;
  }
  merged.set(unchanged.subarray(from), from + moved.length);
  return merged;
}

/** Returns the index of the first position of a sorted list that comes after a position; the length of the list if there is none. */
function firstAfter(sorted: Positions, position: number, compare: ComparePositions): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle] ?? 0, position) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Returns the first positions of a mask in an order; `count` is at most the number of positions in the mask. Adds each position and keeps it
 * if it is in the mask, because a branch would be mispredicted.
 */
export function selectPositions(order: Positions, mask: Mask, isDescending: boolean, count: number): Positions {
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

/** Positions in their order, and the groups into which they are divided. */
export interface GroupedPositions {
  readonly positions: Positions;
  readonly groups: readonly ResultGroup[];
}

/**
 * Divides sorted positions into groups: the entries of a group become neighbours and keep their order, and groups are in the order of their first entry.
 * In a list sorted by date, the entries of a day or a month are neighbours already.
 */
export function groupPositions(store: EntryStore, positions: Positions, group: GroupKey): GroupedPositions {
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
