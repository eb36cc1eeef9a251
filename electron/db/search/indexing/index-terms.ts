// How tokens stand in the full-text index. A letter of a script that is written without spaces is frequent, and so are its neighbours; a pair of them is not.
// Such a letter therefore stands in the index as a pair with the next one, at its own position: a phrase of n letters becomes a phrase of n − 1 pairs.
import { isUnspacedLetter } from '../../../../shared/search/tokens.ts';

/** Stands behind the first letter of a pair, so that a letter is told from the same letter with marks. No token holds it: it is a control character. */
const pairSign = '\u0081';

/** The terms of a text, one for each token and in their order, joined by spaces. A letter before no other such letter is a pair without a second one. */
export function joinedTerms(tokens: readonly string[]): string {
  let text = '';
  let isAfterLetter = false;
  for (const token of tokens) {
    const isLetter = isUnspacedLetter(token);
    if (isLetter && isAfterLetter) text += token;
    if (text !== '') text += ' ';
    text += isLetter ? token + pairSign : token;
    isAfterLetter = isLetter;
  }
  return text;
}

/** A sequence of tokens that is sought in the terms of a text. */
export interface SoughtTerms {
  /** Joined by spaces. */
  readonly terms: string;
  /** Whether the last term may be the beginning of a longer one. */
  readonly isBeginning: boolean;
}

/** The terms that stand side by side in a text that holds these tokens side by side. `isBeginning`: the last token may be the beginning of a longer one. */
export function soughtTerms(tokens: readonly string[], isBeginning: boolean): SoughtTerms {
  const last = tokens.at(-1) ?? '';
  if (!isUnspacedLetter(last)) return { terms: joinedTerms(tokens), isBeginning };
  const before = tokens.slice(0, -1);
  const pairs = joinedTerms(before);
  // The last letter is part of the pair of the letter before it.
  if (isUnspacedLetter(before.at(-1) ?? '')) return { terms: pairs + last, isBeginning };
  return { terms: `${pairs} ${isBeginning ? last : last + pairSign}`.trimStart(), isBeginning: true };
}

/** Sought terms as a phrase of FTS5. Terms hold no quotes, since those are separators; they are doubled all the same. */
export const phraseOf = ({ terms, isBeginning }: SoughtTerms): string => `"${terms.replaceAll('"', '""')}"${isBeginning ? ' *' : ''}`;

/** The token that a term, or the first letter of its pair, was made from. */
export function tokenOfTerm(term: string): string {
  const sign = term.indexOf(pairSign);
  return sign < 0 ? term : term.slice(0, sign);
}

/** The first code points of a text. Most have no surrogates. */
function firstOf(text: string, count: number): string {
  let end = 0;
  for (let step = 0; step < count && end < text.length; step += 1) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return end === text.length ? text : text.slice(0, end);
}

/**
 * The beginnings under which a token is found by `beginningTerm`, joined by spaces: two and three code points of a word; of a letter of a script without
 * spaces the letter itself, and the letter with its marks.
 */
function beginningsOf(token: string): string {
  const isLetter = isUnspacedLetter(token);
  if (token.length < 2 && !isLetter) return '';
  const short = firstOf(token, isLetter ? 1 : 2);
  const long = isLetter ? token : firstOf(token, 3);
  return short === long ? `${short} ` : `${short} ${long} `;
}

/** The beginnings of the last tokens: most tokens of a text stand in others too. */
const knownBeginnings = new Map<string, string>();
const maxKnown = 20_000;

/** The beginnings of all tokens, separated by spaces. */
export function joinedBeginnings(tokens: readonly string[]): string {
  let text = '';
  for (const token of tokens) {
    let beginnings = knownBeginnings.get(token);
    if (beginnings === undefined) {
      if (knownBeginnings.size >= maxKnown) knownBeginnings.clear();
      beginnings = beginningsOf(token);
      knownBeginnings.set(token, beginnings);
    }
    text += beginnings;
  }
  return text;
}

/** The one beginning under which all tokens that begin like this one are found; null where there is none. */
export function beginningTerm(token: string): string | null {
  const length = Array.from(token.slice(0, 8)).length;
  if (isUnspacedLetter(token)) return length === 1 ? token : null;
  return length === 2 || length === 3 ? token : null;
}
