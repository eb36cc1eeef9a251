import { expect, test } from 'vitest';
import { markHits, queryTokens } from '../../../../shared/search/mark-hits.ts';
import { matches } from '../../../../shared/search/match-entry.ts';
import { parseQuery } from '../../../../shared/search/parse/parse-query.ts';
import { createTokenizer, type Tokenizer } from '../../../../shared/search/text-tokenizer.ts';
import { fc } from '../../../support/fast-check.ts';
import { searchContext } from '../../../support/search-context.ts';
import { entryWith } from '../../../support/search-entry.ts';
import { createSearchTexts, simplifyKnown } from '../../../support/search-texts.ts';

const tokenizer = createTokenizer(simplifyKnown);
const hits = (text: string, query: string) =>
  markHits(tokenizer.tokenizeWithSpans(text), queryTokens(parseQuery(query, searchContext).query, tokenizer));
/** The text with its hits in brackets. */
function marked(text: string, query: string): string {
  let result = '';
  let at = 0;
  for (const { from, to } of hits(text, query)) {
    result += `${text.slice(at, from)}[${text.slice(from, to)}]`;
    at = to;
  }
  return result + text.slice(at);
}

test.each([
  ['The fox, a Fox.', 'fox', 'The [fox], a [Fox].'],
  ['asleep or sleeping', 'leep', 'as[leep] or s[leep]ing'],
  ['banana', 'an', 'b[anan]a'],
  ['slow dolly-zoom shot', '"dolly zoom"', 'slow [dolly-zoom] shot'],
  ['slow dolly zooming', 'dolly-zoom', 'slow [dolly zoom]ing'],
  ['slow dolly zooming', '"dolly zoom"', 'slow dolly zooming'],
  ['red fox, red wolf', 'fox -wolf tag:red', 'red [fox], red wolf'],
  ['red fox', '-(a -fox)', 'red [fox]'],
  ['red fox', 'fox OR red', '[red] [fox]'],
  ['紅色慢鏡頭', '慢镜', '紅色[慢鏡]頭'],
  ['Große Straße', 'strass', 'Große [Straß]e'],
  ['Cafe\u0301s', 'café', '[Cafe\u0301]s'],
  ['ｶﾞﾗｽの狐', 'ガ 狐', '[ｶﾞ]ﾗｽの[狐]'],
  ['a 👩‍🚀!', '🚀', 'a 👩‍[🚀]!'],
  ['nothing', '', 'nothing'],
])('in %s, %s marks its hits', (text, query, expected) => {
  expect(marked(text, query)).toBe(expected);
});

test('a query is split into tokens once, however many texts it marks', () => {
  const tokenizedTexts: string[] = [];
  const counting: Tokenizer = {
    ...tokenizer,
    tokenize(text) {
      tokenizedTexts.push(text);
      return tokenizer.tokenize(text);
    },
  };
  const words = queryTokens(parseQuery('red fox', searchContext).query, counting);
  for (const text of ['a red fox', 'a fox']) markHits(tokenizer.tokenizeWithSpans(text), words);
  expect(tokenizedTexts).toEqual(['red', 'fox']);
});

test('hits are sorted and disjoint, and a prompt has one exactly when it matches a single word', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const texts = createSearchTexts(seed);
      const prompt = texts.prompt();
      const { query } = parseQuery(texts.query([prompt]), searchContext);
      const spans = markHits(tokenizer.tokenizeWithSpans(prompt), queryTokens(query, tokenizer));
      for (const [index, { from, to }] of spans.entries()) {
        expect(from).toBeLessThan(to);
        expect(to).toBeLessThanOrEqual(prompt.length);
        if (index > 0) expect(from).toBeGreaterThan(spans[index - 1]?.to ?? 0);
      }
      if (query.kind === 'words') expect(spans.length > 0).toBe(matches(entryWith({}, { prompt }), query, tokenizer));
    }),
    { numRuns: 1000 },
  );
});
