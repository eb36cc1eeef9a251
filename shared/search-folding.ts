// Folds text for a search, so that differences in typing or storing do not matter. The database (`electron/db/tables/full-text-search.ts`)
// and the window use the same rule.

/** Accents of Latin, Greek and Cyrillic; vowel marks of Hebrew and Arabic; the Arabic line (tatweel), which only stretches a word. */
const marks = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]/g;
/** Characters without width: soft hyphen, zero-width spaces and joiners, direction marks. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/**
 * Matches more marks on one letter than any script has. Normalizing sorts marks in quadratic time: 10,000 marks take 0.2 s. Unicode's
 * stream-safe format (UAX #15) has a limit of 30.
 */
const manyMarks = /(\p{M}{30})\p{M}+/gu;
const withFewMarks = (text: string): string => (mayHaveManyMarks(text) ? text.replace(manyMarks, '$1') : text);

/** Excludes most texts at a tenth of the pattern's cost: ASCII, Han, Kana and Hangul syllables are never marks. */
function mayHaveManyMarks(text: string): boolean {
  let run = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    run = code < 0x300 || (code >= 0x30a0 && code < 0xa000) || (code >= 0xac00 && code < 0xd7a4) ? 0 : run + 1;
    if (run > 30) return true;
  }
  return false;
}

/** Letters with a stroke or ligatures that no Unicode normalization decomposes. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};
const withoutPlainForm = /[ßæœøđðłþıς]/g;

/**
 * Returns the text in the form in which it is searched: without case, accents, vowel marks and invisible characters. Full-width and
 * half-width letters become usual ones. Every letter is composed, so that a part of a Korean word is found in any stored form.
 */
export function foldForSearch(text: string): string {
  const folded = withFewMarks(text)
    .normalize('NFKD')
    .replace(marks, '')
    .replace(invisible, '')
    .toLowerCase()
    .replace(withoutPlainForm, (letter) => plainLetters[letter] ?? letter);
  return withFewMarks(folded).normalize('NFC');
}

/**
 * Normalizes a short text: full-width characters of an input method become usual ones, and invisible characters from web pages or spreadsheets are
 * removed. Case and accents stay.
 */
export const plainCharacters = (text: string): string => withFewMarks(text).normalize('NFKC').replace(invisible, '').trim();

/** Returns the folded words of a search, which are separated by white space. */
export const searchWords = (typed: string): readonly string[] => foldForSearch(typed).split(/\s+/).filter(Boolean);

/** True when a folded text contains every one of these words, also as a part of a word. */
export const containsWords = (folded: string, words: readonly string[]): boolean => words.every((word) => folded.includes(word));
