// The request and the result of a search: between window and core, and between core and the search thread.
import type { Query } from './query.ts';

/** `videos`: what is or was stored. `history`: those and every task that has no such video. Both are without the trash, which is a scope of its own. */
export const searchScopes = ['videos', 'history', 'trash'] as const;
/** Which entries a search may find. */
export type SearchScope = (typeof searchScopes)[number];

/** What results are ordered by. `relevance` is by date where the query has no words. */
export const sortKeys = ['date', 'rating', 'duration', 'credits', 'size', 'name', 'relevance'] as const;
/** What results are ordered by. */
export type SortKey = (typeof sortKeys)[number];

/** What results are grouped by; `day` and `month` in local time, of the date of the entry. */
export const groupKeys = ['day', 'month', 'model', 'collection', 'none'] as const;
/** What results are grouped by. */
export type GroupKey = (typeof groupKeys)[number];

/** What is counted beside a result. */
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
 * The values of each facet, the most frequent first; buckets and ratings ascend, months descend. Values without an entry are left out. Of flags, states, tags
 * and collections the values are those of `is:`, `tag:` and `in:`. A month is the Unix
 * milliseconds of its local start, a bucket `4-6` (from 4 to below 6) or `13-`.
 */
export type FacetCounts = Readonly<Record<FacetName, readonly FacetValue[]>>;

/** A search: the query, the scope, the order, and what the result includes. */
export interface SearchRequest {
  readonly query: Query;
  readonly scope: SearchScope;
  readonly sort: { readonly key: SortKey; readonly isDescending: boolean };
  readonly group: GroupKey;
  /** False where only the counts are needed: a library has up to a million entries. */
  readonly includeEntries: boolean;
  readonly includeFacets: boolean;
  /** Collections that are counted by a query; the others by the videos that were put into them. Empty without `includeFacets`. */
  readonly derivedCollections: readonly { readonly name: string; readonly query: Query }[];
  /** Whether a word is also found in the middle of a longer one, which takes longer. */
  readonly includeMidWord: boolean;
}

/** A run of entries that belong together. `label`: Unix milliseconds of the day's or month's start, the model's id, the collection's name; empty: none. */
export interface ResultGroup {
  readonly label: string;
  readonly count: number;
}

/** The outcome of a search. */
export interface SearchResult {
  /** In order; empty without `includeEntries`. */
  readonly entryIds: Float64Array<ArrayBuffer>;
  /** The date of the entry at the same position: Unix milliseconds. */
  readonly atMs: Float64Array<ArrayBuffer>;
  readonly groups: readonly ResultGroup[];
  readonly facets: FacetCounts | null;
  /**
   * Of an empty result: how many entries there would be without each of the parts that the query joins by AND, in their order. Empty where the result
   * is not, or the query has one part.
   */
  readonly countsWithoutPart: readonly number[];
  /** Tasks that the index does not know yet. */
  readonly unindexedTasks: number;
}
