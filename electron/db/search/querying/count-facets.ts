// Counts the values of all facets. A facet is counted under the rest of the query: the conditions on the facet itself do not narrow it, so that its other
// values can be seen and chosen.
import { facetOfPart } from '../../../../shared/search/facet-of-part.ts';
import type { Query } from '../../../../shared/search/query.ts';
import { type FacetCounts, type FacetName, type FacetValue, facetNames } from '../../../../shared/search/search-request.ts';
import { bucketName, creditBuckets, durationBuckets, monthStart } from '../indexing/entry-buckets.ts';
import type { EntryColumns, FlatLists, NumberColumn } from '../indexing/entry-columns.ts';
import { entryBits } from '../indexing/entry-flags.ts';
import type { EntryStore } from '../indexing/entry-store.ts';
import { intersect, type Mask } from './entry-mask.ts';

/** A part of a query with the entries it finds. */
export interface PartMask {
  readonly part: Query;
  readonly mask: Mask;
}

/** For each entry: 0 where it counts for every facet, the number of the one facet that it counts for (from 1), or 255 for none. */
type CountedFor = Uint8Array;
const countsForAll = 0;
const countsForNone = 255;

const numberOfFacet = (name: FacetName): number => facetNames.indexOf(name) + 1;

/** An entry counts for a facet when it passes all parts but those of that facet. */
function countedFor(scope: Mask, parts: readonly PartMask[]): CountedFor {
  const inAll = scope.slice();
  for (const { part, mask } of parts) if (facetOfPart(part) === null) intersect(inAll, mask);
  // 1 becomes `countsForAll`, 0 becomes `countsForNone`.
  const counted = inAll;
  for (let at = 0; at < counted.length; at += 1) counted[at] = (counted[at] ?? 0) - 1;
  for (const { part, mask } of parts) {
    const facet = facetOfPart(part);
    if (facet === null) continue;
    const number = numberOfFacet(facet);
    for (let at = 0; at < scope.length; at += 1) {
      if (mask[at] === 1) continue;
      const before = counted[at];
      counted[at] = before === countsForAll || before === number ? number : countsForNone;
    }
  }
  return counted;
}

/** The positions that count for all facets, and by the number of a facet those that count for it alone. */
interface CountedPositions {
  readonly forAll: Uint32Array;
  readonly forOne: ReadonlyMap<number, readonly number[]>;
}

function positionsOf(counted: CountedFor): CountedPositions {
  const forAll = new Uint32Array(counted.length);
  const forOne = new Map<number, number[]>();
  let count = 0;
  for (let at = 0; at < counted.length; at += 1) {
    const state = counted[at] ?? countsForNone;
    if (state === countsForNone) continue;
    if (state === countsForAll) {
      forAll[count] = at;
      count += 1;
      continue;
    }
    const known = forOne.get(state);
    if (known === undefined) forOne.set(state, [at]);
    else known.push(at);
  }
  return { forAll: forAll.subarray(0, count), forOne };
}

/** Counts small numbers; the value is the position. */
type Counters = ArrayLike<number>;

/** The counts of a column for a facet, which hold also the positions that count for that facet alone. */
type ColumnCounter = (column: NumberColumn, facet: number) => Counters;

/** Counts the values of columns under all conditions; each column once, since several facets may be packed into one. */
function createColumnCounter({ numbers, largest }: EntryColumns, { forAll, forOne }: CountedPositions): ColumnCounter {
  const counted = new Map<NumberColumn, Uint32Array>();

  function countForAll(column: NumberColumn): Uint32Array {
    const known = counted.get(column);
    if (known !== undefined) return known;
    const counters = new Uint32Array(largest[column] + 1);
    const values = numbers[column];
    for (let at = 0; at < forAll.length; at += 1) increment(counters, values[forAll[at] ?? 0] ?? 0);
    counted.set(column, counters);
    return counters;
  }

  return (column, facet) => {
    const alone = forOne.get(facet);
    if (alone === undefined) return countForAll(column);
    const counters = countForAll(column).slice();
    for (const position of alone) increment(counters, numbers[column][position] ?? 0);
    return counters;
  };
}

function increment(counters: Uint32Array, value: number): void {
  counters[value] = (counters[value] ?? 0) + 1;
}

/** Adds up the counters of values that stand for one: flags are packed into one column. */
function regroup(counters: Counters, valueAt: (value: number) => number): Counters {
  const grouped: number[] = [];
  for (let value = 0; value < counters.length; value += 1) {
    const count = counters[value] ?? 0;
    if (count === 0) continue;
    const group = valueAt(value);
    grouped[group] = (grouped[group] ?? 0) + count;
  }
  return grouped;
}

function countLists({ ids, codes }: FlatLists, columns: EntryColumns, counted: CountedFor, facet: number): Counters {
  let largest = 0;
  for (let at = 0; at < codes.length; at += 1) largest = Math.max(largest, codes[at] ?? 0);
  const counters = new Uint32Array(largest + 1);
  for (let at = 0; at < ids.length; at += 1) {
    const state = counted[columns.positionOf(ids[at] ?? 0)];
    if (state !== countsForAll && state !== facet) continue;
    increment(counters, codes[at] ?? 0);
  }
  return counters;
}

/** 0 unknown, 1 no, 2 yes. */
const audioOf = (flags: number): number => (flags & entryBits.audioKnown ? (flags & entryBits.audio ? 2 : 1) : 0);
/** 1 none, 2 stored, 3 missing. */
const fileOf = (flags: number): number => (flags & entryBits.missing ? 3 : flags & entryBits.video ? 2 : 1);
const audioNames = ['', 'no', 'yes'];
const fileNames = ['', 'none', 'stored', 'missing'];
const flagNames = ['pick', 'reject', 'favourite', 'failed', 'simulated'] as const;

/** The counted numbers with their names; number 0 stands for no value, but for ratings. */
function named(counters: Counters, nameOf: (value: number) => string, first = 1): FacetValue[] {
  const values: FacetValue[] = [];
  for (let value = first; value < counters.length; value += 1) {
    const count = counters[value] ?? 0;
    if (count > 0) values.push({ value: nameOf(value), count });
  }
  return values;
}

/** Counts one facet. */
function countFacet(store: EntryStore, counted: CountedFor, countColumn: ColumnCounter, name: FacetName): FacetValue[] {
  const { columns, dictionary } = store;
  const facet = numberOfFacet(name);
  const column = (key: NumberColumn): Counters => countColumn(key, facet);
  const text = (code: number): string => dictionary.textOf(code);
  switch (name) {
    case 'model':
    case 'vendor':
    case 'kind':
    case 'ratio':
    case 'quality':
      return named(column(name), text);
    case 'profile': {
      const names = store.profileNames();
      return named(column('profile'), (id) => names.get(id) ?? '');
    }
    case 'month':
      return named(column('month'), (month) => String(monthStart(month)), 0).reverse();
    case 'duration':
      return named(column('durationBucket'), (bucket) => bucketName(durationBuckets, bucket));
    case 'credits':
      return named(column('creditBucket'), (bucket) => bucketName(creditBuckets, bucket));
    case 'rating':
      return named(column('rating'), String, 0);
    case 'audio':
      return named(regroup(column('flags'), audioOf), (value) => audioNames[value] ?? '');
    case 'file':
      return named(regroup(column('flags'), fileOf), (value) => fileNames[value] ?? '');
    case 'flag': {
      const flags = column('flags');
      return flagNames.flatMap((flag) =>
        named(
          regroup(flags, (value) => (value & entryBits[flag] ? 1 : 0)),
          () => flag,
        ),
      );
    }
    case 'tag':
      return named(countLists(columns.tagLists(), columns, counted, facet), text);
    case 'collection':
      return named(countLists(columns.collectionLists(), columns, counted, facet), text);
  }
}

/** Facets whose values have an order of their own. */
const orderedFacets: ReadonlySet<FacetName> = new Set(['month', 'duration', 'credits', 'rating']);

const byCount = (a: FacetValue, b: FacetValue): number => b.count - a.count || (a.value < b.value ? -1 : 1);

/** Counts all facets. `parts` are those that the query joins by AND; `scope` are the entries that may be found at all. */
export function countFacets(store: EntryStore, scope: Mask, parts: readonly PartMask[]): FacetCounts {
  const counted = countedFor(scope, parts);
  const countColumn = createColumnCounter(store.columns, positionsOf(counted));
  const entries = facetNames.map((name) => {
    const values = countFacet(store, counted, countColumn, name);
    return [name, orderedFacets.has(name) ? values : values.sort(byCount)] as const;
  });
  return Object.fromEntries(entries) as unknown as FacetCounts;
}
