// The store of the search together with main: each change of the text or of the library leads to the calls that it needs.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** What main finds, and what it was asked. */
const main = { resultIds: [] as number[], asked: [] as string[] };
vi.stubGlobal('window', {
  studio: {
    call: (name: string, { text, includeMidWord }: { readonly text: string; readonly includeMidWord: boolean }) => {
      main.asked.push(`${name} ${text}${includeMidWord ? ' mid-word' : ''}`);
      const entryIds = Float64Array.from(main.resultIds, (id) => id * 2);
      const value = { entryIds, atMs: entryIds, groups: [], facets: null, countsWithoutPart: [], unindexedTasks: 0 };
      return Promise.resolve({ ok: true, value });
    },
  },
});

const { connectSearch } = await import('../../../../../renderer/src/views/library/search/connect-search.ts');
const { setSearchText, useLibrarySearch } = await import('../../../../../renderer/src/views/library/search/search-store.ts');
const { useStudio } = await import('../../../../../renderer/src/store/studio-store.ts');

const found = () => useLibrarySearch.getState().found?.resultIds;
const libraryChanges = () => useStudio.setState((s) => ({ libraryRevision: s.libraryRevision + 1 }));
let disconnect: () => void = () => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(main, { resultIds: [7], asked: [] });
  disconnect = connectSearch();
});
afterEach(() => {
  setSearchText('');
  disconnect();
  vi.useRealTimers();
});

describe('the search of the window', () => {
  test('asks twice for a text, and shows what was found', async () => {
    setSearchText('fox');
    await vi.advanceTimersByTimeAsync(0);
    expect(main.asked).toEqual(['library.search fox', 'library.search fox mid-word']);
    expect([found(), useLibrarySearch.getState().phase.kind]).toEqual([[7], 'idle']);
  });

  test('is repeated when a delta changes the library', async () => {
    setSearchText('fox');
    await vi.advanceTimersByTimeAsync(0);
    main.resultIds = [8, 7];
    libraryChanges();
    await vi.advanceTimersByTimeAsync(1);
    expect(found()).toEqual([8, 7]);
    for (let change = 0; change < 100; change += 1) libraryChanges();
    await vi.advanceTimersByTimeAsync(490);
    expect(main.asked).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(10);
    expect(main.asked).toHaveLength(4);
  });

  test('asks nothing for a change of the library while nothing is searched', async () => {
    libraryChanges();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(main.asked).toEqual([]);
  });
});
