// Where the tokens of typed words stand in the tokens of a text.
import { isSingleLetter, isWordToken } from './tokens.ts';

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
