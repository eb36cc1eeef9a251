// The search of the library: what is typed, and what was found. It lives as long as the window, so a change of stage loses nothing.
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
import { isNarrow, isSameSpec, parsedNow, type SearchSpec, specOf, type TypedSearch } from './search-spec.ts';

/** What a search found. The object stays the same while another answer finds the same. */
export interface FoundList {
  readonly spec: SearchSpec;
  /** In the order of the result: `2 × resultId` of a video, `2 × taskId + 1` of a task that has none. */
  readonly entryIds: readonly number[];
  /** The videos among them. */
  readonly resultIds: readonly number[];
  readonly groups: readonly ResultGroup[];
  /** Of an empty result: how many videos there would be without each of the parts of the search. */
  readonly countsWithoutPart: readonly number[];
}

/** What becomes of the current search. `idle`: nothing is searched, or everything is found. */
export type SearchPhase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'searching' }
  | { readonly kind: 'failed'; readonly error: AppError };

/** `selectsText`: what is typed next replaces the text. Otherwise it goes on at its end. */
export interface FocusRequest {
  readonly selectsText: boolean;
}

/** A place in the library, in one of its orders. */
export interface LibraryPlace extends Pick<LibraryView, 'scrollTop' | 'focusKey'>, Pick<LibrarySearch, 'sort' | 'group'> {}

/** The facets of everything in a scope. */
export interface LibraryFacets {
  readonly scope: SearchScope;
  readonly counts: FacetCounts;
  /** How many entries were counted; null while some were not indexed yet. */
  readonly entries: number | null;
  /** What the library was when it was counted: `libraryVersion` of `connect-search.ts`. */
  readonly version: string;
}

/** The state of the search. */
export interface LibrarySearch {
  /** As typed. What an input method is composing is part of it, but not yet of the search. */
  readonly text: string;
  /** True while `text` has what an input method composes. */
  readonly isComposing: boolean;
  readonly scope: SearchScope;
  /** As chosen. What takes effect is in `spec`: see `effectiveSort` and `effectiveGroup`. */
  readonly sort: SortChoice;
  /** Whether a collection is shown in its own order rather than in `sort`. */
  readonly prefersManual: boolean;
  readonly group: GroupChoice;
  /** `text`, parsed. */
  readonly parsed: ParsedQuery;
  /** The current search; null while the library is shown as a whole. */
  readonly spec: SearchSpec | null;
  /** The last answer, which may still be that of an older text; null while nothing is searched, before the first answer and after a failure. */
  readonly found: FoundList | null;
  /** Counts under the last answer of the current search that had them; null while nothing is searched, and before there were any. See `shownCounts`. */
  readonly foundFacets: FacetCounts | null;
  /** Counts of the whole scope, which say what facets there are; null before they were counted. */
  readonly libraryFacets: LibraryFacets | null;
  /** The facet whose values are shown; null while none is. */
  readonly openFacet: ShownFacet | null;
  /** Tasks that the index does not know yet, as of the last answer. */
  readonly unindexedTasks: number;
  readonly phase: SearchPhase;
  /** Where the text cursor is in the search field: a UTF-16 position. null while the field has not the focus, or text is selected. */
  readonly caret: number | null;
  /** A request to focus the field; null once the field has it. */
  readonly focusRequest: FocusRequest | null;
  /** Where the library was before a text narrowed it; null while none does. */
  readonly placeBefore: LibraryPlace | null;
  /** Where the videos that are shown next begin, in pixels: at the top, or where the library was before the search. */
  readonly nextScrollTop: number;
}

/** The store of the search. `connect-search.ts` asks main and fills in the answers. */
export const useLibrarySearch = create<LibrarySearch>(() => ({
  text: '',
  isComposing: false,
  scope: 'videos',
  sort: 'newest',
  prefersManual: true,
  group: 'day',
  parsed: parsedNow(''),
  spec: null,
  found: null,
  foundFacets: null,
  libraryFacets: null,
  openFacet: null,
  unindexedTasks: 0,
  phase: { kind: 'idle' },
  caret: null,
  focusRequest: null,
  placeBefore: null,
  nextScrollTop: 0,
}));

/** The counts to show: under the current search, before those are known of everything. null before there were any. */
export const shownCounts = ({ foundFacets, libraryFacets }: LibrarySearch): FacetCounts | null =>
  foundFacets ?? libraryFacets?.counts ?? null;

/**
 * Whether the facets of the current search are to be counted: the values of one are shown, the search has conditions on one, or the field, which completes
 * values with their counts, has the focus. A search that leaves nothing out has the facets of its scope.
 */
export function wantsFacets({ spec, openFacet, caret, parsed }: LibrarySearch): boolean {
  if (!isNarrow(spec)) return false;
  return openFacet !== null || caret !== null || shownFacets.some((facet) => facetParts(facet, parsed).length > 0);
}

/** Shows the values of a facet, or those of none. */
export function openFacet(facet: ShownFacet | null): void {
  useLibrarySearch.setState({ openFacet: facet });
}

/** Takes over the facets of everything in a scope. */
export function storeCounts(scope: SearchScope, { facets, groups, unindexedTasks }: FoundEntries, version: string): void {
  if (facets === null) return;
  const entries = unindexedTasks === 0 ? (groups[0]?.count ?? 0) : null;
  useLibrarySearch.setState({ libraryFacets: { scope, counts: facets, entries, version } });
}

/** Sets what is typed, and searches for it unless that is searched already. */
function search(next: TypedSearch): void {
  const before = useLibrarySearch.getState();
  const spec = specOf(next);
  if (isSameSpec(before.spec, spec)) {
    useLibrarySearch.setState({ ...next, isComposing: false });
    return;
  }
  const nothing = { found: null, unindexedTasks: 0 };
  const place = placeFor(next, spec);
  useLibrarySearch.setState({
    ...next,
    isComposing: false,
    spec,
    phase: { kind: spec === null ? 'idle' : 'searching' },
    ...(spec === null ? nothing : {}),
    ...(isNarrow(spec) ? {} : { foundFacets: null }),
    placeBefore: place.before,
    nextScrollTop: place.scrollTop,
  });
  useLibraryView.setState({ focusKey: place.focusKey, scrollTop: place.scrollTop });
}

/** Where the videos of a new search begin: at the top, but the library where it was before it was narrowed, unless its order is another one now. */
function placeFor({ sort, group }: TypedSearch, spec: SearchSpec | null) {
  const { spec: former, placeBefore, sort: formerSort, group: formerGroup } = useLibrarySearch.getState();
  const { scrollTop, focusKey } = useLibraryView.getState();
  const top = { scrollTop: 0, focusKey: null };
  if (isNarrow(spec)) {
    const before = isNarrow(former) ? placeBefore : { scrollTop, focusKey, sort: formerSort, group: formerGroup };
    return { ...top, before };
  }
  const isBack = placeBefore !== null && placeBefore.sort === sort && placeBefore.group === group;
  return { ...(isBack ? { scrollTop: placeBefore.scrollTop, focusKey: placeBefore.focusKey } : top), before: null };
}

/** Sets the text of the field and searches for it. `caret`: where the field has its cursor then. Shows the library where another stage is shown. */
export function setSearchText(text: string, caret: number | null = useLibrarySearch.getState().caret): void {
  const { scope, sort, prefersManual, group, text: before, parsed, isComposing } = useLibrarySearch.getState();
  const isNew = text !== before || isComposing;
  search({ scope, text, parsed: isNew ? parsedNow(text) : parsed, sort, prefersManual, group, caret });
  if (isNew && text !== '' && useStudio.getState().stage.kind !== 'library') showStage({ kind: 'library' });
}

/** Sets the text as `setSearchText` does, and moves the focus into the field, behind it: what had the focus may be gone. */
export function replaceSearchText(text: string): void {
  setSearchText(text);
  focusSearchField(false);
}

/** Shows what an input method is composing, with the cursor. Nothing is searched until it is done: half a word in Latin letters finds nothing. */
export function showComposedText(text: string, caret: number | null = useLibrarySearch.getState().caret): void {
  useLibrarySearch.setState({ text, parsed: parsedNow(text), caret, isComposing: true });
}

/** Takes over where the cursor is. A letter that it has left is searched as well. */
export function setCaret(caret: number | null): void {
  const { scope, text, parsed, sort, prefersManual, group, caret: before, isComposing } = useLibrarySearch.getState();
  if (caret === before) return;
  if (isComposing) useLibrarySearch.setState({ caret });
  else search({ scope, text, parsed, sort, prefersManual, group, caret });
}

/** Shows the videos, everything that was ever asked for, or the trash. What is typed is searched there; what was selected is not selected there. */
export function setScope(scope: SearchScope): void {
  const { scope: before, text, parsed, sort, prefersManual, group, caret } = useLibrarySearch.getState();
  if (scope === before) return;
  clearSelection();
  useLibrarySearch.setState({ libraryFacets: null, foundFacets: null });
  search({ scope, text, parsed, sort, prefersManual, group, caret });
}

/** Sets the order and the groups of the result. `manual` is for collections only, and leaves the other order as it is. */
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

const isSameList = <T>(a: readonly T[], b: readonly T[], isSame: (one: T, other: T) => boolean): boolean =>
  a.length === b.length && a.every((one, at) => isSame(one, b[at] as T));

const resultIdsOf = (entryIds: Float64Array): readonly number[] =>
  Array.from(
    entryIds.filter((id) => id % 2 === 0),
    (id) => id / 2,
  );

/** Takes over an answer to the current search. `isComplete` as in `SearchRunnerDeps.storeAnswer`. */
export function storeFound(spec: SearchSpec, answer: FoundEntries, isComplete: boolean): void {
  const { found: before, foundFacets } = useLibrarySearch.getState();
  const { groups, countsWithoutPart } = answer;
  const entryIds = Array.from(answer.entryIds);
  const found: FoundList = { spec, entryIds, resultIds: resultIdsOf(answer.entryIds), groups, countsWithoutPart };
  useLibrarySearch.setState({
    found: before !== null && isSameFound(before, found) ? before : found,
    foundFacets: answer.facets ?? foundFacets,
    unindexedTasks: answer.unindexedTasks,
    phase: { kind: isComplete ? 'idle' : 'searching' },
  });
}

const isSameFound = (a: FoundList, b: FoundList): boolean =>
  a.spec === b.spec &&
  isSameList(a.entryIds, b.entryIds, (one, other) => one === other) &&
  isSameList(a.groups, b.groups, (one, other) => one.label === other.label && one.count === other.count) &&
  isSameList(a.countsWithoutPart, b.countsWithoutPart, (one, other) => one === other);

/** Says that the current search failed. The library is shown as a whole: the answer of an older text would be wrong. */
export function storeFailure(error: AppError): void {
  useLibrarySearch.setState({ found: null, phase: { kind: 'failed', error } });
}
