// The request and the result of a search: between window and core, and between core and the search thread.
import type { Query } from './query.ts';

/**
 * `videos`: stored and missing videos. `history`: also every task without such a video. Neither includes the trash, which is its own scope.
 */
export const searchScopes = ['videos', 'history', 'trash'] as const;
/** Which entries a search may find. */
export type SearchScope = (typeof searchScopes)[number];

/** What results are ordered by. `relevance` is by date where the query has no words. */
export const sortKeys = ['date', 'rating', 'duration', 'credits', 'size', 'name', 'relevance'] as const;
/** What results are ordered by. */
export type SortKey = (typeof sortKeys)[number];

/** What results are grouped by. `day` and `month` are those of the entry's date in local time. */
export const groupKeys = ['day', 'month', 'model', 'collection', 'none'] as const;
/** What results are grouped by. */
export type GroupKey = (typeof groupKeys)[number];

/** The facets that are counted for a result. */
export const facetNames = [
  'month',
  'model',
  'vendor',
  'kind',
  'ratio',
  'quality',
  'duration',
  'audio',
  'profile',
  'tag',
  'rating',
  'flag',
  'state',
  'collection',
  'file',
  'credits',
] as const;
/** One of the lists of values with counts that narrow a result. */
export type FacetName = (typeof facetNames)[number];

/** One value of a facet with the number of entries that have it, under the rest of the query. */
export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

/**
 * The values of each facet, the most frequent first; buckets and ratings ascend, months descend. Values without an entry are left out.
 * Flags, states, tags and collections have the values of `is:`, `tag:` and `in:`. The value of a month is its local start in Unix
 * milliseconds. The value of a bucket is `4-6` (from 4 to below 6) or `13-`.
 */
export type FacetCounts = Readonly<Record<FacetName, readonly FacetValue[]>>;

/** A search: the query, the scope, the order, and what the result includes. */
export interface SearchRequest {
  readonly query: Query;
  readonly scope: SearchScope;
  readonly sort: { readonly key: SortKey; readonly isDescending: boolean };
  readonly group: GroupKey;
  /** The result has at most this many entries, the first ones; null for all. 0 where only the counts are needed. */
  readonly maxEntries: number | null;
  readonly includeFacets: boolean;
  /** The collections whose videos are counted with a query: smart ones, and those with nested ones. Empty without `includeFacets`. */
  readonly derivedCollections: readonly { readonly name: string; readonly query: Query }[];
  /** True to find a word also in the middle of a longer word. Such a search takes longer. */
  readonly includeMidWord: boolean;
}

/**
 * A run of entries that belong together. `label`: start of the day or month in Unix milliseconds, model id, or collection name; empty:
 * none.
 */
export interface ResultGroup {
  readonly label: string;
  readonly count: number;
}

/** The outcome of a search. */
export interface SearchResult {
  /** In order; at most `maxEntries`. */
  readonly entryIds: Float64Array<ArrayBuffer>;
  /** The number of all entries that were found. */
  readonly entryCount: number;
  /** The groups of the entries in `entryIds`. */
  readonly groups: readonly ResultGroup[];
  readonly facets: FacetCounts | null;
  /**
   * For an empty result: how many entries the query would find without each of the parts that it joins by AND, in order. Empty if the
   * result has entries, or the query has only one part.
   */
  readonly countsWithoutPart: readonly number[];
  /** Tasks that the index does not know yet. */
  readonly unindexedTaskCount: number;
}
