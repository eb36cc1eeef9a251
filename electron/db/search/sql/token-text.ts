// The searched form of a text in a column: its tokens, each between two spaces. No token contains a space (shared/search/text-tokenizer.ts), so a part
// of this form that begins with a space begins at a token.
import { sequenceOf } from '../../../../shared/search/match-words.ts';
import { isSingleLetter, isWordToken, type Tokenizer } from '../../../../shared/search/text-tokenizer.ts';

const joined = (tokens: readonly string[]): string => tokens.map((token) => ` ${token}`).join('');

/** Returns the searched form of a text: ` a red fox `. */
export const tokenText = (text: string, tokenizer: Tokenizer): string => `${joined(tokenizer.tokenize(text))} `;

/**
 * Returns what the searched form of a text must contain so that the text contains these words, as `matches` in shared/search/match-entry.ts
 * defines it; null for words without a token, which every text contains.
 */
export function requiredTokenText(words: { readonly text: string; readonly isPhrase: boolean }, tokenizer: Tokenizer): string | null {
  const tokens = sequenceOf(words.text, tokenizer);
  const last = tokens.at(-1);
  if (last === undefined) return null;
  if (words.isPhrase || isSingleLetter(last)) return `${joined(tokens)} `;
  // A single word may be inside a longer one; the last token of several, and a symbol, may be the beginning of one.
  return tokens.length === 1 && isWordToken(last) ? last : joined(tokens);
}
