// The store of the search together with main: each change of the text or of the library makes the calls that it needs.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CallInput, StudioStatus } from '../../../../../shared/ipc.ts';
import { entryOfResult } from '../../../../../shared/search/entry.ts';
import { type FacetCounts, facetNames } from '../../../../../shared/search/search-request.ts';

const noFacets = Object.fromEntries(facetNames.map((name) => [name, []])) as unknown as FacetCounts;
type SearchStatus = StudioStatus['library']['search'];
/** The results that main finds, and the calls that it received. */
const main = { resultIds: [] as number[], asked: [] as string[], recordIds: [] as number[], failsToCount: false };
vi.stubGlobal('window', {
  studio: {
    call: (name: string, input: CallInput<'library.search'> | CallInput<'library.records'>) => {
      if (!('resultIds' in input)) return search(name, input);
      main.recordIds.push(...input.resultIds);
      return Promise.resolve({ ok: true, value: { items: [] } });
    },
  },
});

function search(name: string, { text, scope, maxEntries, includeMidWord, includeFacets }: CallInput<'library.search'>) {
  if (maxEntries === 0) {
    main.asked.push(`count ${scope}`);
    if (main.failsToCount) return Promise.resolve({ ok: false, error: { kind: 'search-unavailable', detail: 'no index' } });
  } else
    main.asked.push(
      `${name} ${scope === 'history' ? 'history ' : ''}${text}${includeMidWord ? ' mid-word' : ''}${includeFacets ? ' with facets' : ''}`,
    );
  const entryIds = Float64Array.from(maxEntries === 0 ? [] : main.resultIds, entryOfResult);
  const value = {
    entryIds,
    entryCount: main.resultIds.length,
    groups: [{ label: '', count: main.resultIds.length }],
    facets: includeFacets ? noFacets : null,
    countsWithoutPart: [],
    unindexedTaskCount: 0,
  };
  return Promise.resolve({ ok: true, value });
}

const { connectSearch } = await import('../../../../../renderer/src/views/library/search/connect-search.ts');
const { openFacet, setResultOrder, setScope, setSearchText, useLibrarySearch } = await import(
  '../../../../../renderer/src/views/library/search/search-store.ts'
);
const { emptyIndex } = await import('../../../../../renderer/src/store/index-mirror.ts');
const { useStudio } = await import('../../../../../renderer/src/store/studio-store.ts');

const foundIds = () => useLibrarySearch.getState().found?.resultIds;
const libraryChanges = () => useStudio.setState((s) => ({ libraryRevision: s.libraryRevision + 1 }));
let disconnect: () => void = () => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(main, { resultIds: [7], asked: [], recordIds: [], failsToCount: false });
  disconnect = connectSearch((run) => run());
});
afterEach(() => {
  setSearchText('');
  setScope('videos');
  setResultOrder('newest', 'day');
  openFacet(null);
  useLibrarySearch.setState({ libraryFacets: null });
  useStudio.setState({ index: emptyIndex, mirror: null });
  disconnect();
  vi.useRealTimers();
});

/** Sets the status of the search. Nothing else of the status is read here. */
const setSearch = (search: SearchStatus): void => useStudio.setState({ mirror: { status: { library: { search } } } } as never);

describe('the search of the window', () => {
  test('calls main twice for a text, and shows the result', async () => {
    setSearchText('fox');
    await vi.advanceTimersByTimeAsync(0);
    expect(main.asked).toEqual(['library.search fox', 'library.search fox mid-word']);
    expect([foundIds(), useLibrarySearch.getState().phase.kind]).toEqual([[7], 'idle']);
  });

  test('loads the records of the first videos once, together with the result', async () => {
    main.resultIds = Array.from({ length: 100 }, (_, index) => 1_000 + index);
    setSearchText('fox');
    await vi.advanceTimersByTimeAsync(0);
    expect(main.recordIds).toEqual(main.resultIds.slice(0, 30));
  });

  test('is repeated when a delta changes the library', async () => {
    setSearchText('fox');
    await vi.advanceTimersByTimeAsync(0);
    main.resultIds = [8, 7];
    libraryChanges();
    await vi.advanceTimersByTimeAsync(1);
    expect(foundIds()).toEqual([8, 7]);
    for (let change = 0; change < 100; change += 1) libraryChanges();
    await vi.advanceTimersByTimeAsync(490);
    expect(main.asked).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(10);
    expect(main.asked).toHaveLength(4);
  });

  test('is repeated when a profile gets another name', async () => {
    const name = (profile: string) =>
      useStudio.setState({
        mirror: { status: { library: { search: { state: 'ready' } }, profiles: [{ id: 1, name: profile }] } },
      } as never);
    name('Work');
    setSearchText('profile:Work');
    await vi.advanceTimersByTimeAsync(1_000);
    const before = main.asked.length;
    name('Work');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(main.asked).toHaveLength(before);
    name('Home');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(main.asked).toHaveLength(before + 1);
  });

  test('is repeated while the index grows, but not after the search thread was lost', async () => {
    setSearch({ state: 'indexing', done: 100, total: 300 });
    setSearchText('fox');
    await vi.advanceTimersByTimeAsync(1_000);
    const before = main.asked.length;
    setSearch({ state: 'indexing', done: 200, total: 300 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(main.asked).toHaveLength(before + 1);
    setSearch({ state: 'ready' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(main.asked).toHaveLength(before + 2);
    setSearch({ state: 'not-started' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(main.asked).toHaveLength(before + 2);
  });

  test('counts the library again after a video was judged', async () => {
    const library = (tagRevision: number) =>
      useStudio.setState({
        index: { resultIds: [1, 2], storedAtMs: [0, 0] },
        mirror: { status: { library: { search: { state: 'ready' } }, judgement: { tagRevision, collectionRevision: 0 } } },
      } as never);
    main.resultIds = [1, 2];
    library(1);
    libraryChanges();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(main.asked).toEqual(['count videos']);
    library(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(main.asked).toHaveLength(1);
    library(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(main.asked).toHaveLength(2);
  });

  test('makes no call for a change of the library while there is no search', async () => {
    libraryChanges();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(main.asked).toEqual([]);
  });
});

describe('the history', () => {
  const settle = () => vi.advanceTimersByTimeAsync(1_000);
  const tasksAre = (...states: readonly string[]) =>
    useStudio.setState({
      mirror: { status: { library: { search: { state: 'ready' } } }, tasks: new Map(states.map((state, id) => [id, { id, state }])) },
    } as never);

  test('is loaded as a search without a text, and counted', async () => {
    tasksAre();
    await settle();
    setScope('history');
    await settle();
    expect(main.asked).toEqual(['library.search history  mid-word', 'count history']);
    expect(useLibrarySearch.getState().libraryFacets?.scope).toBe('history');
    setScope('videos');
    await settle();
    expect([useLibrarySearch.getState().found, useLibrarySearch.getState().libraryFacets]).toEqual([null, null]);
  });

  test('is searched again when a task is added, removed or changes its state, but not when it progresses', async () => {
    tasksAre('processing');
    setScope('history');
    await settle();
    const before = main.asked.length;
    tasksAre('processing');
    await settle();
    expect(main.asked).toHaveLength(before);
    tasksAre('failed');
    await settle();
    expect(main.asked.slice(before)).toEqual(['library.search history  mid-word', 'count history']);
    tasksAre();
    await settle();
    expect(main.asked).toHaveLength(before + 4);
    setScope('videos');
    await settle();
    const videos = main.asked.length;
    tasksAre('failed');
    await settle();
    expect(main.asked).toHaveLength(videos);
  });

  test('is shown at start if the settings say so', async () => {
    const settings = { librarySort: 'newest', libraryGroup: 'day', libraryScope: 'history' };
    useStudio.setState({ mirror: { status: { settings, library: {} }, tasks: new Map() } } as never);
    await settle();
    expect(useLibrarySearch.getState().scope).toBe('history');
  });
});

describe('the facets', () => {
  const settle = () => vi.advanceTimersByTimeAsync(1_000);
  /** Replaces the videos of the library. */
  const hold = (...resultIds: readonly number[]) => {
    main.resultIds = [...resultIds];
    useStudio.setState((s) => ({ index: { ...s.index, resultIds }, libraryRevision: s.libraryRevision + 1 }));
  };

  test('of the whole library are counted once the search is ready, and again when a video is added or changed', async () => {
    hold(1, 2);
    await settle();
    expect(main.asked).toEqual([]);
    setSearch({ state: 'ready' });
    await settle();
    setSearch({ state: 'ready' });
    await settle();
    expect(main.asked).toEqual(['count videos']);
    expect([useLibrarySearch.getState().libraryFacets?.entries, foundIds()]).toEqual([2, undefined]);
    hold(1, 2, 3);
    await settle();
    expect(main.asked).toHaveLength(2);
    libraryChanges();
    await settle();
    expect(main.asked).toHaveLength(3);
  });

  test('of the library in another order are counted in a call of their own', async () => {
    setResultOrder('oldest', 'month');
    hold(1, 2);
    setSearch({ state: 'ready' });
    await settle();
    openFacet('model');
    await settle();
    expect(new Set(main.asked)).toEqual(new Set(['library.search  mid-word', 'count videos']));
    expect([useLibrarySearch.getState().libraryFacets?.entries, foundIds()]).toEqual([2, [1, 2]]);
  });

  test('do not change the library if they cannot be counted', async () => {
    main.failsToCount = true;
    hold(1, 2);
    setSearch({ state: 'ready' });
    await settle();
    expect([main.asked, useLibrarySearch.getState().phase.kind]).toEqual([['count videos'], 'idle']);
  });

  test('of a library with one video are not counted', async () => {
    hold(1);
    await settle();
    expect(main.asked).toEqual([]);
  });

  test('are counted for a search if one of them is open or has a condition', async () => {
    setSearchText('fox');
    await settle();
    expect(main.asked.at(-1)).toBe('library.search fox mid-word');
    openFacet('model');
    await settle();
    expect(main.asked.at(-1)).toBe('library.search fox mid-word with facets');
    openFacet(null);
    setSearchText('fox ratio:1:1');
    await settle();
    expect(main.asked.at(-1)).toBe('library.search fox ratio:1:1 mid-word with facets');
    expect(main.asked).toHaveLength(5);
  });

  test('are counted again for the whole library when one is opened after a search', async () => {
    setSearchText('fox');
    await settle();
    setSearchText('');
    openFacet('ratio');
    await settle();
    expect(main.asked.at(-1)).toBe('count videos');
    expect(foundIds()).toBeUndefined();
  });
});
