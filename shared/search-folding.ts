// How text is compared when a person searches: by what it says, not by how it was typed or stored. The same rule for what lies in the
// database (`electron/db/tables/full-text-search.ts`) and for what the window holds.

/** Accents of Latin, Greek and Cyrillic, vowel marks of Hebrew and Arabic with the Arabic line that only stretches a word. */
const marks = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]/g;
/** Takes no room on the screen: soft hyphen, zero-width spaces and joiners, direction marks. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/** Letters whose stroke or joining no Unicode form takes apart. */
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
 * The text in the form in which it is searched: without case, accents, vowel marks and invisible characters, full-width and half-width
 * letters as usual ones, and every letter composed, so that a part of a Korean word is found whichever way it is stored.
 */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFKD')
    .replace(marks, '')
    .replace(invisible, '')
    .toLowerCase()
    .replace(withoutPlainForm, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFC');
}

/**
 * A short text as it was meant: full-width signs of an input method as usual ones, without invisible characters that a web page or a
 * spreadsheet left in it. Case and accents stay.
 */
export const plainCharacters = (text: string): string => text.normalize('NFKC').replace(invisible, '').trim();

/** The words of a search, folded; they are apart by white space. */
export const searchWords = (typed: string): readonly string[] => foldForSearch(typed).split(/\s+/).filter(Boolean);

/** Whether a folded text holds every one of these words, as a part of any of its own. */
export const holdsWords = (folded: string, words: readonly string[]): boolean => words.every((word) => folded.includes(word));
