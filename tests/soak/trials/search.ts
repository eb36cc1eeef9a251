// Compares the search index with a plain scan, which defines the right result, for queries drawn from generated prompts in eight languages.
import { createSimplifier } from '../../../electron/db/search/indexing/simplify-chinese.ts';
import type { Entry } from '../../../shared/search/entry.ts';
import { matches } from '../../../shared/search/match-entry.ts';
import { parseQuery } from '../../../shared/search/parse/parse-query.ts';
import type { Query } from '../../../shared/search/query.ts';
import { quoted } from '../../../shared/search/quotes.ts';
import { createTokenizer, type Tokenizer } from '../../../shared/search/text-tokenizer.ts';
import { searchContext } from '../../support/search-context.ts';
import { type SeededIndex, searchRequest, seedIndex } from '../../support/search-library.ts';
import { createSearchTexts, type SearchTexts } from '../../support/search-texts.ts';
import { atLeast, exactly, type Trial } from '../trial.ts';

/** The number of queries per prompt. The short part has more, because it has few prompts. */
const queriesPerPrompt = { full: 0.1, short: 0.4 } as const;

/** A tokenizer that caches the tokens of each text, because the scan reads all texts for every query. */
function cachingTokenizer(): Tokenizer {
  const tokenizer = createTokenizer(createSimplifier());
  const cache = new Map<string, string[]>();
  return {
    ...tokenizer,
    tokenize(text) {
      const tokens = cache.get(text) ?? tokenizer.tokenize(text);
      cache.set(text, tokens);
      return tokens;
    },
  };
}

/** The ids in ascending order, for comparison. */
const sorted = (ids: Iterable<number>): string => [...ids].sort((a, b) => a - b).join();

/** Returns what a plain scan finds for a query, and whether the index finds the same. */
function compare(
  { index, entries }: SeededIndex,
  query: Query,
  tokenizer: Tokenizer,
): { readonly isSame: boolean; readonly count: number } {
  const expected = entries.filter((entry: Entry) => matches(entry, query, tokenizer)).map(({ id }) => id);
  return { isSame: sorted(index.search(searchRequest(query)).entryIds) === sorted(expected), count: expected.length };
}

/** The texts from which words are drawn: all prompts, and what the user wrote about videos. */
const wordSources = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap(({ text }) => [
    text.prompt,
    ...[text.title, text.notes, ...text.tags, ...text.collections].filter((words) => words !== ''),
  ]);

/** In three of ten queries, adds a condition on a judgement, or replaces the words with such a condition. */
function withCondition(texts: SearchTexts, typed: string, entries: readonly Entry[]): string {
  if (texts.index(10) >= 3) return typed;
  const { text } = entries[texts.index(entries.length)] ?? { text: { tags: [], collections: [] } };
  const condition = texts.pick([
    `rating:${texts.pick(['', '>=', '<', '>', '<='])}${texts.index(6)}`,
    `is:${texts.pick(['pick', 'reject', 'favourite', 'untagged'])}`,
    `tag:${quoted(text.tags[0] ?? 'fox')}`,
    `in:${quoted(text.collections[0] ?? 'fox')}`,
  ]);
  const signed = texts.index(4) === 0 ? `-${condition}` : condition;
  return texts.index(2) === 0 ? signed : `${typed} ${signed}`;
}

/** One run is one prompt. */
export const search: Trial = {
  name: 'search',
  promise: '20,000 prompts in 8 languages × 2,000 queries: the index finds exactly what a plain scan by the definition finds',
  runs: { full: 20_000, short: 500 },
  async run({ seed, runs, scale, say }) {
    const texts = createSearchTexts(seed);
    const seeded = seedIndex(texts, runs);
    try {
      const tokenizer = cachingTokenizer();
      const sources = wordSources(seeded.entries);
      const queries = Array.from({ length: Math.round(runs * queriesPerPrompt[scale]) }, () =>
        withCondition(texts, texts.query(sources), seeded.entries),
      );
      let differences = 0;
      let withResults = 0;
      for (const typed of queries) {
        const { isSame, count } = compare(seeded, parseQuery(typed, searchContext).query, tokenizer);
        if (count > 0) withResults += 1;
        if (isSame) continue;
        differences += 1;
        say(`the index and the scan differ for: ${typed}`);
      }
      return {
        conditions: [
          exactly('queries for which index and scan differ', differences, 0),
          atLeast('queries that find something', withResults, queries.length / 2, 'queries'),
        ],
        figures: { queries: queries.length, entries: seeded.entries.length, queriesWithResults: withResults },
      };
    } finally {
      seeded.close();
    }
  },
};
