// Where a line that is too short for a text begins, so that its first hit can be seen. Pure.
import type { Span } from '../../../../../shared/search/query.ts';

/** The width of a text in Latin letters, about. Chinese, Japanese and Korean characters are twice as wide. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(character) ? 2 : 1;
  return width;
}

/** What fits on the narrowest tile, in Latin letters, and how much is shown before the hit. */
const fits = 16;
const before = 6;

/** The position from which to show a text: its start, or shortly before a hit that would be cut off, at the beginning of a word where one is near. */
export function excerptStart(text: string, hit: Span): number {
  if (widthOf(text.slice(0, hit.to)) <= fits) return 0;
  let start = hit.from;
  let width = 0;
  for (const character of [...text.slice(0, hit.from)].reverse()) {
    width += widthOf(character);
    if (width > before) break;
    start -= character.length;
  }
  const blank = text.slice(start, hit.from).search(/\s\S/);
  return start > 0 && blank >= 0 && !/\s/.test(text[start - 1] ?? '') ? start + blank + 1 : start;
}
