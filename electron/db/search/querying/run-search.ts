// Runs a search over the index: finds, sorts and groups the entries, and counts the facets.
import type { Query } from '../../../../shared/search/query.ts';
import type { SearchRequest, SearchResult, SearchScope } from '../../../../shared/search/search-request.ts';
import type { Tokenizer } from '../../../../shared/search/text-tokenizer.ts';
import { entryBits } from '../indexing/entry-flags.ts';
import { complementOf, countOf, emptyMask, intersect, type Mask, maskWhere, subtract, unite } from '../indexing/entry-mask.ts';
import type { EntryStore } from '../indexing/entry-store.ts';
import type { IndexDatabase } from '../indexing/index-database.ts';
import { countFacets, type DerivedCollection, type PartMask } from './count-facets.ts';
import { evaluateQuery, positiveWords, type QueryContext, topParts } from './evaluate-query.ts';
import { createMaskCache } from './mask-cache.ts';
import {
  createEntryOrders,
  type EntryOrders,
  type GroupedPositions,
  groupPositions,
  type Positions,
  selectPositions,
  sortByRelevance,
} from './order-entries.ts';
import { createPreparation, type PrepareSlice } from './prepare-searches.ts';
import type { Vocabulary } from './vocabulary.ts';
import { createWordFinder, type WordFinder } from './word-finder.ts';
import { createWordTables } from './word-tables.ts';

/** Runs a search. The caller adds `unindexedTaskCount`, because only the index writer knows that number. */
export type RunSearch = (request: SearchRequest) => Omit<SearchResult, 'unindexedTaskCount'>;

/** Searches an index. Lives as long as the index is open. */
export interface Search {
  readonly run: RunSearch;
  readonly prepareSlice: PrepareSlice;
}

/** Creates the search over an index. */
export function createSearch(index: IndexDatabase, store: EntryStore, tokenizer: Tokenizer, vocabulary: Vocabulary): Search {
  const masks = createMaskCache(store.columns);
  const words = createWordFinder(createWordTables(index.raw, store.columns), store, tokenizer, vocabulary, masks);
  const firstPositions = createResultOrder(createEntryOrders(index, store), store, words);
  const { columns } = store;

  const run: RunSearch = (request) => {
    const context = { store, tokenizer, words, masks, includeMidWord: request.includeMidWord };
    const scope = masks.get(`scope ${request.scope}`, () => scopeMask(store, request.scope));
    const parts = topParts(request.query).map((part: Query): PartMask => ({ part, mask: evaluateQuery(context, part) }));
    const matches = scope.slice();
    for (const { mask } of parts) intersect(matches, mask);
    const entryCount = countOf(matches);
    const { positions, groups } = firstPositions(request, matches, entryCount);
    return {
      entryIds: valuesAt(columns.ids, positions),
      entryCount,
      groups,
      facets: request.includeFacets ? countFacets(store, scope, parts, derivedParts(context, request)) : null,
      countsWithoutPart: entryCount === 0 ? countsWithoutPart(scope, parts, columns.count) : [],
    };
  };
  return { run, prepareSlice: createPreparation(store, vocabulary, words) };
}

/** Returns the first positions of a result, at most `maxEntries`, in groups. `entryCount`: the number of matches. */
type FirstPositions = (request: SearchRequest, matches: Mask, entryCount: number) => GroupedPositions;

function createResultOrder(orders: EntryOrders, store: EntryStore, words: WordFinder): FirstPositions {
  function orderedPositions(request: SearchRequest, matches: Mask, limit: number): Positions {
    const { key, isDescending } = request.sort;
    if (key !== 'relevance') return selectPositions(orders.ascending(key), matches, isDescending, limit);
    const newestFirst = selectPositions(orders.ascending('date'), matches, true, countOf(matches));
    const ranks = words.rank(positiveWords(request.query));
    if (ranks.size === 0) return newestFirst;
    return sortByRelevance(newestFirst, (position) => ranks.get(store.columns.idAt(position)) ?? 0);
  }

  return (request, matches, entryCount) => {
    const { group, sort } = request;
    const limit = Math.min(request.maxEntries ?? entryCount, entryCount);
    if (limit === 0) return { positions: new Uint32Array(0), groups: [] };
    // Grouping moves later entries into the first groups, unless the groups follow the order.
    const isInOrder = group === 'none' || (sort.key === 'date' && (group === 'day' || group === 'month'));
    return truncated(groupPositions(store, orderedPositions(request, matches, isInOrder ? limit : entryCount), group), limit);
  };
}

/** The collections that are counted by a query, each with the entries that the query finds. */
const derivedParts = (context: QueryContext, request: SearchRequest): DerivedCollection[] =>
  request.derivedCollections.map(({ name, query }) => ({ name, mask: evaluateQuery(context, query) }));

/** Keeps the first positions, and the groups that they are in. */
function truncated({ positions, groups }: GroupedPositions, limit: number): GroupedPositions {
  if (positions.length <= limit) return { positions, groups };
  let rest = limit;
  const firstGroups = groups.flatMap(({ label, count }) => {
    const kept = Math.min(count, rest);
    rest -= kept;
    return kept === 0 ? [] : [{ label, count: kept }];
  });
  return { positions: positions.subarray(0, limit), groups: firstGroups };
}

/** Returns the values at these positions. Uses a loop, because `Float64Array.from` with a function is many times slower. */
function valuesAt(values: ArrayLike<number>, positions: Positions): Float64Array<ArrayBuffer> {
  const selected = new Float64Array(positions.length);
  for (let index = 0; index < selected.length; index += 1) selected[index] = values[positions[index] ?? 0] ?? 0;
  return selected;
}

/** The flag bits that a scope considers, and which of these bits must be set. */
const scopeBits: Readonly<Record<SearchScope, { readonly considered: number; readonly required: number }>> = {
  videos: { considered: entryBits.video | entryBits.trashed, required: entryBits.video },
  history: { considered: entryBits.trashed, required: 0 },
  trash: { considered: entryBits.trashed, required: entryBits.trashed },
};

function scopeMask({ columns }: EntryStore, scope: SearchScope): Mask {
  const { considered, required } = scopeBits[scope];
  return maskWhere(columns.numbers.flags, columns.count, (flags) => (flags & considered) === required);
}

/** For each part, the number of entries that the query, which finds none, would find without it; empty if there is a single part. */
function countsWithoutPart(scope: Mask, parts: readonly PartMask[], count: number): number[] {
  if (parts.length < 2) return [];
  const failedOnce = emptyMask(count);
  const failedMore = emptyMask(count);
  for (const { mask } of parts) {
    const failed = complementOf(mask, count);
    const failedAgain = failedOnce.slice();
    intersect(failedAgain, failed);
    unite(failedMore, failedAgain);
    unite(failedOnce, failed);
  }
  subtract(failedOnce, failedMore);
  intersect(failedOnce, scope);
  return parts.map(({ mask }) => {
    const failed = failedOnce.slice();
    subtract(failed, mask);
    return countOf(failed);
  });
}
