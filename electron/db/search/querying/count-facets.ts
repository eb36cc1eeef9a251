// Counts the values of all facets. The conditions on a facet do not restrict the counts of that facet, so that its other values stay
// visible and can be chosen.
import { facetOfPart } from '../../../../shared/search/facet-of-part.ts';
import { entryStates, type Query } from '../../../../shared/search/query.ts';
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

/** A collection whose videos a query finds, and the entries that the query finds. */
export interface DerivedCollection {
  readonly name: string;
  readonly mask: Mask;
}

/** For which facets each entry counts: `countsForAll`, the number (from 1) of the only facet, or `countsForNone`. */
type FacetMembership = Uint8Array;
const countsForAll = 0;
const countsForNone = 255;

const numberOfFacet = (name: FacetName): number => facetNames.indexOf(name) + 1;

/** An entry counts for a facet if it passes all parts of the query that are not about that facet. */
function facetMembership(scope: Mask, parts: readonly PartMask[]): FacetMembership {
  const inAll = scope.slice();
  for (const { part, mask } of parts) if (facetOfPart(part) === null) intersect(inAll, mask);
  // 1 becomes `countsForAll`, 0 becomes `countsForNone`.
  const membership = inAll;
  for (let position = 0; position < membership.length; position += 1) membership[position] = (membership[position] ?? 0) - 1;
  for (const { part, mask } of parts) {
    const facet = facetOfPart(part);
    if (facet === null) continue;
    const facetNumber = numberOfFacet(facet);
    for (let position = 0; position < scope.length; position += 1) {
      if (mask[position] === 1) continue;
      const current = membership[position];
      membership[position] = current === countsForAll || current === facetNumber ? facetNumber : countsForNone;
    }
  }
  return membership;
}

/** The positions that count for all facets, and the positions that count for only one facet, by the number of that facet. */
interface CountedPositions {
  readonly forAll: Uint32Array;
  readonly forOne: ReadonlyMap<number, readonly number[]>;
}

function positionsOf(membership: FacetMembership): CountedPositions {
  const forAll = new Uint32Array(membership.length);
  const forOne = new Map<number, number[]>();
  let count = 0;
  for (let position = 0; position < membership.length; position += 1) {
    const state = membership[position] ?? countsForNone;
    if (state === countsForNone) continue;
    if (state === countsForAll) {
      forAll[count] = position;
      count += 1;
      continue;
    }
    const positions = forOne.get(state);
    if (positions === undefined) forOne.set(state, [position]);
    else positions.push(position);
  }
  return { forAll: forAll.subarray(0, count), forOne };
}

/** The number of entries with each value; the index is the value. */
type Counters = ArrayLike<number>;

/** Counts the values of a column for a facet, including positions that count only for that facet. */
type ColumnCounter = (column: NumberColumn, facet: number) => Counters;

/** Counts the values of each column only once, because several facets may use the same column. */
function createColumnCounter({ numbers, largest }: EntryColumns, { forAll, forOne }: CountedPositions): ColumnCounter {
  const countersByColumn = new Map<NumberColumn, Uint32Array>();

  function countForAll(column: NumberColumn): Uint32Array {
    const cached = countersByColumn.get(column);
    if (cached !== undefined) return cached;
    const counters = new Uint32Array(largest[column] + 1);
    const values = numbers[column];
    for (let index = 0; index < forAll.length; index += 1) increment(counters, values[forAll[index] ?? 0] ?? 0);
    countersByColumn.set(column, counters);
    return counters;
  }

  return (column, facet) => {
    const positionsForOne = forOne.get(facet);
    if (positionsForOne === undefined) return countForAll(column);
    const counters = countForAll(column).slice();
    for (const position of positionsForOne) increment(counters, numbers[column][position] ?? 0);
    return counters;
  };
}

function increment(counters: Uint32Array, value: number): void {
  counters[value] = (counters[value] ?? 0) + 1;
}

/** Adds up the counters of all values of a group: one column contains several flags. */
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

function countLists({ ids, codes }: FlatLists, columns: EntryColumns, membership: FacetMembership, facet: number): Counters {
  let largest = 0;
  for (let index = 0; index < codes.length; index += 1) largest = Math.max(largest, codes[index] ?? 0);
  const counters = new Uint32Array(largest + 1);
  for (let index = 0; index < ids.length; index += 1) {
    const state = membership[columns.positionOf(ids[index] ?? 0)];
    if (state !== countsForAll && state !== facet) continue;
    increment(counters, codes[index] ?? 0);
  }
  return counters;
}

/** 0 unknown, 1 no, 2 yes. */
const audioOf = (flags: number): number => (flags & entryBits.audioKnown ? (flags & entryBits.audio ? 2 : 1) : 0);
/** 1 none, 2 stored, 3 missing. */
const fileOf = (flags: number): number => (flags & entryBits.missing ? 3 : flags & entryBits.video ? 2 : 1);
const audioNames = ['', 'no', 'yes'];
const fileNames = ['', 'none', 'stored', 'missing'];
const flagNames = ['pick', 'reject', 'favourite', 'simulated'] as const;

/** Returns the names and counts of all values from `first` on that occur; 0 means no value, except in ratings, states and months. */
function facetValues(counters: Counters, nameOf: (value: number) => string, first = 1): FacetValue[] {
  const values: FacetValue[] = [];
  for (let value = first; value < counters.length; value += 1) {
    const count = counters[value] ?? 0;
    if (count > 0) values.push({ value: nameOf(value), count });
  }
  return values;
}

/** Counts one facet. */
function countFacet(store: EntryStore, membership: FacetMembership, countColumn: ColumnCounter, name: FacetName): FacetValue[] {
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
      return facetValues(column(name), text);
    case 'profile': {
      const names = store.profileNames();
      return facetValues(column('profile'), (id) => names.get(id) ?? '');
    }
    case 'month':
      return facetValues(column('month'), (month) => String(monthStart(month)), 0).reverse();
    case 'duration':
      return facetValues(column('durationBucket'), (bucket) => bucketName(durationBuckets, bucket));
    case 'credits':
      return facetValues(column('creditBucket'), (bucket) => bucketName(creditBuckets, bucket));
    case 'rating':
      return facetValues(column('rating'), String, 0);
    case 'state':
      return facetValues(column('state'), (state) => entryStates[state] ?? '', 0);
    case 'audio':
      return facetValues(regroup(column('flags'), audioOf), (value) => audioNames[value] ?? '');
    case 'file':
      return facetValues(regroup(column('flags'), fileOf), (value) => fileNames[value] ?? '');
    case 'flag': {
      const flags = column('flags');
      return flagNames.flatMap((flag) =>
        facetValues(
          regroup(flags, (value) => (value & entryBits[flag] ? 1 : 0)),
          () => flag,
        ),
      );
    }
    case 'tag':
      return facetValues(countLists(columns.tagLists(), columns, membership, facet), text);
    case 'collection':
      return facetValues(countLists(columns.collectionLists(), columns, membership, facet), text);
  }
}

/** Counts these collections by the entries that their queries find, not by the videos that were put into them. */
function withDerived(values: readonly FacetValue[], derived: readonly DerivedCollection[], membership: FacetMembership): FacetValue[] {
  const facet = numberOfFacet('collection');
  const counted = derived.map(({ name, mask }): FacetValue => {
    let count = 0;
    for (let position = 0; position < mask.length; position += 1) {
      const state = membership[position];
      if (mask[position] === 1 && (state === countsForAll || state === facet)) count += 1;
    }
    return { value: name, count };
  });
  const names = new Set(derived.map(({ name }) => name));
  return [...values.filter(({ value }) => !names.has(value)), ...counted.filter(({ count }) => count > 0)];
}

/** Facets whose values have an order of their own. */
const orderedFacets: ReadonlySet<FacetName> = new Set(['month', 'duration', 'credits', 'rating']);

const byCount = (a: FacetValue, b: FacetValue): number => b.count - a.count || (a.value < b.value ? -1 : 1);

/** Counts all facets. `parts` are the parts that the query joins by AND; `scope` contains the entries that the search considers. */
export function countFacets(
  store: EntryStore,
  scope: Mask,
  parts: readonly PartMask[],
  derived: readonly DerivedCollection[],
): FacetCounts {
  const membership = facetMembership(scope, parts);
  const countColumn = createColumnCounter(store.columns, positionsOf(membership));
  const entries = facetNames.map((name) => {
    const direct = countFacet(store, membership, countColumn, name);
    const values = name === 'collection' ? withDerived(direct, derived, membership) : direct;
    return [name, orderedFacets.has(name) ? values : values.sort(byCount)] as const;
  });
  return Object.fromEntries(entries) as unknown as FacetCounts;
}
