// Counts the values of all facets. The conditions on a facet do not restrict the counts of that facet, so that its other values stay
// visible and can be chosen.
import { facetOfPart } from '../../../../shared/search/facet-of-part.ts';
import { entryStates, type Query } from '../../../../shared/search/query.ts';
import { type FacetCounts, type FacetName, type FacetValue, facetNames } from '../../../../shared/search/search-request.ts';
import { bucketName, creditBuckets, durationBuckets, monthStart } from '../indexing/entry-buckets.ts';
import type { EntryColumns, FlatLists, NumberArray, NumberColumn } from '../indexing/entry-columns.ts';
import { entryBits } from '../indexing/entry-flags.ts';
import { countOf, hasPosition, intersect, type Mask, positionsInMask, subtract, unite } from '../indexing/entry-mask.ts';
import type { EntryStore } from '../indexing/entry-store.ts';

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

/** An entry counts for a facet if it passes all parts of the query that are not about that facet. */
interface FacetMembers {
  /** The entries that pass all parts. They count for all facets. */
  readonly ofAll: Mask;
  /** For each facet that the query has parts about: the other entries that count for that facet alone. */
  readonly ofOne: ReadonlyMap<FacetName, Mask>;
}

function facetMembers(scope: Mask, parts: readonly PartMask[]): FacetMembers {
  const ofOthers = scope.slice();
  const passing = new Map<FacetName, Mask>();
  for (const { part, mask } of parts) {
    const facet = facetOfPart(part);
    const target = facet === null ? ofOthers : passing.get(facet);
    if (target !== undefined) intersect(target, mask);
    else if (facet !== null) passing.set(facet, mask.slice());
  }
  const ofAll = ofOthers.slice();
  for (const mask of passing.values()) intersect(ofAll, mask);
  const ofOne = new Map<FacetName, Mask>();
  for (const [facet, passed] of passing) {
    const members = ofOthers.slice();
    subtract(members, passed);
    for (const [other, mask] of passing) if (other !== facet) intersect(members, mask);
    ofOne.set(facet, members);
  }
  return { ofAll, ofOne };
}

/** The number of entries with each value; the index is the value. */
type Counters = ArrayLike<number>;

/** Counts the values of a column for a facet, including entries that count only for that facet. */
type ColumnCounter = (column: NumberColumn, facet: FacetName) => Counters;

/** Counts the values of each column only once, because several facets may use the same column. */
function createColumnCounter({ numbers, largest }: EntryColumns, { ofAll, ofOne }: FacetMembers): ColumnCounter {
  const positionsOfAll = positionsInMask(ofAll);
  const countersByColumn = new Map<NumberColumn, Uint32Array>();

  function countOfAll(column: NumberColumn): Uint32Array {
    const cached = countersByColumn.get(column);
    if (cached !== undefined) return cached;
    const counters = new Uint32Array(largest[column] + 1);
    addCounts(counters, numbers[column], positionsOfAll);
    countersByColumn.set(column, counters);
    return counters;
  }

  return (column, facet) => {
    const members = ofOne.get(facet);
    if (members === undefined) return countOfAll(column);
    const counters = countOfAll(column).slice();
    addCounts(counters, numbers[column], positionsInMask(members));
    return counters;
  };
}

function addCounts(counters: Uint32Array, values: NumberArray, positions: Uint32Array): void {
  for (let index = 0; index < positions.length; index += 1) increment(counters, values[positions[index] ?? 0] ?? 0);
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

/** Returns the entries that count for a facet. */
function membersOf({ ofAll, ofOne }: FacetMembers, facet: FacetName): Mask {
  const members = ofOne.get(facet);
  if (members === undefined) return ofAll;
  const all = ofAll.slice();
  unite(all, members);
  return all;
}

function countLists({ ids, codes }: FlatLists, columns: EntryColumns, members: Mask): Counters {
  let largest = 0;
  for (let index = 0; index < codes.length; index += 1) largest = Math.max(largest, codes[index] ?? 0);
  const counters = new Uint32Array(largest + 1);
  for (let index = 0; index < ids.length; index += 1)
    if (hasPosition(members, columns.positionOf(ids[index] ?? 0))) increment(counters, codes[index] ?? 0);
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
function countFacet(store: EntryStore, members: FacetMembers, countColumn: ColumnCounter, name: FacetName): FacetValue[] {
  const { columns, dictionary } = store;
  const column = (key: NumberColumn): Counters => countColumn(key, name);
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
      return facetValues(countLists(columns.tagLists(), columns, membersOf(members, name)), text);
    case 'collection':
      return facetValues(countLists(columns.collectionLists(), columns, membersOf(members, name)), text);
  }
}

/** Counts these collections by the entries that their queries find, not by the videos that were put into them. */
function withDerived(values: readonly FacetValue[], derived: readonly DerivedCollection[], members: Mask): FacetValue[] {
  const counted = derived.map(({ name, mask }): FacetValue => {
    const counting = members.slice();
    intersect(counting, mask);
    return { value: name, count: countOf(counting) };
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
  const members = facetMembers(scope, parts);
  const countColumn = createColumnCounter(store.columns, members);
  const entries = facetNames.map((name) => {
    const direct = countFacet(store, members, countColumn, name);
    const values = name === 'collection' ? withDerived(direct, derived, membersOf(members, name)) : direct;
    return [name, orderedFacets.has(name) ? values : values.sort(byCount)] as const;
  });
  return Object.fromEntries(entries) as unknown as FacetCounts;
}
