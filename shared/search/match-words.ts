// Where the tokens of typed words stand in the tokens of a text.
import { isSingleLetter, isWordToken, type Tokenizer } from './tokens.ts';

/** The most tokens of one word or phrase that are sought. Nobody types so many; a text without white space may be pasted. */
const maxSoughtTokens = 64;

/** The tokens that a typed word or phrase is sought by: the first 64. */
export const sequenceOf = (words: string, tokenizer: Tokenizer): readonly string[] => tokenizer.tokenize(words).slice(0, maxSoughtTokens);

/** How one token of a text may stand for one of a query. */
type TokenTest = (token: string, sought: string) => boolean;

const isSame: TokenTest = (token, sought) => token === sought;
const isBeginning: TokenTest = (token, sought) => token.startsWith(sought);
const isInside: TokenTest = (token, sought) => token.includes(sought);

/** How the last token of a sequence is compared; all before it are compared exactly. */
export function lastTokenTest(sequence: readonly string[], isPhrase: boolean): TokenTest {
  const last = sequence.at(-1);
  if (isPhrase || last === undefined || isSingleLetter(last)) return isSame;
  return sequence.length === 1 && isWordToken(last) ? isInside : isBeginning;
}

/** The positions at which a sequence stands in the tokens of a text, side by side. */
export function positionsOf(tokens: readonly string[], sequence: readonly string[], testLast: TokenTest): number[] {
  const last = sequence.length - 1;
  const standsAt = (at: number): boolean =>
    sequence.every((sought, index) => (index === last ? testLast : isSame)(tokens[at + index] ?? '', sought));
  return tokens.flatMap((_, at) => (at + last < tokens.length && standsAt(at) ? [at] : []));
}
