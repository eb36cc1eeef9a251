// Puts entries in order and cuts them into groups.

import type { GroupKey, ResultGroup, SortKey } from '../../../../shared/search/search-request.ts';
import type { NumberColumn } from '../indexing/entry-columns.ts';
import type { EntryStore } from '../indexing/entry-store.ts';
import type { IndexDatabase } from '../indexing/index-database.ts';
import { monthStart } from './count-facets.ts';
import type { Mask } from './mask.ts';

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
  ascending(key: Exclude<SortKey, 'relevance'>): Uint32Array;
}

/** Sorts all entries once per key and state of the index, so that a query only picks from an order. */
export function createEntryOrders({ raw }: IndexDatabase, { columns }: EntryStore): EntryOrders {
  const byName = raw.prepare('SELECT id FROM entry ORDER BY fileName COLLATE NOCASE, atMs, id').pluck();
  let version = -1;
  const orders = new Map<SortKey, Uint32Array>();

  function sorted(key: SortKey): Uint32Array {
    if (key === 'name') return Uint32Array.from(byName.all() as number[], (id) => columns.positionOf(id));
    const values = columns.numbers[columnOfKey[key] ?? 'atMs'];
    const { atMs } = columns.numbers;
    const order = Uint32Array.from({ length: columns.count }, (_, at) => at);
    const number = (value: number | undefined): number => (value === undefined || Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value);
    return order.sort(
      (a, b) =>
        compareNumbers(number(values[a]), number(values[b])) || (atMs[a] ?? 0) - (atMs[b] ?? 0) || columns.idAt(a) - columns.idAt(b),
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

/** Differences of infinities are not a number. */
const compareNumbers = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/** The positions of a mask in an order. */
export function pick(order: Uint32Array, mask: Mask, isDescending: boolean): number[] {
  const picked: number[] = [];
  if (isDescending) for (let at = order.length - 1; at >= 0; at -= 1) pushIf(picked, order[at] ?? 0, mask);
  else for (const position of order) pushIf(picked, position, mask);
  return picked;
}

function pushIf(picked: number[], position: number, mask: Mask): void {
  if (mask[position] === 1) picked.push(position);
}

/** The positions of a mask, the most relevant first; equally relevant ones, and those without a rank, by date, the newest first. */
export function pickByRelevance(newestFirst: readonly number[], rankOf: (position: number) => number): number[] {
  const ranks = new Map(newestFirst.map((position) => [position, rankOf(position)]));
  // The sort is stable.
  return [...newestFirst].sort((a, b) => compareNumbers(ranks.get(a) ?? 0, ranks.get(b) ?? 0));
}

/** Local midnight before a moment; the same one is asked for many times in a row. */
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

function labeller({ columns, dictionary }: EntryStore, group: Exclude<GroupKey, 'none'>): (position: number) => string {
  const { atMs, model } = columns.numbers;
  switch (group) {
    case 'day': {
      const dayStart = createDayStart();
      return (at) => String(dayStart(atMs[at] ?? 0));
    }
    case 'month':
      return (at) => String(monthStart(atMs[at] ?? 0));
    case 'model':
      return (at) => dictionary.textOf(model[at] ?? 0);
    case 'collection':
      return (at) => dictionary.textOf(columns.collectionsAt(at)[0] ?? 0);
  }
}

/**
 * Cuts ordered positions into groups. Entries of one group come together, groups in the order of their first entry; inside a group the order stays. Days
 * and months of a list by date are runs of it already.
 */
export function groupPositions(
  store: EntryStore,
  positions: readonly number[],
  group: GroupKey,
): { readonly positions: readonly number[]; readonly groups: readonly ResultGroup[] } {
  if (group === 'none') return { positions, groups: positions.length === 0 ? [] : [{ label: '', count: positions.length }] };
  const labelOf = labeller(store, group);
  const members = new Map<string, number[]>();
  for (const position of positions) {
    const label = labelOf(position);
    const known = members.get(label);
    if (known === undefined) members.set(label, [position]);
    else known.push(position);
  }
  return {
    positions: [...members.values()].flat(),
    groups: [...members].map(([label, some]) => ({ label, count: some.length })),
  };
}
