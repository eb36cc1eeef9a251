// An index that keeps the entries of frequent terms, and sorted entries, finds what a new index finds, whatever changed in between.
import { describe, expect, it } from 'vitest';
import { createEntryReader } from '../../../../electron/db/search/indexing/entry-reader.ts';
import { openSearchIndex, type SearchIndex } from '../../../../electron/db/search/search-index.ts';
import { models } from '../../../../shared/models/index.ts';
import { catalogueValues } from '../../../../shared/search/catalogue-values.ts';
import { parseQuery } from '../../../../shared/search/parse/parse-query.ts';
import { type SearchRequest, sortKeys } from '../../../../shared/search/search-request.ts';
import { type SearchLibrary, searchRequest, seedIndex } from '../../../support/search-library.ts';
import { createSearchTexts, type SearchTexts } from '../../../support/search-texts.ts';

const context = { nowMs: 0, ...catalogueValues(models) };
const taskCount = 150;

/** Changes one random video: what the user decided about it, or what became of its file, which may remove its entry. */
function changeVideo({ tables }: SearchLibrary, texts: SearchTexts): void {
  const videos = tables.results.index();
  const row = tables.results.get(videos[texts.index(videos.length)]?.id ?? 0);
  if (row === undefined) throw new Error('the video does not exist');
  const lost = { storedAtMs: null, path: null, folderId: null, nextAttemptAtMs: null, url: 'http://127.0.0.1:9/x' };
  const changes = [
    () => tables.judgements.set('rating', [row.id], texts.index(6)),
    () => tables.judgements.set('title', [row.id], texts.prompt()),
    () => tables.results.update({ ...row, state: row.state === 'missing' ? 'stored' : 'missing' }),
    () => tables.results.update({ ...row, state: 'available', ...lost }),
  ] as const;
  texts.pick(changes)();
}

const indexAll = (index: SearchIndex): SearchIndex => {
  while (index.indexSlice());
  return index;
};

describe('an index whose searches were prepared', () => {
  const texts = createSearchTexts(17);
  const { library, index, close } = seedIndex(texts, taskCount);
  while (index.prepareSlice());

  function expectSameResults(request: SearchRequest): void {
    const fresh = indexAll(openSearchIndex({ path: ':memory:', databaseId: 'a', reader: createEntryReader(library.database) }));
    const expected = fresh.search(request);
    fresh.close();
    expect(index.search(request)).toEqual(expected);
  }

  it('finds the same entries in the same order as a new index after each change', () => {
    for (let step = 0; step < 40; step += 1) {
      if (texts.index(3) === 0) library.addTasks(1 + texts.index(2));
      else changeVideo(library, texts);
      const text = texts.pick([texts.prompt().slice(0, 6), texts.prompt().slice(0, 2), texts.query([texts.prompt()])]);
      const sort = { key: texts.pick(sortKeys), isDescending: texts.index(2) === 0 };
      expectSameResults(searchRequest(parseQuery(text, context).query, { sort, includeFacets: true }));
    }
  });

  it('finds the same entries after more changes than it records', () => {
    library.addTasks(200);
    index.search(searchRequest({ kind: 'and', parts: [] }));
    while (index.prepareSlice());
    library.addTasks(400);
    for (const text of ['a', 'th', texts.prompt().slice(0, 3)]) {
      while (index.indexSlice());
      expectSameResults(searchRequest(parseQuery(text, context).query));
    }
    close();
  });
});
