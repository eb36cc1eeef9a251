// Decodes the bytes of a chosen file. Spreadsheets save CSV in the encoding of the system unless told otherwise: Chinese Excel in GBK,
// which is read and mentioned. Any other encoding is refused, because a garbled prompt would be paid for.

/** The decoded text without its byte order mark, or why the file is refused. */
export type CsvText =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: 'unicode' | 'gbk' }
  /** A workbook (xlsx, xls, ods, numbers) with the name of a CSV file, or bytes in an unknown encoding. */
  | { readonly kind: 'unreadable'; readonly as: 'spreadsheet' | 'unknown-encoding' };

/** First bytes of spreadsheet files: ZIP, which all current ones are, and the compound file of Excel 97. */
const workbookStarts: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

const beginsWith = (bytes: Uint8Array, start: readonly number[]): boolean => start.every((byte, at) => bytes[at] === byte);

/** The text in this encoding; null when the bytes are not valid in it. */
function decodedAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null; // `fatal`: the decoder throws at the first invalid byte
  }
}

/** UTF-16 only with its byte order mark. */
function unicodeOf(bytes: Uint8Array): string {
  if (beginsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  return beginsWith(bytes, [0xfe, 0xff]) ? 'utf-16be' : 'utf-8';
}

/** Chinese text with fewer pairs than this may have no character of the second half of the table. */
const enoughPairs = 8;

/** The pairs of `，` and `。` in GBK. Korean text uses the ASCII characters instead, but shares the codes of the quotes. */
const chineseMarks: readonly number[] = [0xa3ac, 0xa1a3];

/**
 * True when the bytes above 0x7f can all be letters of an alphabet. Words in capitals with an even length are valid GBK pairs, and even
 * common characters. Windows-1251 stands for all single-byte encodings: what is a letter in Greek, in Latin-1 or in KOI8-R is a letter
 * there too, apart from the listed signs. One Chinese pair in four has a byte that is not a letter.
 */
function canBeAlphabet(bytes: Uint8Array): boolean {
  const letters = new TextDecoder('windows-1251').decode(bytes.filter((byte) => byte >= 0x80));
  return /^[\p{L}№«»]*$/u.test(letters);
}

/**
 * True when bytes that are not UTF-8 are Chinese text in GBK. Most bytes above 0x7f form valid GBK pairs, whatever they are. So this counts
 * the pairs that Chinese text consists of: punctuation (0xa1–0xa3) and the 3,755 common characters (0xb0–0xd7, ordered by sound), with both
 * bytes above 0xa0. Accented letters of Latin-1 stand beside ASCII letters; small Cyrillic letters, Big5 and Shift_JIS are outside these
 * rows. Korean uses only the first half of them, 0xb0 to 0xc8, which Chinese text never does for long.
 */
function isChineseGbk(bytes: Uint8Array): boolean {
  let [pairs, common, secondHalf, marks] = [0, 0, 0, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    at += 1;
    const trail = bytes[at] ?? 0;
    pairs += 1;
    if (trail < 0xa1) continue;
    if ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7)) common += 1;
    if (lead >= 0xc9 && lead <= 0xd7) secondHalf += 1;
    if (chineseMarks.includes(lead * 0x100 + trail)) marks += 1;
  }
  const isNotKorean = secondHalf > 0 || (marks > 0 && pairs < enoughPairs);
  return pairs > 0 && common >= pairs * 0.9 && isNotKorean && !canBeAlphabet(bytes);
}

/** Decodes the file that a person chose as a batch. Unicode is tried first, then GBK. */
export function csvTextOf(bytes: Uint8Array): CsvText {
  if (workbookStarts.some((start) => beginsWith(bytes, start))) return { kind: 'unreadable', as: 'spreadsheet' };
  const unicode = decodedAs(unicodeOf(bytes), bytes);
  if (unicode !== null) return { kind: 'text', text: unicode, encoding: 'unicode' };
  const gbk = isChineseGbk(bytes) ? decodedAs('gbk', bytes) : null;
  return gbk === null ? { kind: 'unreadable', as: 'unknown-encoding' } : { kind: 'text', text: gbk, encoding: 'gbk' };
}
