// Measures the search in a large library, without a window: indexing seeded prompts in eight languages, and answering searches.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEntryReader } from '../../electron/db/search/indexing/entry-reader.ts';
import { openSearchIndex, type SearchIndex } from '../../electron/db/search/search-index.ts';
import { models } from '../../shared/models/index.ts';
import { catalogueValues } from '../../shared/search/catalogue-values.ts';
import { parseQuery } from '../../shared/search/parse-query.ts';
import type { SearchRequest } from '../../shared/search/search-request.ts';
import { openSearchLibrary, type SearchLibrary } from '../support/search-library.ts';
import { createSearchTexts, type SearchTexts } from '../support/search-texts.ts';
import { type Figures, figure, p95 } from './figures.ts';
import { judgingFigures } from './judging-figures.ts';
import { createTypedQueries } from './typed-queries.ts';

/** The number of tasks in the library: `EVOLINK_BENCH_TASKS`, or 100,000. */
const taskCount = Number(process.env.EVOLINK_BENCH_TASKS ?? 100_000);
const queryCount = 300;
/**
 * Goals in milliseconds, for 100,000 or 1,000,000 videos. `firstPage` has no groups and `allIds` is grouped by day; both return all ids.
 */
const goals =
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

const fileBytes = (path: string): number => statSync(path).size;

function requestFor(text: string, change: Partial<SearchRequest>): SearchRequest {
  const context = { nowMs: Date.now(), ...catalogueValues(models) };
  return {
    query: parseQuery(text, context).query,
    scope: 'videos',
    sort: { key: 'date', isDescending: true },
    group: 'day',
    includeEntries: true,
    includeFacets: false,
    includeMidWord: false,
    derivedCollections: [],
    ...change,
  };
}

/** Seeded queries drawn from prompts like the library's. `typed`: as people type them. `fuzz`: as in the property test. */
function queriesFor(texts: SearchTexts): { readonly typed: readonly string[]; readonly fuzz: readonly string[] } {
  const prompts = Array.from({ length: 500 }, () => texts.prompt());
  const typed = createTypedQueries(texts, [texts.prompt(), ...prompts]);
  return { typed: Array.from({ length: queryCount }, typed), fuzz: Array.from({ length: queryCount }, () => texts.query(prompts)) };
}

function searchTimesMs(index: SearchIndex, queries: readonly string[], change: Partial<SearchRequest>): number[] {
  return queries.map((text) => {
    const request = requestFor(text, change);
    return measureMs(() => index.search(request));
  });
}

function seedTasks(library: SearchLibrary): void {
  for (let added = 0; added < taskCount; added += 10_000) library.addTasks(Math.min(10_000, taskCount - added));
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

/** Measures the search. `EVOLINK_BENCH_TASKS=1000000` measures the larger library. */
export async function libraryFigures(): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-library-'));
  const texts = createSearchTexts(1);
  const library = openSearchLibrary(join(folder, 'studio.sqlite'), texts, 4);
  try {
    seedTasks(library);
    const path = join(folder, 'search.sqlite');
    const index = openSearchIndex({ path, databaseId: 'a', reader: createEntryReader(library.database) });
    const buildMs = measureMs(() => {
      while (index.indexSlice());
    });
    index.close();
    let reopened = openSearchIndex({ path, databaseId: 'a', reader: createEntryReader(library.database) });
    reopened.close();
    const openMs = measureMs(() => {
      reopened = openSearchIndex({ path, databaseId: 'a', reader: createEntryReader(library.database) });
    });
    const yardstick = yardstickMs();
    const { typed, fuzz } = queriesFor(texts);
    reopened.search(requestFor('', {}));
    const firstPage = searchTimesMs(reopened, typed, { group: 'none' });
    const allIds = searchTimesMs(reopened, typed, {});
    const midWord = searchTimesMs(reopened, typed, { includeMidWord: true });
    const facets = searchTimesMs(reopened, typed, { includeFacets: true });
    const fuzzIds = searchTimesMs(reopened, fuzz, {});
    const catchUpMs = measureMs(() => {
      library.addTasks(1);
      reopened.search(requestFor('', {}));
    });
    reopened.close();
    const indexBytes = fileBytes(path);
    const textSizeBytes = textBytes(library);
    const judging = await judgingFigures(library.path, folder, yardstick);
    return {
      'library.firstPage.p95': figure(p95(firstPage), 'ms', yardstick, goals.firstPage),
      'library.allIds.p95': figure(p95(allIds), 'ms', yardstick, goals.allIds),
      'library.midWord.p95': figure(p95(midWord), 'ms', yardstick, goals.midWord),
      'library.facets.p95': figure(p95(facets), 'ms', yardstick, goals.facets),
      'library.fuzzIds.p95': figure(p95(fuzzIds), 'ms', yardstick),
      'library.catchUp': figure(catchUpMs, 'ms', yardstick),
      'library.startWithIndex': figure(openMs, 'ms', yardstick),
      'library.build': figure(buildMs, 'ms', yardstick),
      'library.indexSize': figure(indexBytes, 'bytes', textSizeBytes, 1.3 * textSizeBytes),
      ...judging,
    };
  } finally {
    library.close();
    rmSync(folder, { recursive: true });
  }
}
