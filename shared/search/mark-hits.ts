// Finds the parts of a text that match a query's words, for highlighting.
import { lastTokenTest, positionsOf, sequenceOf } from './match-words.ts';
import type { Query, Span } from './query.ts';
import type { SpannedToken, Tokenizer } from './text-tokenizer.ts';

type Words = Extract<Query, { kind: 'words' }>;

/** The words of a query that are not negated. Two minus signs cancel each other. */
function requiredWords(query: Query, isNegated: boolean): readonly Words[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.parts.flatMap((part) => requiredWords(part, isNegated));
    case 'not':
      return requiredWords(query.part, !isNegated);
    case 'words':
      return isNegated ? [] : [query];
    case 'condition':
      return [];
  }
}

/** The parts of a token in which a shorter token occurs. */
function partsOf(token: SpannedToken, queryToken: string): Span[] {
  if (token.text === queryToken) return [token];
  const parts: Span[] = [];
  for (let at = token.text.indexOf(queryToken); at !== -1; at = token.text.indexOf(queryToken, at + queryToken.length)) {
    const from = token.units[at]?.from ?? token.from;
    const to = token.units[at + queryToken.length - 1]?.to ?? token.to;
    parts.push({ from, to });
  }
  return parts;
}

/** A word or phrase of a query as tokens, which follow each other without a gap in a hit. */
export interface QueryTokens {
  readonly sequence: readonly string[];
  readonly isPhrase: boolean;
}

/** Returns the tokens that a query marks. Called once per query, not for each text. Conditions and negated words mark nothing. */
export const queryTokens = (query: Query, tokenizer: Tokenizer): readonly QueryTokens[] =>
  requiredWords(query, false).map(({ text, isPhrase }) => ({ sequence: sequenceOf(text, tokenizer), isPhrase }));

function spansOf(tokens: readonly SpannedToken[], { sequence, isPhrase }: QueryTokens): Span[] {
  const last = sequence.at(-1);
  if (last === undefined) return [];
  const texts = tokens.map((token) => token.text);
  const isAlone = sequence.length === 1;
  return positionsOf(texts, sequence, lastTokenTest(sequence, isPhrase)).flatMap((at) => {
    const end = tokens[at + sequence.length - 1];
    const lastParts = end === undefined ? [] : partsOf(end, last);
    // With several tokens, only the beginning of the last one has to match. The text between the tokens belongs to the hit.
    return isAlone ? lastParts : [{ from: tokens[at]?.from ?? 0, to: lastParts[0]?.to ?? 0 }];
  });
}

/** Sorts spans and joins those that touch or overlap. */
function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = result.at(-1);
    if (last !== undefined && span.from <= last.to) result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else result.push({ from: span.from, to: span.to });
  }
  return result;
}

/**
 * Returns the parts of a text that the query marks, sorted and disjoint. The same tokenizer must have made `tokens` (of the text) and
 * `words`.
 */
export const markHits = (tokens: readonly SpannedToken[], words: readonly QueryTokens[]): Span[] =>
  merged(words.flatMap((one) => spansOf(tokens, one)));
