// Finds the tokens of typed words in the tokens of a text.
import { isSingleLetter, isWordToken, type Tokenizer } from './text-tokenizer.ts';

/** The most tokens of one word or phrase that are searched. Only a pasted text without white space has more. */
const maxTokensPerTerm = 64;

/** The tokens of a typed word or phrase, at most the first 64. */
export const sequenceOf = (words: string, tokenizer: Tokenizer): readonly string[] => tokenizer.tokenize(words).slice(0, maxTokensPerTerm);

/** Compares a token of a text with one of a query. */
type TokenTest = (token: string, queryToken: string) => boolean;

const isSame: TokenTest = (token, queryToken) => token === queryToken;
const isBeginning: TokenTest = (token, queryToken) => token.startsWith(queryToken);
const isInside: TokenTest = (token, queryToken) => token.includes(queryToken);

/** Returns the comparison for the last token of a sequence. All earlier tokens are compared exactly. */
export function lastTokenTest(sequence: readonly string[], isPhrase: boolean): TokenTest {
  const last = sequence.at(-1);
  if (isPhrase || last === undefined || isSingleLetter(last)) return isSame;
  return sequence.length === 1 && isWordToken(last) ? isInside : isBeginning;
}

/** Returns the positions in a text's tokens at which the whole sequence begins and continues without a gap. */
export function positionsOf(tokens: readonly string[], sequence: readonly string[], testLast: TokenTest): number[] {
  const last = sequence.length - 1;
  const standsAt = (at: number): boolean =>
    sequence.every((queryToken, index) => (index === last ? testLast : isSame)(tokens[at + index] ?? '', queryToken));
  return tokens.flatMap((_, at) => (at + last < tokens.length && standsAt(at) ? [at] : []));
}
