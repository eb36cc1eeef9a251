// The terms that the full-text index stores for tokens. In scripts without spaces, a single letter is frequent, and a pair of letters is
// not. So each letter of such a script is stored as a pair with the next letter, at the position of the first letter. A phrase of n letters
// becomes a phrase of n − 1 pairs.
import { isUnspacedLetter } from '../../../../shared/search/text-tokenizer.ts';

/**
 * Separates the two letters of a pair, to distinguish a pair from a letter with combining marks. It is a control character, which no token
 * contains.
 */
const pairSign = '\u0081';

/** Returns the terms of a text joined by spaces, one per token, in order. The last letter of a sequence is a pair without a second letter. */
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

/** A sequence of terms to search for. */
export interface TermPhrase {
  /** Joined by spaces. */
  readonly terms: string;
  /** Whether the last term may be a prefix of a longer term. */
  readonly isPrefix: boolean;
}

/**
 * Returns the terms that are adjacent in every text in which these tokens are adjacent. `isPrefix` means that the last token may be a
 * prefix of a longer token.
 */
export function termPhraseOf(tokens: readonly string[], isPrefix: boolean): TermPhrase {
  const last = tokens.at(-1) ?? '';
  if (!isUnspacedLetter(last)) return { terms: joinedTerms(tokens), isPrefix };
  const precedingTokens = tokens.slice(0, -1);
  const pairs = joinedTerms(precedingTokens);
  // The pair of the preceding letter already contains the last letter.
  if (isUnspacedLetter(precedingTokens.at(-1) ?? '')) return { terms: pairs + last, isPrefix };
  return { terms: `${pairs} ${isPrefix ? last : last + pairSign}`.trimStart(), isPrefix: true };
}

/** Returns an FTS5 phrase. Terms contain no quotes, because quotes separate tokens; escaping them anyway makes this function safe on its own. */
export const phraseOf = ({ terms, isPrefix }: TermPhrase): string => `"${terms.replaceAll('"', '""')}"${isPrefix ? ' *' : ''}`;

/** Returns the token from which a term was made; for a pair, its first letter. */
export function tokenOfTerm(term: string): string {
  const signIndex = term.indexOf(pairSign);
  return signIndex < 0 ? term : term.slice(0, signIndex);
}

/** Returns the first code points of a text. */
function firstCodePoints(text: string, count: number): string {
  let end = 0;
  for (let step = 0; step < count && end < text.length; step += 1) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return end === text.length ? text : text.slice(0, end);
}

/**
 * Returns the prefixes that are stored for a token, joined by spaces: the first two and the first three code points of a word; for a letter of a script
 * without spaces, the letter without and with its combining marks.
 */
function prefixesOf(token: string): string {
  const isLetter = isUnspacedLetter(token);
  if (token.length < 2 && !isLetter) return '';
  const short = firstCodePoints(token, isLetter ? 1 : 2);
  const long = isLetter ? token : firstCodePoints(token, 3);
  return short === long ? `${short} ` : `${short} ${long} `;
}

/** The prefixes of recent tokens: most tokens are in many texts. */
const prefixCache = new Map<string, string>();
const maxCachedTokens = 20_000;

/** Returns the prefixes of all tokens, separated by spaces. */
export function joinedPrefixes(tokens: readonly string[]): string {
  let text = '';
  for (const token of tokens) {
    let prefixes = prefixCache.get(token);
    if (prefixes === undefined) {
      if (prefixCache.size >= maxCachedTokens) prefixCache.clear();
      prefixes = prefixesOf(token);
      prefixCache.set(token, prefixes);
    }
    text += prefixes;
  }
  return text;
}

/** Returns the stored prefix that finds exactly the tokens beginning with `token`; null if no such prefix is stored. */
export function prefixTerm(token: string): string | null {
  const length = Array.from(token.slice(0, 8)).length;
  if (isUnspacedLetter(token)) return length === 1 ? token : null;
  return length === 2 || length === 3 ? token : null;
}
