import { expect, test } from 'vitest';
import { matches } from '../../../../shared/search/match-entry.ts';
import { parseQuery } from '../../../../shared/search/parse/parse-query.ts';
import { createTokenizer } from '../../../../shared/search/text-tokenizer.ts';
import { searchContext } from '../../../support/search-context.ts';
import { entryWith } from '../../../support/search-entry.ts';
import { createSearchTexts, simplifyKnown } from '../../../support/search-texts.ts';

function sample(seed: number) {
  const texts = createSearchTexts(seed);
  const prompts = Array.from({ length: 100 }, () => texts.prompt());
  return { prompts, queries: Array.from({ length: 200 }, () => texts.query(prompts)) };
}

test('the same seed gives the same prompts and queries, another seed gives others', () => {
  expect(sample(7)).toEqual(sample(7));
  expect(sample(8)).not.toEqual(sample(7));
});

test('most queries find some of the prompts and not all of them', () => {
  const tokenizer = createTokenizer(simplifyKnown);
  const { prompts, queries } = sample(7);
  const counts = queries.map((text) => {
    const { query } = parseQuery(text, searchContext);
    return prompts.filter((prompt) => matches(entryWith({}, { prompt }), query, tokenizer)).length;
  });
  expect(counts.filter((count) => count > 0 && count < prompts.length).length).toBeGreaterThan(queries.length / 2);
});
