// Shortens the start of a text so that its first hit is visible in a short line. Pure.
import type { Span } from '../../../../../../shared/search/query.ts';

/** The approximate width of a text, in Latin letters. Chinese, Japanese and Korean characters are twice as wide. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(character) ? 2 : 1;
  return width;
}

/** The width of a line on the narrowest tile, and the width that is shown before the hit, in Latin letters. */
const narrowestTileWidth = 16;
const widthBeforeHit = 6;

/**
 * The position from which to show a text. It is the start of the text, unless the hit would be cut off. In that case it is shortly before
 * the hit, at the beginning of a word if one is near.
 */
export function excerptStart(text: string, hit: Span): number {
  if (widthOf(text.slice(0, hit.to)) <= narrowestTileWidth) return 0;
  let start = hit.from;
  let width = 0;
  for (const character of [...text.slice(0, hit.from)].reverse()) {
    width += widthOf(character);
    if (width > widthBeforeHit) break;
    start -= character.length;
  }
  const blank = text.slice(start, hit.from).search(/\s\S/);
  return start > 0 && blank >= 0 && !/\s/.test(text[start - 1] ?? '') ? start + blank + 1 : start;
}
