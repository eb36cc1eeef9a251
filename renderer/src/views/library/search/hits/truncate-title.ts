// Shortens titles to what their line can show, because the browser lays out all of a text, also what it then cuts off. Pure.

/** The width of a narrow letter of a tile's title, in pixels. */
const narrowLetterPixels = 3;

/** The number of UTF-16 units after which a title certainly fills a line of `widthPixels`. */
export const titleUnitsFor = (widthPixels: number): number => Math.ceil(widthPixels / narrowLetterPixels);

/**
 * The end of the part of a text that is shown: at most `maxUnits` UTF-16 units from `from` on. A character of two units is not cut in half.
 */
export function truncatedEnd(text: string, from: number, maxUnits: number): number {
  const end = from + maxUnits;
  if (end >= text.length) return text.length;
  const isCutInHalf = (text.codePointAt(end - 1) ?? 0) > 0xffff;
  return isCutInHalf ? end - 1 : end;
}
