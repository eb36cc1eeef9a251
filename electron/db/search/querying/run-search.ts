// One search over the index: which entries, in which order and groups, and the counts beside them.
import type { Query } from '../../../../shared/search/query.ts';
import type { SearchRequest, SearchResult, SearchScope } from '../../../../shared/search/search-request.ts';
import type { Tokenizer } from '../../../../shared/search/tokens.ts';
import { entryBits } from '../indexing/entry-flags.ts';
import type { EntryStore } from '../indexing/entry-store.ts';
import type { IndexDatabase } from '../indexing/index-database.ts';
import { countFacets, type PartMask } from './count-facets.ts';
import { countOf, fullMask, intersect, type Mask } from './entry-mask.ts';
import { evaluateQuery, positiveWords, type QueryContext, topParts } from './evaluate-query.ts';
import { createMaskCache } from './mask-cache.ts';
import { createEntryOrders, groupPositions, type Positions, pick, sortByRelevance } from './order-entries.ts';
import type { Vocabulary } from './vocabulary.ts';
import { createWordFinder } from './word-finder.ts';
import { createWordTables } from './word-tables.ts';

/** What answers a search, but for what only the writer of the index knows. */
export type RunSearch = (request: SearchRequest) => Omit<SearchResult, 'unindexedTasks'>;

/** Prepares searches over an index. Lives as long as the index is open. */
export function createSearch(index: IndexDatabase, store: EntryStore, tokenizer: Tokenizer, vocabulary: Vocabulary): RunSearch {
  const masks = createMaskCache(store.columns);
  const words = createWordFinder(createWordTables(index.raw, store.columns), store, tokenizer, vocabulary, masks);
  const orders = createEntryOrders(index, store);
  const { columns } = store;

  function ordered(request: SearchRequest, found: Mask): Positions {
    const { key, isDescending } = request.sort;
    if (key !== 'relevance') return pick(orders.ascending(key), found, isDescending);
    const newestFirst = pick(orders.ascending('date'), found, true);
    const ranks = words.rank(positiveWords(request.query));
    if (ranks.size === 0) return newestFirst;
    return sortByRelevance(newestFirst, (position) => ranks.get(columns.idAt(position)) ?? 0);
  }

  return (request) => {
    const context = { store, tokenizer, words, masks, includeMidWord: request.includeMidWord };
    const scope = masks.get(`scope ${request.scope}`, () => scopeMask(store, request.scope));
    const parts = joinedParts(context, request.query);
    const found = scope.slice();
    for (const { mask } of parts) intersect(found, mask);
    const { positions, groups } = request.includeEntries
      ? groupPositions(store, ordered(request, found), request.group)
      : countedOnly(found);
    const isEmpty = groups.length === 0;
    return {
      entryIds: valuesAt(columns.ids, positions),
      atMs: valuesAt(columns.numbers.atMs, positions),
      groups,
      facets: request.includeFacets ? countFacets(store, scope, parts) : null,
      countsWithoutPart: isEmpty ? countsWithoutPart(scope, separateParts(context, request.query)) : [],
    };
  };
}

/** The parts that a query joins by AND, each with what it finds. */
const separateParts = (context: QueryContext, query: Query): PartMask[] =>
  topParts(query).map((part) => ({ part, mask: evaluateQuery(context, part) }));

/** The same, but for the words among them, which are sought together where none may stand inside a longer one. */
function joinedParts(context: QueryContext, query: Query): PartMask[] {
  const words = context.includeMidWord ? [] : topParts(query).filter((part) => part.kind === 'words');
  if (words.length < 2) return separateParts(context, query);
  const others = topParts(query).filter((part) => part.kind !== 'words');
  const joined: PartMask = { part: { kind: 'and', parts: words }, mask: context.words.findAll(words) };
  return [joined, ...others.map((part) => ({ part, mask: evaluateQuery(context, part) }))];
}

/** No positions, and one group with the number of entries, if there are any. */
function countedOnly(found: Mask): ReturnType<typeof groupPositions> {
  const count = countOf(found);
  return { positions: new Uint32Array(0), groups: count === 0 ? [] : [{ label: '', count }] };
}

/** `Float64Array.from` with a function is many times slower. */
function valuesAt(values: ArrayLike<number>, positions: Positions): Float64Array<ArrayBuffer> {
  const picked = new Float64Array(positions.length);
  for (let at = 0; at < picked.length; at += 1) picked[at] = values[positions[at] ?? 0] ?? 0;
  return picked;
}

/** Of the flags of an entry, which a scope considers and which of those must be set. */
const scopeBits: Readonly<Record<SearchScope, { readonly considered: number; readonly wanted: number }>> = {
  videos: { considered: entryBits.video | entryBits.trashed, wanted: entryBits.video },
  history: { considered: entryBits.trashed, wanted: 0 },
  trash: { considered: entryBits.trashed, wanted: entryBits.trashed },
};

function scopeMask({ columns }: EntryStore, scope: SearchScope): Mask {
  const mask = fullMask(columns.count);
  const { flags } = columns.numbers;
  const { considered, wanted } = scopeBits[scope];
  for (let at = 0; at < columns.count; at += 1) mask[at] = ((flags[at] ?? 0) & considered) === wanted ? 1 : 0;
  return mask;
}

/** For each part, how many entries all the other parts find together; nothing where there is a single part. */
function countsWithoutPart(scope: Mask, parts: readonly PartMask[]): number[] {
  if (parts.length < 2) return [];
  const counts = parts.map(() => 0);
  for (let at = 0; at < scope.length; at += 1) {
    const only = scope[at] === 1 ? onlyFailed(parts, at) : -1;
    if (only >= 0) counts[only] = (counts[only] ?? 0) + 1;
  }
  return counts;
}

/** The one part that does not find an entry; -1 where there are several, or none. */
function onlyFailed(parts: readonly PartMask[], at: number): number {
  let failed = -1;
  for (let index = 0; index < parts.length; index += 1) {
    if (parts[index]?.mask[at] === 1) continue;
    if (failed >= 0) return -1;
    failed = index;
  }
  return failed;
}
