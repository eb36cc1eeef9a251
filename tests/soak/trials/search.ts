// The search index against the definition of a match: generated prompts in eight languages, queries drawn from them, and a plain scan that says what
// each must find.
import { createSimplifier } from '../../../electron/db/search/indexing/simplify-chinese.ts';
import type { Entry } from '../../../shared/search/entry.ts';
import { matches } from '../../../shared/search/match-entry.ts';
import { parseQuery } from '../../../shared/search/parse-query.ts';
import type { Query } from '../../../shared/search/query.ts';
import { createTokenizer, type Tokenizer } from '../../../shared/search/tokens.ts';
import { searchContext } from '../../support/search-context.ts';
import { type SeededIndex, searchRequest, seedIndex } from '../../support/search-library.ts';
import { createSearchTexts } from '../../support/search-texts.ts';
import { atLeast, exactly, type Trial } from '../trial.ts';

/** Queries for each prompt; the short part has more, since its prompts are few. */
const queriesPerPrompt = { full: 0.1, short: 0.4 } as const;

/** Cuts each text once: a scan looks at all texts for every query. */
function rememberingTokenizer(): Tokenizer {
  const tokenizer = createTokenizer(createSimplifier());
  const known = new Map<string, string[]>();
  return {
    ...tokenizer,
    tokenize(text) {
      const tokens = known.get(text) ?? tokenizer.tokenize(text);
      known.set(text, tokens);
      return tokens;
    },
  };
}

/** The ids in an order that both sides share. */
const sorted = (ids: Iterable<number>): string => [...ids].sort((a, b) => a - b).join();

/** What a query finds by a plain scan, and whether the index finds the same. */
function compare(
  { index, entries }: SeededIndex,
  query: Query,
  tokenizer: Tokenizer,
): { readonly isSame: boolean; readonly count: number } {
  const expected = entries.filter((entry: Entry) => matches(entry, query, tokenizer)).map(({ id }) => id);
  return { isSame: sorted(index.search(searchRequest(query)).entryIds) === sorted(expected), count: expected.length };
}

/** A run is one prompt. */
export const search: Trial = {
  name: 'search',
  shows: '20,000 prompts in 8 languages × 2,000 queries: the index finds exactly what a plain scan by the definition finds',
  runs: { full: 20_000, short: 500 },
  async run({ seed, runs, scale, say }) {
    const texts = createSearchTexts(seed);
    const seeded = seedIndex(texts, runs);
    try {
      const tokenizer = rememberingTokenizer();
      const prompts = seeded.entries.map(({ text }) => text.prompt);
      const queries = Array.from({ length: Math.round(runs * queriesPerPrompt[scale]) }, () => texts.query(prompts));
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
