// Decodes the bytes of a chosen CSV file. Spreadsheet programs save CSV in the encoding of the system by default; a Chinese Excel uses GBK.
// GBK is decoded, and the user is told. Any other encoding is refused, because the user would pay for videos of garbled prompts.

/** The decoded text without its byte order mark, or why the file is refused. */
export type CsvText =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: 'unicode' | 'gbk' }
  /** A workbook (xlsx, xls, ods, numbers) with the name of a CSV file, or bytes in an unknown encoding. */
  | { readonly kind: 'unreadable'; readonly as: 'spreadsheet' | 'unknown-encoding' };

/** First bytes of spreadsheet files: ZIP, the container of all current formats, and the compound file of Excel 97. */
const workbookStarts: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

const beginsWith = (bytes: Uint8Array, start: readonly number[]): boolean => start.every((byte, index) => bytes[index] === byte);

/** The text in this encoding; null when the bytes are not valid in it. */
function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null; // `fatal`: the decoder throws at the first invalid byte
  }
}

/** Returns the Unicode encoding to try: UTF-16 if the file starts with its byte order mark, otherwise UTF-8. */
function unicodeEncodingOf(bytes: Uint8Array): string {
  if (beginsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  return beginsWith(bytes, [0xfe, 0xff]) ? 'utf-16be' : 'utf-8';
}

/** The number of byte pairs below which Chinese text may have no character from the second half of the table. */
const minPairsForSecondHalf = 8;

/**
 * The pairs of `，` and `。` in GBK. Korean text uses the ASCII characters instead. Quotation marks prove nothing, because both encodings
 * share their codes.
 */
const chineseMarks: readonly number[] = [0xa3ac, 0xa1a3];

/**
 * True when all bytes above 0x7f can be letters of a single-byte encoding. Such text can look like GBK: a word in capitals with an even
 * number of letters is valid GBK, and even consists of common characters. Windows-1251 represents all single-byte encodings, because a byte
 * that is a letter in Greek, Latin-1 or KOI8-R is a letter there too, apart from the listed signs. One Chinese pair in four has a byte that
 * is not a letter.
 */
function canBeAlphabet(bytes: Uint8Array): boolean {
  const letters = new TextDecoder('windows-1251').decode(bytes.filter((byte) => byte >= 0x80));
  return /^[\p{L}№«»]*$/u.test(letters);
}

/**
 * True when bytes that are not UTF-8 are Chinese text in GBK. Most pairs of bytes above 0x7f are valid GBK, so validity proves little. This
 * function counts the pairs that Chinese text consists of: punctuation (0xa1–0xa3) and the 3,755 common characters (0xb0–0xd7, ordered by
 * sound), with both bytes above 0xa0. Other encodings have few such pairs: in Latin-1, accented letters come next to ASCII letters; small
 * Cyrillic letters, Big5 and Shift_JIS are outside these rows. Korean uses only the first half of these rows, 0xb0 to 0xc8, which Chinese
 * text never does for long.
 */
function isChineseGbk(bytes: Uint8Array): boolean {
  let [pairs, common, secondHalf, marks] = [0, 0, 0, 0];
  for (let index = 0; index < bytes.length; index += 1) {
    const lead = bytes[index] ?? 0;
    if (lead < 0x80) continue;
    index += 1;
    const trail = bytes[index] ?? 0;
    pairs += 1;
    if (trail < 0xa1) continue;
    if ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7)) common += 1;
    if (lead >= 0xc9 && lead <= 0xd7) secondHalf += 1;
    if (chineseMarks.includes(lead * 0x100 + trail)) marks += 1;
  }
  const isNotKorean = secondHalf > 0 || (marks > 0 && pairs < minPairsForSecondHalf);
  return pairs > 0 && common >= pairs * 0.9 && isNotKorean && !canBeAlphabet(bytes);
}

/** Decodes the file that the user chose for a batch. Tries Unicode first, then GBK. */
export function csvTextOf(bytes: Uint8Array): CsvText {
  if (workbookStarts.some((start) => beginsWith(bytes, start))) return { kind: 'unreadable', as: 'spreadsheet' };
  const unicode = decodeAs(unicodeEncodingOf(bytes), bytes);
  if (unicode !== null) return { kind: 'text', text: unicode, encoding: 'unicode' };
  const gbk = isChineseGbk(bytes) ? decodeAs('gbk', bytes) : null;
  return gbk === null ? { kind: 'unreadable', as: 'unknown-encoding' } : { kind: 'text', text: gbk, encoding: 'gbk' };
}
