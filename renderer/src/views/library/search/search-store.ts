// The search of the library: what is typed, and what was found. It lives as long as the window, so a change of stage loses nothing.
import { create } from 'zustand';
import type { AppError } from '../../../../../shared/errors.ts';
import { models } from '../../../../../shared/models/index.ts';
import { catalogueValues } from '../../../../../shared/search/catalogue-values.ts';
import type { QueryContext } from '../../../../../shared/search/known-values.ts';
import { parseQuery } from '../../../../../shared/search/parse-query.ts';
import type { ParsedQuery, Query, Span } from '../../../../../shared/search/query.ts';
import { effectiveGroup, effectiveSort, orderOf, type ResultOrder } from '../../../../../shared/search/result-order.ts';
import type { FacetCounts, GroupKey, ResultGroup } from '../../../../../shared/search/search-request.ts';
import { showStage, useStudio } from '../../../store/studio-store.ts';
import { partsOf } from '../facets/facet-choice.ts';
import { type ShownFacet, shownFacets } from '../facets/facet-values.ts';
import { type LibraryView, useLibraryView } from '../library-view.ts';
import { withoutBegunWord } from './begun-word.ts';
import type { FoundEntries, SearchSpec } from './search-runner.ts';

/** What a search found. The object stays the same while another answer finds the same. */
export interface FoundVideos {
  /** The text that was searched. */
  readonly text: string;
  readonly group: GroupKey;
  /** In the order of the result. */
  readonly resultIds: readonly number[];
  readonly groups: readonly ResultGroup[];
  /** Of an empty result: the parts of the text, and how many videos there would be without each. Of one length. */
  readonly parts: readonly Span[];
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

/** The facets of the whole library. */
export interface LibraryFacets {
  readonly counts: FacetCounts;
  /** How many videos were counted; null while some were not indexed yet. */
  readonly videos: number | null;
}

/** The state of the search. */
export interface LibrarySearch {
  /** As typed. What an input method is composing is part of it, but not yet of the search. */
  readonly text: string;
  /** True while `text` has what an input method composes. */
  readonly isComposing: boolean;
  /** As chosen. What takes effect is in `spec`: see `effectiveSort` and `effectiveGroup`. */
  readonly sort: ResultOrder;
  readonly group: GroupKey;
  /** `text`, parsed. */
  readonly parsed: ParsedQuery;
  /** The current search; null while the library is shown as a whole. */
  readonly spec: SearchSpec | null;
  /** The last answer, which may still be that of an older text; null while nothing is searched, before the first answer and after a failure. */
  readonly found: FoundVideos | null;
  /** Counts under the last answer that had them, and while nothing is searched, those of the library; null before there were any. */
  readonly facets: FacetCounts | null;
  /** Counts of the whole library, which say what facets there are; null before they were counted. */
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

const defaultSort = orderOf.newest;
const defaultGroup: GroupKey = 'day';

const catalogue = catalogueValues(models);

/** What a typed search is parsed with, now. The same values as in main. */
export const queryContext = (): QueryContext => ({ nowMs: Date.now(), ...catalogue });

const parsedNow = (text: string): ParsedQuery => parseQuery(text, queryContext());

/** The store of the search. `connect-search.ts` asks main and fills in the answers. */
export const useLibrarySearch = create<LibrarySearch>(() => ({
  text: '',
  isComposing: false,
  sort: defaultSort,
  group: defaultGroup,
  parsed: parsedNow(''),
  spec: null,
  found: null,
  facets: null,
  libraryFacets: null,
  openFacet: null,
  unindexedTasks: 0,
  phase: { kind: 'idle' },
  caret: null,
  focusRequest: null,
  placeBefore: null,
  nextScrollTop: 0,
}));

/** The whole library, for its facets. It is never the search that is shown. */
export const wholeLibrary: SearchSpec = { text: '', sort: defaultSort, group: 'none', isCountOnly: true };

/** True for a query that has words, which results can be ordered by. */
export function hasWords(query: Query): boolean {
  switch (query.kind) {
    case 'words':
      return true;
    case 'condition':
      return false;
    case 'not':
      return hasWords(query.part);
    case 'and':
    case 'or':
      return query.parts.some(hasWords);
  }
}

/** What a search is made from. */
type Typed = Pick<LibrarySearch, 'text' | 'parsed' | 'sort' | 'group' | 'caret'>;

/** The search that a text and an order make; null where they show the library as it is. */
function specOf(next: Typed): SearchSpec | null {
  const text = withoutBegunWord(next.text, next.caret);
  const parsed = text === next.text ? next.parsed : parsedNow(text);
  const sort = effectiveSort(next.sort, hasWords(parsed.query));
  const group = effectiveGroup(next.group, sort);
  const isDefault = sort.key === defaultSort.key && sort.isDescending === defaultSort.isDescending && group === defaultGroup;
  return parsed.parts.length === 0 && isDefault ? null : { text, sort, group };
}

/**
 * Whether the facets of the current search are to be counted: the values of one are shown, the search has conditions on one, or the field, which completes
 * values with their counts, has the focus.
 */
export function wantsFacets({ openFacet, caret, parsed }: Pick<LibrarySearch, 'openFacet' | 'caret' | 'parsed'>): boolean {
  return openFacet !== null || caret !== null || shownFacets.some((facet) => partsOf(facet, parsed).length > 0);
}

/** Shows the values of a facet, or those of none. */
export function openFacet(facet: ShownFacet | null): void {
  useLibrarySearch.setState({ openFacet: facet });
}

/** Takes over the facets of the whole library. */
export function storeLibraryFacets({ facets, groups, unindexedTasks }: FoundEntries): void {
  if (facets === null) return;
  const videos = unindexedTasks === 0 ? (groups[0]?.count ?? 0) : null;
  useLibrarySearch.setState({ facets, libraryFacets: { counts: facets, videos } });
}

const isSameSpec = (a: SearchSpec | null, b: SearchSpec | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.text === b.text &&
    a.sort.key === b.sort.key &&
    a.sort.isDescending === b.sort.isDescending &&
    a.group === b.group);

/** True for a search that leaves out videos. */
const isNarrow = (spec: SearchSpec | null): boolean => spec !== null && parsedNow(spec.text).parts.length > 0;

/** Sets what is typed, and searches for it unless that is searched already. */
function search(next: Typed): void {
  const before = useLibrarySearch.getState();
  const spec = specOf(next);
  if (isSameSpec(before.spec, spec)) {
    useLibrarySearch.setState({ ...next, isComposing: false });
    return;
  }
  const nothing = { found: null, unindexedTasks: 0, facets: before.libraryFacets?.counts ?? null };
  const place = placeFor(next, spec);
  useLibrarySearch.setState({
    ...next,
    isComposing: false,
    spec,
    phase: { kind: spec === null ? 'idle' : 'searching' },
    ...(spec === null ? nothing : {}),
    placeBefore: place.before,
    nextScrollTop: place.scrollTop,
  });
  useLibraryView.setState({ focusKey: place.focusKey, scrollTop: place.scrollTop });
}

/** Where the videos of a new search begin: at the top, but the library where it was before it was narrowed, unless its order is another one now. */
function placeFor({ sort, group }: Typed, spec: SearchSpec | null) {
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
  const { sort, group, text: before, parsed, isComposing } = useLibrarySearch.getState();
  const isNew = text !== before || isComposing;
  search({ text, parsed: isNew ? parsedNow(text) : parsed, sort, group, caret });
  if (isNew && text !== '' && useStudio.getState().stage.kind !== 'library') showStage({ kind: 'library' });
}

/** Shows what an input method is composing, with the cursor. Nothing is searched until it is done: half a word in Latin letters finds nothing. */
export function showComposedText(text: string, caret: number | null = useLibrarySearch.getState().caret): void {
  useLibrarySearch.setState({ text, parsed: parsedNow(text), caret, isComposing: true });
}

/** Takes over where the cursor is. A letter that it has left is searched as well. */
export function setCaret(caret: number | null): void {
  const { text, parsed, sort, group, caret: before, isComposing } = useLibrarySearch.getState();
  if (caret === before) return;
  if (isComposing) useLibrarySearch.setState({ caret });
  else search({ text, parsed, sort, group, caret });
}

/** Sets the order and the groups of the result. */
export function setResultOrder(sort: ResultOrder, group: GroupKey): void {
  const { text, parsed, caret } = useLibrarySearch.getState();
  search({ text, parsed, sort, group, caret });
}

/** Asks the field to take the focus. */
export function focusSearchField(selectsText: boolean): void {
  useLibrarySearch.setState({ focusRequest: { selectsText } });
}

const isSameList = <T>(a: readonly T[], b: readonly T[], isSame: (one: T, other: T) => boolean): boolean =>
  a.length === b.length && a.every((one, at) => isSame(one, b[at] as T));

/** Entries of the scope `videos` have even ids, twice the result's. */
const resultIdsOf = (entryIds: Float64Array): readonly number[] => Array.from(entryIds, (id) => id / 2);

/** Takes over an answer to the current search. `isComplete` as in `SearchRunnerDeps.found`. */
export function storeFound(spec: SearchSpec, answer: FoundEntries, isComplete: boolean): void {
  const { found: before, facets } = useLibrarySearch.getState();
  const found: FoundVideos = {
    text: spec.text,
    group: spec.group,
    resultIds: resultIdsOf(answer.entryIds),
    groups: answer.groups,
    parts: parsedNow(spec.text).parts,
    countsWithoutPart: answer.countsWithoutPart,
  };
  useLibrarySearch.setState({
    found: before !== null && isSameFound(before, found) ? before : found,
    facets: answer.facets ?? facets,
    unindexedTasks: answer.unindexedTasks,
    phase: { kind: isComplete ? 'idle' : 'searching' },
  });
}

const isSameFound = (a: FoundVideos, b: FoundVideos): boolean =>
  a.text === b.text &&
  a.group === b.group &&
  isSameList(a.resultIds, b.resultIds, (one, other) => one === other) &&
  isSameList(a.groups, b.groups, (one, other) => one.label === other.label && one.count === other.count) &&
  isSameList(a.countsWithoutPart, b.countsWithoutPart, (one, other) => one === other);

/** Says that the current search failed. The library is shown as a whole: the answer of an older text would be wrong. */
export function storeFailure(error: AppError): void {
  useLibrarySearch.setState({ found: null, phase: { kind: 'failed', error } });
}
