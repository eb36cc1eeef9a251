// Puts entries in order and cuts them into groups.
import type { GroupKey, ResultGroup, SortKey } from '../../../../shared/search/search-request.ts';
import { monthStart } from '../indexing/entry-buckets.ts';
import type { NumberColumn } from '../indexing/entry-columns.ts';
import type { EntryStore } from '../indexing/entry-store.ts';
import { type IndexDatabase, keyOf } from '../indexing/index-database.ts';
import type { Mask } from './entry-mask.ts';

/** Entries by where they stand in the columns; a result in its order. */
export type Positions = Uint32Array;

const columnOfKey: Readonly<Partial<Record<SortKey, NumberColumn>>> = {
  date: 'atMs',
  rating: 'rating',
  duration: 'durationSeconds',
  credits: 'credits',
  size: 'bytes',
};

/** All positions in the order of a key. */
export interface EntryOrders {
  /** Ascending; entries without the value come first, equal ones by date. Kept until entries change. */
  ascending(key: Exclude<SortKey, 'relevance'>): Positions;
}

/** Differences of infinities are not a number. */
const compareNumbers = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
const unknownFirst = (value: number | undefined): number => (value === undefined || Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value);

/** Sorts all entries once per key and state of the index, so that a query only picks from an order. */
export function createEntryOrders({ raw }: IndexDatabase, { columns }: EntryStore): EntryOrders {
  const byName = raw.prepare('SELECT key FROM entry ORDER BY fileName COLLATE NOCASE, atMs, key DESC').pluck();
  let version = -1;
  const orders = new Map<SortKey, Positions>();

  function sorted(key: SortKey): Positions {
    if (key === 'name') return Uint32Array.from(byName.all() as number[], (key) => columns.positionOf(keyOf(key)));
    const values = columns.numbers[columnOfKey[key] ?? 'atMs'];
    const { atMs } = columns.numbers;
    const order = new Uint32Array(columns.count);
    for (let at = 0; at < order.length; at += 1) order[at] = at;
    return order.sort(
      (a, b) =>
        compareNumbers(unknownFirst(values[a]), unknownFirst(values[b])) ||
        (atMs[a] ?? 0) - (atMs[b] ?? 0) ||
        columns.idAt(a) - columns.idAt(b),
    );
  }

  return {
    ascending(key) {
      if (version !== columns.version) {
        orders.clear();
        version = columns.version;
      }
      const known = orders.get(key);
      if (known !== undefined) return known;
      const order = sorted(key);
      orders.set(key, order);
      return order;
    },
  };
}

/** The positions of a mask in an order. */
export function pick(order: Positions, mask: Mask, isDescending: boolean): Positions {
  const picked = new Uint32Array(order.length);
  let count = 0;
  for (let step = 0; step < order.length; step += 1) {
    const position = order[isDescending ? order.length - 1 - step : step] ?? 0;
    if (mask[position] !== 1) continue;
    picked[count] = position;
    count += 1;
  }
  return picked.subarray(0, count);
}

/** The same positions, the most relevant first; equally relevant ones, and those without a rank, stay in their order. */
export function sortByRelevance(newestFirst: Positions, rankOf: (position: number) => number): Positions {
  const ranks = new Map<number, number>();
  for (const position of newestFirst) ranks.set(position, rankOf(position));
  // The sort is stable.
  return newestFirst.slice().sort((a, b) => compareNumbers(ranks.get(a) ?? 0, ranks.get(b) ?? 0));
}

/** Returns a function that answers the local midnight before a moment; the same day is asked for many times in a row. */
function createDayStart(): (atMs: number) => number {
  let fromMs = 1;
  let untilMs = 0;
  return (atMs) => {
    if (atMs < fromMs || atMs >= untilMs) {
      const at = new Date(atMs);
      fromMs = new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
      untilMs = new Date(at.getFullYear(), at.getMonth(), at.getDate() + 1).getTime();
    }
    return fromMs;
  };
}

/** What tells the groups of a key apart, as a number, and its label. */
interface Grouping {
  numberAt(position: number): number;
  labelOf(number: number): string;
}

function groupingBy({ columns, dictionary }: EntryStore, group: Exclude<GroupKey, 'none'>): Grouping {
  const { atMs, model, month } = columns.numbers;
  switch (group) {
    case 'day': {
      const dayStart = createDayStart();
      return { numberAt: (at) => dayStart(atMs[at] ?? 0), labelOf: String };
    }
    case 'month':
      return { numberAt: (at) => month[at] ?? 0, labelOf: (number) => String(monthStart(number)) };
    case 'model':
      return { numberAt: (at) => model[at] ?? 0, labelOf: dictionary.textOf };
    case 'collection':
      return { numberAt: (at) => columns.collectionsAt(at)[0] ?? 0, labelOf: dictionary.textOf };
  }
}

/** A run of neighbours in one group. */
interface Run {
  readonly number: number;
  readonly from: number;
  to: number;
}

function runsOf(positions: Positions, { numberAt }: Grouping): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < positions.length; at += 1) {
    const number = numberAt(positions[at] ?? 0);
    const run = runs.at(-1);
    if (run?.number === number) run.to = at + 1;
    else runs.push({ number, from: at, to: at + 1 });
  }
  return runs;
}

/**
 * Cuts ordered positions into groups. Entries of one group come together, groups in the order of their first entry; inside a group the order stays. Days
 * and months of a list by date are runs of it already.
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
    const known = runsByNumber.get(run.number);
    if (known === undefined) runsByNumber.set(run.number, [run]);
    else known.push(run);
  }
  const groups = [...runsByNumber].map(([number, some]) => ({
    label: grouping.labelOf(number),
    count: some.reduce((sum, { from, to }) => sum + to - from, 0),
  }));
  if (runs.length === groups.length) return { positions, groups };
  const together = new Uint32Array(positions.length);
  let at = 0;
  for (const { from, to } of [...runsByNumber.values()].flat()) {
    together.set(positions.subarray(from, to), at);
    at += to - from;
  }
  return { positions: together, groups };
}
