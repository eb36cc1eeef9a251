// Measures the search in a large library, without a window: indexing seeded prompts in eight languages, and answering searches.
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../electron/db/open-database.ts';
import { createEntryReader } from '../../electron/db/search/indexing/entry-reader.ts';
import { openSearchIndex, type SearchIndex } from '../../electron/db/search/search-index.ts';
import { models } from '../../shared/models/index.ts';
import { catalogueValues } from '../../shared/search/catalogue-values.ts';
import { parseQuery } from '../../shared/search/parse/parse-query.ts';
import type { SearchRequest } from '../../shared/search/search-request.ts';
import { openSearchLibrary, type SearchLibrary } from '../support/search-library.ts';
import { createSearchTexts, type SearchTexts } from '../support/search-texts.ts';
import { type Figures, figure, median, p95 } from './figures.ts';
import { judgingFigures } from './judging-figures.ts';
import { createTypedQueries } from './typed-queries.ts';

const queryCount = 300;
/** The entries that the window asks for first. */
const firstPageSize = 300;

/** What `npm run bench` was told about the library. */
export interface LibraryOptions {
  /** The number of tasks. */
  readonly taskCount: number;
  /** Where the library is kept for further runs, which only search it; null for a temporary folder. */
  readonly folder: string | null;
}

/** Goals in milliseconds. `firstPage` has the first ids without groups, `allIds` all ids by day. */
const goalsFor = (taskCount: number) =>
  taskCount > 100_000 ? { firstPage: 25, allIds: 120, midWord: 700, facets: 100 } : { firstPage: 10, allIds: 15, midWord: 80, facets: 25 };

function measureMs(work: () => void): number {
  const startedAtMs = performance.now();
  work();
  return performance.now() - startedAtMs;
}

/** The milliseconds that this computer takes to sort a million seeded numbers. */
function yardstickMs(): number {
  const numbers = Float64Array.from({ length: 1_000_000 }, (_, at) => (at * 2_654_435_761) % 4_294_967_296);
  return measureMs(() => numbers.sort());
}

function requestFor(text: string, change: Partial<SearchRequest>): SearchRequest {
  const context = { nowMs: Date.now(), ...catalogueValues(models) };
  return {
    query: parseQuery(text, context).query,
    scope: 'videos',
    sort: { key: 'date', isDescending: true },
    group: 'day',
    maxEntries: null,
    includeFacets: false,
    includeMidWord: false,
    derivedCollections: [],
    ...change,
  };
}

/**
 * Returns functions that make seeded queries from prompts like the library's. Each call makes other ones, since the same queries would be answered
 * from the cache. `typed`: as people type them. `fuzz`: as in the property test.
 */
function queriesFor(texts: SearchTexts): { typed(): readonly string[]; fuzz(): readonly string[] } {
  const prompts = Array.from({ length: 500 }, () => texts.prompt());
  const typed = createTypedQueries(texts, [texts.prompt(), ...prompts]);
  return {
    typed: () => Array.from({ length: queryCount }, typed),
    fuzz: () => Array.from({ length: queryCount }, () => texts.query(prompts)),
  };
}

function searchTimesMs(index: SearchIndex, queries: readonly string[], change: Partial<SearchRequest>): number[] {
  return queries.map((text) => {
    const request = requestFor(text, change);
    return measureMs(() => index.search(request));
  });
}

/** Fills the library and indexes it. Returns the milliseconds of indexing. */
function buildLibrary(library: SearchLibrary, indexPath: string, taskCount: number): number {
  for (let added = 0; added < taskCount; added += 10_000) library.addTasks(Math.min(10_000, taskCount - added));
  const index = openSearchIndex({ path: indexPath, databaseId: 'a', reader: createEntryReader(library.database) });
  const buildMs = measureMs(() => {
    while (index.indexSlice());
  });
  index.close();
  return buildMs;
}

function textBytes(library: SearchLibrary): number {
  const reader = createEntryReader(library.database);
  let bytes = 0;
  for (let below = Number.MAX_SAFE_INTEGER; ; ) {
    const ids = reader.taskIdsBelow(below, 1_000);
    if (ids.length === 0) return bytes;
    for (const { text } of reader.entriesOf(ids)) bytes += Buffer.byteLength(Object.values(text).flat().join(' '));
    below = ids.at(-1) ?? 0;
  }
}

const databaseIn = (folder: string): string => join(folder, 'studio.sqlite');
const indexIn = (folder: string): string => join(folder, 'search.sqlite');

/** Searches the library of a folder. */
function searchFigures(folder: string, taskCount: number, yardstick: number): Figures {
  const opened = openDatabase({ path: databaseIn(folder), nowMs: Date.now(), onSlowStatement: () => undefined });
  if (!opened.ok) throw new Error(`the library cannot be opened: ${opened.error.kind}`);
  const { database } = opened.value;
  const open = (): SearchIndex => openSearchIndex({ path: indexIn(folder), databaseId: 'a', reader: createEntryReader(database) });
  open().close();
  const startedAtMs = performance.now();
  const index = open();
  const openMs = performance.now() - startedAtMs;
  const { typed, fuzz } = queriesFor(createSearchTexts(3));
  index.search(requestFor('', {}));
  const slicesMs: number[] = [];
  for (let hasMore = true; hasMore; ) {
    const startedAtMs = performance.now();
    hasMore = index.prepareSlice();
    slicesMs.push(performance.now() - startedAtMs);
  }
  const firstPage = searchTimesMs(index, typed(), { group: 'none', maxEntries: firstPageSize });
  const allIds = searchTimesMs(index, typed(), {});
  const midWord = searchTimesMs(index, typed(), { includeMidWord: true });
  const facets = searchTimesMs(index, typed(), { includeFacets: true });
  const fuzzIds = searchTimesMs(index, fuzz(), {});
  index.close();
  database.close();
  const goals = goalsFor(taskCount);
  return {
    'library.firstPage.median': figure(median(firstPage), 'ms', yardstick),
    'library.firstPage.p95': figure(p95(firstPage), 'ms', yardstick, goals.firstPage),
    'library.allIds.p95': figure(p95(allIds), 'ms', yardstick, goals.allIds),
    'library.midWord.p95': figure(p95(midWord), 'ms', yardstick, goals.midWord),
    'library.facets.p95': figure(p95(facets), 'ms', yardstick, goals.facets),
    'library.fuzzIds.p95': figure(p95(fuzzIds), 'ms', yardstick),
    'library.startWithIndex': figure(openMs, 'ms', yardstick),
    'library.prepare': figure(
      slicesMs.reduce((sum, ms) => sum + ms, 0),
      'ms',
      yardstick,
    ),
    'library.prepareSlice.p95': figure(p95(slicesMs), 'ms', yardstick),
  };
}

/** Builds the library of a folder if there is none, and searches it. */
function keptLibraryFigures(folder: string, taskCount: number): Figures {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(databaseIn(folder))) {
    const library = openSearchLibrary(databaseIn(folder), createSearchTexts(1), 4);
    buildLibrary(library, indexIn(folder), taskCount);
    library.close();
  }
  return searchFigures(folder, taskCount, yardstickMs());
}

/** Measures the search. In a temporary library, also indexing and judging, which change it. */
export async function libraryFigures({ taskCount, folder: keptFolder }: LibraryOptions): Promise<Figures> {
  if (keptFolder !== null) return keptLibraryFigures(keptFolder, taskCount);
  const folder = mkdtempSync(join(tmpdir(), 'bench-library-'));
  const library = openSearchLibrary(databaseIn(folder), createSearchTexts(1), 4);
  try {
    const buildMs = buildLibrary(library, indexIn(folder), taskCount);
    const yardstick = yardstickMs();
    const searches = searchFigures(folder, taskCount, yardstick);
    const index = openSearchIndex({ path: indexIn(folder), databaseId: 'a', reader: createEntryReader(library.database) });
    index.search(requestFor('', {}));
    const catchUpMs = measureMs(() => {
      library.addTasks(1);
      index.search(requestFor('', {}));
    });
    index.close();
    const indexBytes = statSync(indexIn(folder)).size;
    const textSizeBytes = textBytes(library);
    const judging = await judgingFigures(library.path, indexIn(folder), yardstick);
    return {
      ...searches,
      'library.catchUp': figure(catchUpMs, 'ms', yardstick),
      'library.build': figure(buildMs, 'ms', yardstick),
      'library.indexSize': figure(indexBytes, 'bytes', textSizeBytes, 1.3 * textSizeBytes),
      ...judging,
    };
  } finally {
    library.close();
    rmSync(folder, { recursive: true });
  }
}
