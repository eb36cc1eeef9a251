// Finds the parts of a text that a query's words hit, for highlighting.
import { lastTokenTest, positionsOf, sequenceOf } from './match-words.ts';
import type { Query, Span } from './query.ts';
import type { SpannedToken, Tokenizer } from './tokens.ts';

type Words = Extract<Query, { kind: 'words' }>;

/** The words of a query that an entry may be found by: not those behind a minus. Two minus signs cancel each other. */
function soughtWords(query: Query, isNegated: boolean): readonly Words[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.parts.flatMap((part) => soughtWords(part, isNegated));
    case 'not':
      return soughtWords(query.part, !isNegated);
    case 'words':
      return isNegated ? [] : [query];
    case 'condition':
      return [];
  }
}

/** The part of a token that a shorter token stands for, wherever it is in it. */
function partsOf(token: SpannedToken, sought: string): Span[] {
  if (token.text === sought) return [token];
  const parts: Span[] = [];
  for (let at = token.text.indexOf(sought); at !== -1; at = token.text.indexOf(sought, at + sought.length)) {
    const from = token.units[at]?.from ?? token.from;
    const to = token.units[at + sought.length - 1]?.to ?? token.to;
    parts.push({ from, to });
  }
  return parts;
}

/** Words of a query as tokens, which stand side by side where they hit. */
export interface SoughtTokens {
  readonly sequence: readonly string[];
  readonly isPhrase: boolean;
}

/** The tokens that a query marks: cut once per query, not for each text. Conditions and negated words mark nothing. */
export const soughtTokens = (query: Query, tokenizer: Tokenizer): readonly SoughtTokens[] =>
  soughtWords(query, false).map(({ text, isPhrase }) => ({ sequence: sequenceOf(text, tokenizer), isPhrase }));

function spansOf(tokens: readonly SpannedToken[], { sequence, isPhrase }: SoughtTokens): Span[] {
  const last = sequence.at(-1);
  if (last === undefined) return [];
  const texts = tokens.map((token) => token.text);
  const isAlone = sequence.length === 1;
  return positionsOf(texts, sequence, lastTokenTest(sequence, isPhrase)).flatMap((at) => {
    const end = tokens[at + sequence.length - 1];
    const lastParts = end === undefined ? [] : partsOf(end, last);
    // Of several tokens, the last one is hit at its beginning only, and the text between them belongs to the hit.
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

/** The parts of a text that are sought, sorted and apart from each other. `tokens`: those of the text, from the tokenizer that cut `sought`. */
export const markHits = (tokens: readonly SpannedToken[], sought: readonly SoughtTokens[]): Span[] =>
  merged(sought.flatMap((one) => spansOf(tokens, one)));
