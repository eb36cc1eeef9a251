// Compares the matches, counts, order and groups of search results with a plain scan of the entries.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSimplifier } from '../../../../electron/db/search/indexing/simplify-chinese.ts';
import type { EntryText } from '../../../../shared/search/entry.ts';
import { type Entry, entryTarget } from '../../../../shared/search/entry.ts';
import { matches } from '../../../../shared/search/match-entry.ts';
import { parseQuery } from '../../../../shared/search/parse/parse-query.ts';
import type { Query } from '../../../../shared/search/query.ts';
import type { FacetName, SearchRequest, SearchResult, SortKey } from '../../../../shared/search/search-request.ts';
import { createTokenizer } from '../../../../shared/search/text-tokenizer.ts';
import { searchContext } from '../../../support/search-context.ts';
import { type SeededIndex, searchRequest, seedIndex } from '../../../support/search-library.ts';
import { createSearchTexts } from '../../../support/search-texts.ts';

const tokenizer = createTokenizer(createSimplifier());
let seeded: SeededIndex;
let entries: readonly Entry[];

beforeAll(() => {
  seeded = seedIndex(createSearchTexts(11), 300);
  entries = seeded.entries;
});
afterAll(() => seeded.close());

const parsed = (text: string): Query => parseQuery(text, searchContext).query;
const search = (text: string, change: Partial<SearchRequest> = {}): SearchResult =>
  seeded.index.search(searchRequest(parsed(text), change));

const scan = (text: string): Entry[] => entries.filter((entry) => matches(entry, parsed(text), tokenizer));
const ids = (entryList: readonly Entry[]): number[] => entryList.map(({ id }) => id).sort((a, b) => a - b);

test.each([
  'model:kling',
  'model:"Kling V2"',
  'model:my-own',
  'vendor:google',
  'kind:text-to-video',
  'ratio:16:9',
  'quality:1080p -ratio:9:16',
  'audio:yes',
  'audio:no',
  '-audio:yes',
  'from:reference',
  'is:failed',
  'is:ready',
  'is:draft',
  '-is:ready -is:failed',
  'is:missing',
  'is:simulated',
  'is:untagged',
  'is:pick OR is:simulated',
  'longer:5',
  'shorter:5',
  'rating:0',
  'rating:>=1',
  'cost:>20',
  'cost:<=8.5',
  'seed:7',
  'before:2025-06',
  'after:2025-06-01',
  'after:2025-03 before:2025-04',
  'profile:work',
  'profile:个人',
  '-(profile:work OR cost:>5) audio:yes',
])('“%s” finds what a scan finds', (text) => {
  expect(parseQuery(text, searchContext).problems).toEqual([]);
  expect([...search(text).entryIds].sort((a, b) => a - b)).toEqual(ids(scan(text)));
});

test('several words find the entries that are in the results of every single word', () => {
  const texts = createSearchTexts(12);
  const prompts = entries.map(({ text }) => text.prompt);
  const found = (text: string): number[] => [...search(text, { scope: 'history', includeMidWord: false }).entryIds];
  const word = (): string => {
    const [first = 'fox', ...others] = texts.pick([prompts[0] ?? '', ...prompts.slice(1)]).split(/[^\p{L}\p{M}\p{N}]+/u);
    const whole = texts.pick([first, ...others, 'kling', '"Kling V2"']);
    return whole.startsWith('"')
      ? whole
      : Array.from(whole)
          .slice(0, 1 + texts.index(4))
          .join('');
  };
  let foundCount = 0;
  for (let query = 0; query < 300; query += 1) {
    const words = [word(), word(), word()].slice(texts.index(2)).filter((term) => term !== '');
    const all = words.map((term) => new Set(found(term)));
    const combined = found(words.join(' '));
    foundCount += combined.length;
    expect({ words, ids: combined.sort((a, b) => a - b) }).toEqual({
      words,
      ids: ids(entries.filter(({ id }) => all.every((term) => term.has(id)))),
    });
  }
  expect(foundCount).toBeGreaterThan(300);
});

test('a collection contains the videos that were added to it and those that its searches find', () => {
  const [name = ''] = entries.flatMap(({ text }) => text.collections);
  const query: Query = {
    kind: 'condition',
    condition: { field: 'in', text: name, resolved: { names: [name], queries: [parsed('is:pick')] } },
  };
  const expected = ids(entries.filter((entry) => matches(entry, query, tokenizer)));
  expect(expected.length).toBeGreaterThan(ids(entries.filter(({ text }) => text.collections.includes(name))).length);
  const result = seeded.index.search(
    searchRequest(query, { includeFacets: true, derivedCollections: [{ name: 'Smart', query: parsed('is:pick') }] }),
  );
  expect([...result.entryIds].sort((a, b) => a - b)).toEqual(expected);
  // The condition on the collection does not narrow the counts of the facet.
  expect(result.facets?.collection.find(({ value }) => value === 'Smart')?.count).toBe(scan('is:pick').length);
});

test('the scope of videos omits tasks without a video', () => {
  const result = search('', { scope: 'videos' });
  expect(result.entryIds.length).toBeGreaterThan(100);
  expect([...result.entryIds].every((id) => entryTarget(id).kind === 'result')).toBe(true);
});

/** The facets with one text value for each entry. */
const plainFacets: Partial<Record<FacetName, (entry: Entry) => string | null>> = {
  model: (entry) => entry.model,
  vendor: (entry) => entry.vendor,
  ratio: (entry) => entry.ratio,
  quality: (entry) => entry.quality,
  profile: (entry) => entry.profile,
  kind: (entry) => entry.kind,
  audio: (entry) => (entry.hasAudio === null ? null : entry.hasAudio ? 'yes' : 'no'),
  month: (entry) => String(new Date(new Date(entry.atMs).getFullYear(), new Date(entry.atMs).getMonth(), 1).getTime()),
  rating: (entry) => String(entry.rating),
  file: (entry) => entry.fileState,
  state: (entry) => entry.state,
};

function countBy(entryList: readonly Entry[], readValue: (entry: Entry) => string | null): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const entry of entryList) {
    const value = readValue(entry);
    if (value !== null) counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

test('the facet of file states ignores the conditions on missing files', () => {
  const facetsOf = (text: string) => search(text, { includeFacets: true }).facets;
  expect(facetsOf('is:missing')?.file).toEqual(facetsOf('')?.file);
  expect(facetsOf('-is:missing')?.file).toEqual(facetsOf('')?.file);
});

test('every facet is counted under the rest of the query, without the conditions on itself', () => {
  const facets = search('ratio:16:9 model:kling', { includeFacets: true }).facets;
  const remainingQueries: Partial<Record<FacetName, string>> = { ratio: 'model:kling', model: 'ratio:16:9' };
  for (const [name, readValue] of Object.entries(plainFacets)) {
    const remainingQuery = remainingQueries[name as FacetName] ?? 'ratio:16:9 model:kling';
    const counts = Object.fromEntries((facets?.[name as FacetName] ?? []).map(({ value, count }) => [value, count]));
    expect(counts, name).toEqual(countBy(scan(remainingQuery), readValue));
  }
});

test('durations and credits are counted in ranges', () => {
  const facets = search('', { includeFacets: true }).facets;
  const withDuration = entries.filter(({ durationSeconds }) => durationSeconds !== null);
  const sum = (name: FacetName): number => (facets?.[name] ?? []).reduce((total, { count }) => total + count, 0);
  expect(sum('duration')).toBe(withDuration.length);
  expect(facets?.duration.find(({ value }) => value === '4-6')?.count).toBe(
    withDuration.filter(({ durationSeconds }) => (durationSeconds ?? 0) >= 4 && (durationSeconds ?? 0) < 6).length,
  );
  expect(sum('credits')).toBe(entries.filter(({ credits }) => credits !== null).length);
});

const sortValue: Partial<Record<SortKey, (entry: Entry) => number>> = {
  date: (entry) => entry.atMs,
  duration: (entry) => entry.durationSeconds ?? Number.NEGATIVE_INFINITY,
  credits: (entry) => entry.credits ?? Number.NEGATIVE_INFINITY,
  size: (entry) => entry.bytes ?? Number.NEGATIVE_INFINITY,
};

test.each(Object.keys(sortValue) as SortKey[])('results are sorted by %s, in both directions', (key) => {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const values = (isDescending: boolean): number[] =>
    Array.from(search('', { sort: { key, isDescending } }).entryIds, (id) => {
      const entry = byId.get(id);
      return entry === undefined ? Number.NaN : (sortValue[key]?.(entry) ?? Number.NaN);
    });
  const ascending = values(false);
  expect(ascending).toEqual([...ascending].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  expect(values(true)).toEqual([...ascending].reverse());
});

test('results are sorted by the names of their files', () => {
  const names = new Map(entries.map(({ id, text }) => [id, text.fileName]));
  const sorted = Array.from(
    search('', { scope: 'videos', sort: { key: 'name', isDescending: false } }).entryIds,
    (id) => names.get(id) ?? '',
  );
  const folded = (name: string): string => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(folded(a)), Buffer.from(folded(b)));
  expect(sorted).toEqual([...sorted].sort(compare));
});

test('the most relevant entry comes first: one of few words before one of many', () => {
  const result = search('fox', { sort: { key: 'relevance', isDescending: true } });
  expect([...result.entryIds].sort((a, b) => a - b)).toEqual(ids(scan('fox')));
  const wordCount = ({ model, ...texts }: EntryText): number => Object.values(texts).flat().flatMap(tokenizer.tokenize).length;
  const lengths = new Map(entries.map(({ id, text }) => [id, wordCount(text)]));
  expect(lengths.get(result.entryIds[0] ?? 0) ?? 0).toBeLessThan(lengths.get(result.entryIds.at(-1) ?? 0) ?? 0);
});

test.each(['day', 'month', 'model'] as const)('groups by %s add up to the result, and each contains only its own entries', (group) => {
  const result = search('', { group });
  expect(result.groups.reduce((sum, { count }) => sum + count, 0)).toBe(result.entryIds.length);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const labelOf = (id: number): string => {
    const entry = byId.get(id);
    if (entry === undefined) return '?';
    const at = new Date(entry.atMs);
    if (group === 'model') return entry.model;
    return String(new Date(at.getFullYear(), at.getMonth(), group === 'day' ? at.getDate() : 1).getTime());
  };
  let from = 0;
  for (const { label, count } of result.groups) {
    expect(new Set(Array.from(result.entryIds.slice(from, from + count), labelOf))).toEqual(new Set([label]));
    from += count;
  }
});

test.each(['none', 'day', 'month', 'model', 'collection'] as const)(
  'a limited result by %s has the first entries and all of their groups',
  (group) => {
    for (const sort of [
      { key: 'date', isDescending: true },
      { key: 'rating', isDescending: false },
    ] as const) {
      const all = search('', { group, sort });
      const limited = search('', { group, sort, maxEntries: 30 });
      expect([...limited.entryIds]).toEqual([...all.entryIds.slice(0, 30)]);
      expect(limited.groups.reduce((sum, { count }) => sum + count, 0)).toBe(30);
      const labels = limited.groups.map(({ label }) => label);
      expect(labels).toEqual(all.groups.slice(0, labels.length).map(({ label }) => label));
      expect([limited.entryCount, all.entryCount]).toEqual([all.entryIds.length, all.entryIds.length]);
    }
  },
);

test('a result without entries has their number and no groups', () => {
  const { entryIds, groups, entryCount } = search('fox', { maxEntries: 0 });
  expect([entryIds.length, groups, entryCount]).toEqual([0, [], scan('fox').length]);
});

test('an empty result contains the number of matches without each part of the query', () => {
  const result = search('model:kling vendor:google ratio:16:9');
  expect(result.entryIds).toHaveLength(0);
  expect(result.countsWithoutPart).toEqual([scan('vendor:google ratio:16:9').length, scan('model:kling ratio:16:9').length, 0]);
});

test('a video in the trash is found only in the scope of the trash, a deleted one nowhere', () => {
  const { library, index } = seeded;
  const [trashed = 0, deleted = 0] = [...search('', { scope: 'videos' }).entryIds].map((id) => entryTarget(id).id);
  const change = library.database.prepare<{ id: number; trash: string }>(
    'trash',
    `UPDATE result SET trash = :trash, trashedAtMs = 1, trashedFrom = path, state = iif(:trash = 'deleted', 'missing', state) WHERE id = :id`,
  );
  change.run({ id: trashed, trash: 'trashed' });
  change.run({ id: deleted, trash: 'deleted' });
  while (index.indexSlice());
  const found = (scope: SearchRequest['scope']) =>
    [...search('', { scope }).entryIds].map(entryTarget).filter(({ kind }) => kind === 'result');
  const contains = (scope: SearchRequest['scope'], id: number) => found(scope).some((target) => target.id === id);
  expect(found('trash')).toEqual([{ kind: 'result', id: trashed }]);
  expect([contains('videos', trashed), contains('history', trashed)]).toEqual([false, false]);
  expect([contains('videos', deleted), contains('history', deleted), contains('trash', deleted)]).toEqual([false, false, false]);
  library.database
    .prepare<{ id: number }>('restore', 'UPDATE result SET trash = NULL, trashedAtMs = NULL, trashedFrom = NULL WHERE id = :id')
    .run({ id: trashed });
  while (index.indexSlice());
  expect([contains('videos', trashed), found('trash')]).toEqual([true, []]);
});
