// The state of the search in the window: the text and the result.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { entryOfResult } from '../../../../../shared/search/entry.ts';

vi.stubGlobal('window', { studio: { call: () => Promise.reject(new Error('not called')) } });

const {
  replaceSearchText,
  setCaret,
  setSearchText,
  setResultOrder,
  showComposedText,
  shownCounts,
  storeFailure,
  storeFound,
  useLibrarySearch,
  whenResultIsComplete,
} = await import('../../../../../renderer/src/views/library/search/search-store.ts');
const { searchOf } = await import('../../../../../renderer/src/views/library/search/shown-videos.ts');
const { showStage, useStudio } = await import('../../../../../renderer/src/store/studio-store.ts');
const { useLibraryView } = await import('../../../../../renderer/src/views/library/library-view.ts');

const state = () => useLibrarySearch.getState();
const answerOf = (resultIds: readonly number[], more: object = {}) => ({
  entryIds: Float64Array.from(resultIds, entryOfResult),
  entryCount: resultIds.length,
  groups: [{ label: '0', count: resultIds.length }],
  facets: null,
  countsWithoutPart: [],
  unindexedTaskCount: 0,
  ...more,
});
function storeResult(resultIds: readonly number[], isComplete = true, more: object = {}): void {
  const { spec } = state();
  if (spec === null) throw new Error('nothing is searched');
  storeFound(spec, answerOf(resultIds, more), isComplete);
}

beforeEach(() => {
  setSearchText('', null);
  setResultOrder('newest', 'day');
  useLibrarySearch.setState({ foundFacets: null, libraryFacets: null });
  useLibraryView.setState({ scrollTop: 0, focusKey: null });
  showStage({ kind: 'library' });
});

describe('the text', () => {
  test('is searched while the user types, and the library is shown', () => {
    showStage({ kind: 'queue' });
    setSearchText('red fox');
    expect([state().spec?.text, state().phase.kind, useStudio.getState().stage.kind]).toEqual(['red fox', 'searching', 'library']);
  });

  test('survives a change of the stage with its result', () => {
    setSearchText('fox');
    storeResult([7]);
    showStage({ kind: 'settings' });
    expect([state().text, state().found?.resultIds]).toEqual(['fox', [7]]);
  });

  test.each(['', '   ', 'model:', '-', '()'])('%j contains no condition, so the library is shown', (text) => {
    setSearchText('fox');
    storeResult([7]);
    setSearchText(text);
    expect([state().spec, state().found, state().phase.kind]).toEqual([null, null, 'idle']);
  });

  test('is searched without words if the library has another order', () => {
    setResultOrder('longest', 'day');
    expect(state().spec).toMatchObject({ scope: 'videos', text: '', parts: [], sort: 'longest', group: 'none' });
    setResultOrder('newest', 'day');
    expect(state().spec).toBeNull();
  });

  test('is replaced, and the field gets the focus', () => {
    replaceSearchText('fox');
    expect([state().text, state().focusRequest]).toEqual(['fox', { selectsText: false }]);
  });

  test('is not searched while an input method composes it', () => {
    showComposedText('hu li');
    expect([state().text, state().spec]).toEqual(['hu li', null]);
    setSearchText('狐狸');
    expect(state().spec?.text).toBe('狐狸');
    showComposedText('狐狸a');
    showComposedText('狐狸');
    expect(state().spec?.text).toBe('狐狸');
  });

  test('is searched if an input method entered it in one piece', () => {
    showComposedText('狐狸');
    setSearchText('狐狸');
    expect(state().spec?.text).toBe('狐狸');
  });

  test('shows its result from the top', () => {
    useLibraryView.setState({ scrollTop: 900, focusKey: 'r5' });
    setSearchText('fox');
    expect([useLibraryView.getState().scrollTop, useLibraryView.getState().focusKey]).toEqual([0, null]);
  });
});

describe('a letter that begins a word at the cursor', () => {
  const type = (text: string) => setSearchText(text, text.length);

  test('is not searched until a second letter follows, so the previous result stays', () => {
    type('neon');
    type('neon ');
    storeResult([7]);
    const { spec, found: before } = state();
    type('neon r');
    expect([state().spec === spec, state().found === before, state().phase.kind, state().text]).toEqual([true, true, 'idle', 'neon r']);
    type('neon ra');
    expect(state().spec?.text).toBe('neon ra');
  });

  test('is searched when the cursor leaves it', () => {
    type('vitamin c');
    expect(state().spec?.text).toBe('vitamin ');
    setCaret(null);
    expect(state().spec?.text).toBe('vitamin c');
  });

  test.each([
    ['r', undefined],
    ['-r', undefined],
    ['red (a OR b', 'red (a OR '],
    ['kling 3', 'kling 3'],
    ['红 狐', '红 狐'],
    ['model:k', 'model:k'],
    ['it"s', 'it"s'],
    ['a ', 'a '],
  ])('of %j leads to a search for %j', (text, searched) => {
    type(text);
    expect(state().spec?.text).toBe(searched);
  });
});

describe('the scroll position of the library', () => {
  const place = () => [useLibraryView.getState().scrollTop, useLibraryView.getState().focusKey];
  const scrollTo = (scrollTop: number) => useLibraryView.setState({ scrollTop, focusKey: 'r5' });

  test('is restored when the search is cleared', () => {
    scrollTo(900);
    setSearchText('fox');
    useLibraryView.setState({ scrollTop: 40, focusKey: 'r9' });
    setSearchText('foxes');
    setSearchText('');
    expect([...place(), state().nextScrollTop]).toEqual([900, 'r5', 900]);
  });

  test.each(['-', 'model:', ' '])('stays if the text is %j, which contains no condition', (text) => {
    scrollTo(900);
    setSearchText(text);
    expect(place()).toEqual([900, 'r5']);
  });

  test('is restored only if the order is the same as before', () => {
    setResultOrder('longest', 'none');
    scrollTo(900);
    setSearchText('fox');
    expect(state().nextScrollTop).toBe(0);
    setSearchText('');
    expect(place()).toEqual([900, 'r5']);
    setSearchText('fox');
    setResultOrder('newest', 'day');
    setSearchText('');
    expect(place()).toEqual([0, null]);
  });
});

test('when a search is cleared, the counts of the library replace its counts', () => {
  const facets = { model: [{ value: 'kling', count: 2 }] };
  setSearchText('fox');
  storeResult([1], true, { facets });
  setSearchText('');
  expect(shownCounts(state())).toBeNull();
  const counts = { model: [{ value: 'kling', count: 9 }] } as never;
  useLibrarySearch.setState({ libraryFacets: { scope: 'videos', counts, entries: 9, version: '' } });
  setSearchText('fox');
  storeResult([1], true, { facets });
  setSearchText('');
  expect(shownCounts(state())).toBe(counts);
});

describe('the result of a search', () => {
  test('consists of the results of the entries, in their order', () => {
    setSearchText('fox');
    storeResult([9, 3, 100_000]);
    expect(state().found?.resultIds).toEqual([9, 3, 100_000]);
  });

  test('stays visible until the next text has a result', () => {
    setSearchText('fox');
    storeResult([9]);
    setSearchText('foxes');
    expect([state().found?.resultIds, state().phase.kind]).toEqual([[9], 'searching']);
  });

  test('stays the same object when another response finds the same entries', () => {
    setSearchText('fox');
    storeResult([9, 3], false);
    const before = state().found;
    storeResult([9, 3]);
    expect([state().found === before, state().phase.kind]).toEqual([true, 'idle']);
    storeResult([9, 3, 4]);
    expect(state().found?.resultIds).toEqual([9, 3, 4]);
  });

  test('has one part of its text for each count', () => {
    setSearchText('red fox -rain');
    storeResult([], true, { groups: [], countsWithoutPart: [4, 0, 2] });
    const { spec, countsWithoutPart } = state().found ?? {};
    expect(spec?.parts.map(({ from, to }) => spec.text.slice(from, to))).toEqual(['red', 'fox', '-rain']);
    expect(countsWithoutPart).toEqual([4, 0, 2]);
  });

  test('keeps the counts of the last complete response', () => {
    const facets = { model: [{ value: 'kling', count: 2 }] };
    setSearchText('fox');
    storeResult([1], true, { facets });
    storeResult([1], false);
    expect(shownCounts(state())).toEqual(facets);
  });

  test('is a new result after a change of the order, but not when the same search runs again', () => {
    const searched = () => {
      const { found: shown } = state();
      return shown === null ? null : searchOf({ kind: 'found', entryIds: shown.entryIds, resultIds: shown.resultIds, found: shown });
    };
    setSearchText('fox');
    storeResult([9]);
    const first = searched();
    storeResult([9, 10]);
    expect(searched()).toBe(first);
    setResultOrder('oldest', 'day');
    expect(searched()).toBe(first);
    storeResult([10, 9]);
    expect(searched()).not.toBe(first);
  });

  test('is removed if the search fails, so the whole library is shown', () => {
    setSearchText('fox');
    storeResult([9]);
    setSearchText('foxes');
    storeFailure({ kind: 'search-unavailable', detail: 'no index' });
    expect([state().found, state().phase.kind, state().text]).toEqual([null, 'failed', 'foxes']);
  });
});

describe('what needs all entries', () => {
  test('runs at once while the library is shown, or a result with all entries', () => {
    const run = vi.fn();
    whenResultIsComplete(run);
    setSearchText('fox');
    storeResult([7]);
    whenResultIsComplete(run);
    expect(run.mock.calls).toEqual([[null], [null]]);
  });

  test('waits for the result with all entries after one with the first entries', () => {
    const run = vi.fn();
    setSearchText('fox');
    storeResult([7], false, { entryCount: 2 });
    whenResultIsComplete(run);
    expect(run).not.toHaveBeenCalled();
    storeResult([7, 8]);
    expect(run.mock.calls).toEqual([[state().found]]);
    storeResult([7, 8, 9]);
    expect(run).toHaveBeenCalledTimes(1);
  });

  test('does not run if another search begins first', () => {
    const run = vi.fn();
    setSearchText('fox');
    storeResult([7], false, { entryCount: 2 });
    whenResultIsComplete(run);
    setSearchText('wolf');
    storeResult([7, 8]);
    expect(run).not.toHaveBeenCalled();
  });
});
