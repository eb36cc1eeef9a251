// The search of the library: the typed text and the result. The store lives as long as the window, so changing the stage loses nothing.
import { create } from 'zustand';
import type { AppError } from '../../../../../shared/errors.ts';
import type { ParsedQuery } from '../../../../../shared/search/query.ts';
import type { GroupChoice, ResultSort, SortChoice } from '../../../../../shared/search/result-order.ts';
import type { FacetCounts, ResultGroup, SearchScope } from '../../../../../shared/search/search-request.ts';
import { showStage, useStudio } from '../../../store/studio-store.ts';
import { collectionNameIn } from '../collections/chosen-collection.ts';
import { facetParts } from '../facets/facet-choice.ts';
import { type ShownFacet, shownFacets } from '../facets/facet-values.ts';
import { clearSelection, type LibraryView, useLibraryView } from '../library-view.ts';
import type { FoundEntries } from './search-runner.ts';
import { isNarrow, isSameSpec, parseTyped, type SearchSpec, specOf, type TypedSearch } from './search-spec.ts';

/** The result of a search. A later result with the same entries does not replace the object. */
export interface LibrarySearchResult {
  readonly spec: SearchSpec;
  /** The entry ids in the order of the result: `2 × resultId` for a video, `2 × taskId + 1` for a task without a video. */
  readonly entryIds: readonly number[];
  /** The number of all found entries. It is larger than `entryIds.length` in a first result, which is followed by one with all entries. */
  readonly entryCount: number;
  /** The ids of the videos in `entryIds`. */
  readonly resultIds: readonly number[];
  readonly groups: readonly ResultGroup[];
  /** For an empty result: the number of videos that would be found without each part of the search. */
  readonly countsWithoutPart: readonly number[];
}

/** The state of the current search. `idle`: there is no search, or it is complete. */
export type SearchPhase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'searching' }
  | { readonly kind: 'failed'; readonly error: AppError };

/** `selectsText`: the text is selected, so typing replaces it. Otherwise the cursor is placed at its end. */
export interface FocusRequest {
  readonly selectsText: boolean;
}

/** A scroll position and a focused cell of the library. They are valid only for the same order and groups. */
export interface LibraryPlace extends Pick<LibraryView, 'scrollTop' | 'focusKey'>, Pick<LibrarySearch, 'sort' | 'group'> {}

/** The facets of all entries in a scope. */
export interface LibraryFacets {
  readonly scope: SearchScope;
  readonly counts: FacetCounts;
  /** The number of counted entries; null if some were not indexed yet. */
  readonly entries: number | null;
  /** The version of the library when it was counted: `libraryVersion` of `connect-search.ts`. */
  readonly version: string;
}

/** The state of the search. */
export interface LibrarySearch {
  /** The text as typed. It includes text that an input method is composing, which is not searched for yet. */
  readonly text: string;
  /** True while `text` includes text that an input method is composing. */
  readonly isComposing: boolean;
  readonly scope: SearchScope;
  /** The order that the user chose. `spec` has the effective order and groups: see `effectiveSort` and `effectiveGroup`. */
  readonly sort: SortChoice;
  /** Whether a collection is shown in its own order rather than in `sort`. */
  readonly prefersManual: boolean;
  readonly group: GroupChoice;
  /** `text`, parsed. */
  readonly parsed: ParsedQuery;
  /** The current search; null while the library is shown as a whole. */
  readonly spec: SearchSpec | null;
  /** The last result, which may be of an older text; null while nothing is searched, before the first result and after a failure. */
  readonly found: LibrarySearchResult | null;
  /**
   * The counts of the current search, from its last result that had counts. null while nothing is searched, and before the first counts.
   * See `shownCounts`.
   */
  readonly foundFacets: FacetCounts | null;
  /** The counts of the whole scope, which determine the available facets; null until they are counted. */
  readonly libraryFacets: LibraryFacets | null;
  /** The facet whose values are shown; null while no facet is open. */
  readonly openFacet: ShownFacet | null;
  /** The number of tasks that were not indexed yet at the last result. */
  readonly unindexedTaskCount: number;
  readonly phase: SearchPhase;
  /** The position of the cursor in the search field, in UTF-16 units. null while the field does not have the focus, or text is selected. */
  readonly caret: number | null;
  /** A request to focus the field; null once the field has it. */
  readonly focusRequest: FocusRequest | null;
  /** The place in the library before a search narrowed it; null while no search narrows it. */
  readonly placeBeforeSearch: LibraryPlace | null;
  /** The scroll position for the videos that are shown next, in pixels: the top, or the position before the search. */
  readonly nextScrollTop: number;
}

/** The store of the search. `connect-search.ts` runs the searches in main and stores the results. */
export const useLibrarySearch = create<LibrarySearch>(() => ({
  text: '',
  isComposing: false,
  scope: 'videos',
  sort: 'newest',
  prefersManual: true,
  group: 'day',
  parsed: parseTyped(''),
  spec: null,
  found: null,
  foundFacets: null,
  libraryFacets: null,
  openFacet: null,
  unindexedTaskCount: 0,
  phase: { kind: 'idle' },
  caret: null,
  focusRequest: null,
  placeBeforeSearch: null,
  nextScrollTop: 0,
}));

/** The counts to show: those of the current search, or, until they are known, those of the whole scope. null if neither is known. */
export const shownCounts = ({ foundFacets, libraryFacets }: LibrarySearch): FacetCounts | null =>
  foundFacets ?? libraryFacets?.counts ?? null;

/**
 * Whether the facets of the current search must be counted. That is the case if a facet is open, if the search has conditions on a facet,
 * or if the field has the focus, because its completions show counts. A search that leaves out no entries has the facets of its scope.
 */
export function wantsFacets({ spec, openFacet, caret, parsed }: LibrarySearch): boolean {
  if (!isNarrow(spec)) return false;
  return openFacet !== null || caret !== null || shownFacets.some((facet) => facetParts(facet, parsed).length > 0);
}

/** Opens a facet, or closes the open one (null). */
export function openFacet(facet: ShownFacet | null): void {
  useLibrarySearch.setState({ openFacet: facet });
}

/** Stores the facets of all entries in a scope. */
export function storeCounts(scope: SearchScope, { facets, entryCount, unindexedTaskCount }: FoundEntries, version: string): void {
  if (facets === null) return;
  const entries = unindexedTaskCount === 0 ? entryCount : null;
  useLibrarySearch.setState({ libraryFacets: { scope, counts: facets, entries, version } });
}

/** Stores what the user typed and chose, and starts a search for it unless that is the current search. */
function search(next: TypedSearch): void {
  const previous = useLibrarySearch.getState();
  const spec = specOf(next);
  if (isSameSpec(previous.spec, spec)) {
    useLibrarySearch.setState({ ...next, isComposing: false });
    return;
  }
  const noResult = { found: null, unindexedTaskCount: 0 };
  const place = placeAfterSearch(next, spec);
  useLibrarySearch.setState({
    ...next,
    isComposing: false,
    spec,
    phase: { kind: spec === null ? 'idle' : 'searching' },
    ...(spec === null ? noResult : {}),
    ...(isNarrow(spec) ? {} : { foundFacets: null }),
    placeBeforeSearch: place.placeBeforeSearch,
    nextScrollTop: place.scrollTop,
  });
  useLibraryView.setState({ focusKey: place.focusKey, scrollTop: place.scrollTop });
}

/**
 * The place for a new search. It is the top, unless the library is no longer narrowed and has the same order as before the search. In that
 * case it is the place before the search.
 */
function placeAfterSearch({ sort, group }: TypedSearch, spec: SearchSpec | null) {
  const { spec: previousSpec, placeBeforeSearch, sort: previousSort, group: previousGroup } = useLibrarySearch.getState();
  const { scrollTop, focusKey } = useLibraryView.getState();
  const top = { scrollTop: 0, focusKey: null };
  if (isNarrow(spec)) {
    const before = isNarrow(previousSpec) ? placeBeforeSearch : { scrollTop, focusKey, sort: previousSort, group: previousGroup };
    return { ...top, placeBeforeSearch: before };
  }
  const isBack = placeBeforeSearch !== null && placeBeforeSearch.sort === sort && placeBeforeSearch.group === group;
  return { ...(isBack ? { scrollTop: placeBeforeSearch.scrollTop, focusKey: placeBeforeSearch.focusKey } : top), placeBeforeSearch: null };
}

/** Sets the text of the field, searches for it, and shows the library. `caret`: the position of the cursor in the new text. */
export function setSearchText(text: string, caret: number | null = useLibrarySearch.getState().caret): void {
  const { scope, sort, prefersManual, group, text: before, parsed, isComposing } = useLibrarySearch.getState();
  const isNew = text !== before || isComposing;
  search({ scope, text, parsed: isNew ? parseTyped(text) : parsed, sort, prefersManual, group, caret });
  if (isNew && text !== '' && useStudio.getState().stage.kind !== 'library') showStage({ kind: 'library' });
}

/** Sets the text as `setSearchText` does, and focuses the field, because the focused element may disappear. */
export function replaceSearchText(text: string): void {
  setSearchText(text);
  focusSearchField(false);
}

/**
 * Shows the text that an input method is composing. The search waits until the text is finished, because its Latin letters would find
 * nothing.
 */
export function showComposedText(text: string, caret: number | null = useLibrarySearch.getState().caret): void {
  useLibrarySearch.setState({ text, parsed: parseTyped(text), caret, isComposing: true });
}

/** Stores the position of the cursor. A single letter that the cursor has left is now part of the search as well. */
export function setCaret(caret: number | null): void {
  const { scope, text, parsed, sort, prefersManual, group, caret: before, isComposing } = useLibrarySearch.getState();
  if (caret === before) return;
  if (isComposing) useLibrarySearch.setState({ caret });
  else search({ scope, text, parsed, sort, prefersManual, group, caret });
}

/** Shows the videos, the history or the trash. The search stays and applies there too. The selection is cleared. */
export function setScope(scope: SearchScope): void {
  const { scope: before, text, parsed, sort, prefersManual, group, caret } = useLibrarySearch.getState();
  if (scope === before) return;
  clearSelection();
  useLibrarySearch.setState({ libraryFacets: null, foundFacets: null });
  search({ scope, text, parsed, sort, prefersManual, group, caret });
}

/** Sets the order and the groups of the result. `manual` applies to collections only and does not change the order elsewhere. */
export function setResultOrder(choice: ResultSort, group: GroupChoice): void {
  const { scope, text, parsed, caret, sort, prefersManual } = useLibrarySearch.getState();
  const isInCollection = collectionNameIn(parsed.query) !== null;
  const next = choice === 'manual' ? { sort, prefersManual: true } : { sort: choice, prefersManual: prefersManual && !isInCollection };
  search({ scope, text, parsed, ...next, group, caret });
}

/** Asks the field to take the focus. */
export function focusSearchField(selectsText: boolean): void {
  useLibrarySearch.setState({ focusRequest: { selectsText } });
}

const isSameList = <T>(a: readonly T[], b: readonly T[], isSame: (itemA: T, itemB: T) => boolean): boolean =>
  a.length === b.length && a.every((item, index) => isSame(item, b[index] as T));

/** Returns the ids of the videos. Uses a loop, because `filter` and `Array.from` with functions take several times longer. */
function resultIdsOf(entryIds: readonly number[]): readonly number[] {
  const resultIds: number[] = [];
  for (const id of entryIds) if (id % 2 === 0) resultIds.push(id / 2);
  return resultIds;
}

/** Stores a result of the current search. `isComplete` as in `SearchRunnerDeps.storeResult`. */
export function storeFound(spec: SearchSpec, result: FoundEntries, isComplete: boolean): void {
  const { found: previous, foundFacets } = useLibrarySearch.getState();
  const { groups, countsWithoutPart, entryCount } = result;
  const entryIds = Array.from(result.entryIds);
  const found: LibrarySearchResult = { spec, entryIds, entryCount, resultIds: resultIdsOf(entryIds), groups, countsWithoutPart };
  useLibrarySearch.setState({
    found: previous !== null && isSameFound(previous, found) ? previous : found,
    foundFacets: result.facets ?? foundFacets,
    unindexedTaskCount: result.unindexedTaskCount,
    phase: { kind: isComplete ? 'idle' : 'searching' },
  });
}

/**
 * Calls `run` with the result of the current search as soon as it has all entries; at once, with null, if the grid already shows all. Does
 * nothing if another search begins first.
 */
export function whenResultIsComplete(run: (found: LibrarySearchResult | null) => void): void {
  const { found, spec } = useLibrarySearch.getState();
  const hasAll = (list: LibrarySearchResult): boolean => list.spec === spec && list.entryIds.length === list.entryCount;
  if (found === null || hasAll(found)) {
    run(null);
    return;
  }
  const unsubscribe = useLibrarySearch.subscribe((current) => {
    const isComplete = current.found !== null && hasAll(current.found);
    if (!isComplete && current.spec === spec) return;
    unsubscribe();
    if (isComplete) run(current.found);
  });
}

const isSameFound = (a: LibrarySearchResult, b: LibrarySearchResult): boolean =>
  a.spec === b.spec &&
  a.entryCount === b.entryCount &&
  isSameList(a.entryIds, b.entryIds, (idA, idB) => idA === idB) &&
  isSameList(a.groups, b.groups, (groupA, groupB) => groupA.label === groupB.label && groupA.count === groupB.count) &&
  isSameList(a.countsWithoutPart, b.countsWithoutPart, (countA, countB) => countA === countB);

/** Stores the failure of the current search. The whole library is shown, because the result of an older text would be wrong. */
export function storeFailure(error: AppError): void {
  useLibrarySearch.setState({ found: null, phase: { kind: 'failed', error } });
}
