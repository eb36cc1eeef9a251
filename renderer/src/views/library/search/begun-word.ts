// Leaves out of a search the word that the user has just begun. Pure.
import { lexQuery } from '../../../../../shared/search/lex-query.ts';
import { isSingleLetter } from '../../../../../shared/search/tokens.ts';

/**
 * The text without a single letter at its end, while the cursor is behind it: it is the beginning of a word, but as a word it stands for itself only, and
 * would find next to nothing. Digits are searched at once, since many words are a single one. `caret`: null while the field has not the focus.
 */
export function withoutBegunWord(text: string, caret: number | null): string {
  if (caret !== text.length) return text;
  const last = lexQuery(text).lexemes.at(-1);
  if (last?.kind !== 'word' || last.to !== text.length) return text;
  return /\p{L}/u.test(last.text) && isSingleLetter(last.text) ? text.slice(0, last.from) : text;
}
