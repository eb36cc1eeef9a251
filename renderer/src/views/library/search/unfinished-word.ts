// Removes the word that the user has just begun to type from a search. Pure.
import { lexQuery } from '../../../../../shared/search/parse/query-lexer.ts';
import { isSingleLetter } from '../../../../../shared/search/text-tokenizer.ts';

/**
 * Removes a single letter at the end of the text while the cursor is after it. The letter is probably the start of a word, but a search
 * would treat it as a whole word and find almost nothing. A single digit is searched at once, because it is often a whole word. `caret`:
 * null while the field is not focused.
 */
export function withoutUnfinishedWord(text: string, caret: number | null): string {
  if (caret !== text.length) return text;
  const lastLexeme = lexQuery(text).lexemes.at(-1);
  if (lastLexeme?.kind !== 'word' || lastLexeme.to !== text.length) return text;
  return /\p{L}/u.test(lastLexeme.text) && isSingleLetter(lastLexeme.text) ? text.slice(0, lastLexeme.from) : text;
}
