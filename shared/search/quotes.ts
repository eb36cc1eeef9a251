// The quotation marks of a phrase. A mark closes a phrase that a mark of its family has opened.

/** Marks of one kind. A formatted phrase has the first marks of `open` and `close`. */
interface QuoteFamily {
  readonly open: string;
  readonly close: string;
}

/** Families in the order in which a formatted phrase prefers them. */
const quoteFamilies: readonly QuoteFamily[] = [
  { open: '"“„”‟＂', close: '"“”‟＂' },
  { open: '「', close: '」' },
  { open: '『', close: '』' },
  { open: '«»', close: '»«' },
];

/** The family whose mark opens a phrase at a position; undefined where none does. */
export function familyOpenedAt(text: string, at: number): QuoteFamily | undefined {
  const character = text[at];
  return character === undefined ? undefined : quoteFamilies.find(({ open }) => open.includes(character));
}

/** The position of the mark that closes the phrase whose first character is at `from`; -1 where there is none. */
export function closingQuote(text: string, from: number, { close }: QuoteFamily): number {
  for (let at = from; at < text.length; at += 1) if (close.includes(text.charAt(at))) return at;
  return -1;
}

/**
 * Returns a text in quotation marks that it does not contain. If it contains all kinds, its own marks become spaces, because no token has
 * any.
 */
export function quoted(text: string): string {
  const family = quoteFamilies.find(({ close }) => !Array.from(close).some((mark) => text.includes(mark)));
  if (family !== undefined) return `${family.open.charAt(0)}${text}${family.close.charAt(0)}`;
  return `"${text.replace(/["“”‟＂]/g, ' ')}"`;
}
