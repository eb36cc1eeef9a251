// Splits text into tokens, in the same way for the index, for a typed query and for marking hits. See docs/design/search.md.
import { foldForSearch } from '../search-folding.ts';
import type { Span } from './query.ts';

/** A token with its place in the original text. The span includes what folding removed after a letter, e.g. accents. */
export interface SpannedToken extends Span {
  readonly text: string;
  /**
   * For each UTF-16 unit of the folded token, the part of the original text that the unit was made from. Used to mark a part of a token.
   */
  readonly units: readonly Span[];
}

/** Splits text into tokens. Index and query must use the same tokenizer. */
export interface Tokenizer {
  /** The tokens of a text, in order. No token contains white space or ASCII punctuation. */
  tokenize(text: string): string[];
  /** Returns the same tokens with their spans. Slower, so only for texts on the screen. */
  tokenizeWithSpans(text: string): SpannedToken[];
}

/** Characters without a meaning of their own that folding keeps: variation selectors, keycaps, fillers, format characters. */
const ignorable = /\p{Default_Ignorable_Code_Point}|\p{Cf}|\u20e3/gu;

/** Letters of scripts written without spaces, and of Hangul: each is a token, with its marks. */
const unspacedCharacter =
  '(?=\\p{L}|\\p{N})[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]';
/** Symbols outside ASCII, e.g. emoji, and code points that this version of Unicode does not know, which may be newer emoji. */
const symbol = '(?![\\x00-\\x7f])[\\p{S}\\p{Co}\\p{Cn}]';
const tokenPattern = new RegExp(`(?:${unspacedCharacter}|${symbol})\\p{M}*|(?:(?!${unspacedCharacter})[\\p{L}\\p{N}\\p{M}])+`, 'gu');
const wordPattern = /^[\p{L}\p{N}\p{M}]+$/u;
const singleLetter = new RegExp(`^(?!${unspacedCharacter})[\\p{L}\\p{N}]$`, 'u');
const unspacedLetter = new RegExp(`^${unspacedCharacter}`, 'u');
/** No letter with a smaller code is Han. Comparing codes first avoids the pattern, which is slow for the many tokens of an index. */
const minHanCode = 0x2e80;
const hanLetter = /^\p{Script=Han}$/u;

/** Code points that compose with the one before them: marks, and the vowels and final consonants of Hangul and Kirat Rai. */
const joinsBefore = /^[\p{M}\u1160-\u11ff\u{16d63}\u{16d67}]/u;

/** The circle and the tone marks above a Thai or Lao letter. They are typed in either order and look the same. */
const circlesAndTones = /[\u0e48-\u0e4b\u0e4d\u0ec8-\u0ecb\u0ecd]{2,}/g;
const circles = /\u0e4d|\u0ecd/g;
const tonesFirst = (signs: string): string => signs.replace(circles, '') + (signs.match(circles) ?? []).join('');

/** Matches a character outside ASCII. In plain ASCII only the case has to be folded. */
const beyondAscii = /[\u0080-\uffff]/;

function fold(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase();
  return foldForSearch(text).replace(ignorable, '').replace(circlesAndTones, tonesFirst);
}

/** True when a token consists of letters, marks and digits: such a token is also found inside a longer one. */
export const isWordToken = (token: string): boolean => wordPattern.test(token);

/** Caches the pattern's result by code point, because the pattern is slow for the many tokens of an index. */
const unspacedByCode = new Map<number, boolean>();

/** True for one letter, with its marks, of Hangul or of a script written without spaces. No other token contains such a letter. */
export function isUnspacedLetter(token: string): boolean {
  const code = token.codePointAt(0) ?? 0;
  if (code <= 0x7f) return false;
  const cached = unspacedByCode.get(code);
  if (cached !== undefined) return cached;
  const isUnspaced = unspacedLetter.test(token);
  unspacedByCode.set(code, isUnspaced);
  return isUnspaced;
}

/** True for one letter or digit of a script with spaces between words. Many words contain that letter, so it matches only itself. */
export const isSingleLetter = (token: string): boolean => singleLetter.test(token);

/** True when a text has at least one token. How traditional characters are simplified makes no difference. */
export const hasTokens = (text: string): boolean => fold(text).search(tokenPattern) !== -1;

/** One code point, folded. */
interface FoldedCharacter {
  readonly folded: string;
  /** Whether it begins a piece, unless it is the first: it neither disappears nor joins the code point before it. */
  readonly startsPiece: boolean;
}

/** Caches folded code points: a language has few, and a screen of titles has thousands. */
const foldedCharacters = new Map<string, FoldedCharacter>();
const maxFoldedCharacters = 20_000;

function foldCharacter(character: string): FoldedCharacter {
  const cached = foldedCharacters.get(character);
  if (cached !== undefined) return cached;
  if (foldedCharacters.size >= maxFoldedCharacters) foldedCharacters.clear();
  const folded = fold(character);
  const foldedCharacter = { folded, startsPiece: folded !== '' && !joinsBefore.test(folded) };
  foldedCharacters.set(character, foldedCharacter);
  return foldedCharacter;
}

/** A piece of the original text that is folded apart from its neighbours: one code point and what joins it. */
interface Piece extends Span {
  readonly folded: string;
}

/**
 * Splits text into pieces, so that folding the pieces gives the same result as folding the whole. A new piece begins at every code point
 * that neither disappears nor joins the code point before it.
 */
function foldedPieces(text: string): Piece[] {
  const starts: { readonly from: number; readonly folded: string }[] = [];
  let at = 0;
  for (const character of text) {
    const { folded, startsPiece } = foldCharacter(character);
    if (starts.length === 0 || startsPiece) starts.push({ from: at, folded });
    at += character.length;
  }
  return starts.map(({ from, folded }, index) => {
    const to = starts[index + 1]?.from ?? text.length;
    const isOneCharacter = to - from === 1;
    return { from, to, folded: isOneCharacter ? folded : fold(text.slice(from, to)) };
  });
}

/** For each UTF-16 unit of the folded text, the piece that it was made from. */
function piecesByUnit(pieces: readonly Piece[]): Piece[] {
  const byUnit: Piece[] = [];
  for (const piece of pieces) for (let unit = 0; unit < piece.folded.length; unit += 1) byUnit.push(piece);
  return byUnit;
}

/**
 * Creates a tokenizer.
 *
 * @param simplify Returns the simplified form of one traditional Chinese character, and any other character as it is. The table comes from a
 * library that is loaded where it is needed.
 */
export function createTokenizer(simplify: (character: string) => string): Tokenizer {
  const simplified = (token: string): string => (token.charCodeAt(0) >= minHanCode && hanLetter.test(token) ? simplify(token) : token);
  return {
    tokenize: (text) => (fold(text).match(tokenPattern) ?? []).map(simplified),
    tokenizeWithSpans(text) {
      const pieces = foldedPieces(text);
      const byUnit = piecesByUnit(pieces);
      const folded = pieces.map((piece) => piece.folded).join('');
      return Array.from(folded.matchAll(tokenPattern), (match) => {
        const units = byUnit.slice(match.index, match.index + match[0].length);
        return { text: simplified(match[0]), from: units[0]?.from ?? 0, to: units.at(-1)?.to ?? 0, units };
      });
    },
  };
}
