// Splits a typed query into lexemes: words, phrases, fields with their values, and operators. It knows the names of the fields, but not their values.
import { fieldNamed } from '../field-names.ts';
import { type ConditionField, maxQueryLength, maxQueryTerms, type QueryProblem, type Span } from '../query.ts';
import { closingQuote, familyOpenedAt } from '../quotes.ts';

/** The value after a colon. Its span includes the quotation marks, `text` does not. */
export interface FieldValue extends Span {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** A piece of a query with its place. A `minus` negates the next term, but a term may be missing. */
export type Lexeme = Span &
  (
    | { readonly kind: 'open' | 'close' | 'or' | 'and' | 'minus' }
    | { readonly kind: 'word' | 'phrase'; readonly text: string }
    /** `name` as typed, with its colon. `value` is null if nothing follows the colon. */
    | { readonly kind: 'field'; readonly field: ConditionField; readonly name: string; readonly value: FieldValue | null }
  );

/** The lexemes of a query. Every `close` parenthesis has an `open` before it, but an `open` may lack its `close`. */
export interface LexedQuery {
  readonly lexemes: readonly Lexeme[];
  readonly problems: readonly QueryProblem[];
}

interface Lexer {
  readonly text: string;
  readonly lexemes: Lexeme[];
  readonly problems: QueryProblem[];
  /** Opening quotation marks without a closing one in the rest of the text: searching again for each of them would take quadratic time. */
  readonly unclosed: Set<string>;
  at: number;
  depth: number;
  /** How much of `maxQueryTerms` is used up by terms, nesting and problems. */
  size: number;
}

const isTerm = (lexeme: Lexeme | undefined): boolean => lexeme?.kind === 'word' || lexeme?.kind === 'phrase' || lexeme?.kind === 'field';

/** Adds a lexeme. An operator or a closing parenthesis after a term does not count towards the size. */
function add(lexer: Lexer, lexeme: Lexeme): void {
  const last = lexer.lexemes.at(-1);
  const isFree = (lexeme.kind === 'or' || lexeme.kind === 'and' || lexeme.kind === 'close') && (isTerm(last) || last?.kind === 'close');
  lexer.lexemes.push(lexeme);
  if (!isFree) lexer.size += 1;
}

function addProblem(lexer: Lexer, problem: QueryProblem): void {
  lexer.problems.push(problem);
  lexer.size += 1;
}

/** White space, control characters, and characters without width such as direction marks, between terms. */
const blank = /[\s\p{Cc}\p{Cf}]*/uy;
/** A word ends before the next blank, parenthesis, `|`, or quotation mark that can only open a phrase. Format characters belong to words. */
const word = /[^\s\p{Cc}()（）|｜“„「『]+/uy;
/** A name with its colon. */
const fieldStart = /([\p{L}\p{M}\p{Cf}]+)[:：]/uy;
const isMinus = (character: string | undefined): boolean => character === '-' || character === '－' || character === '−';
const formatCharacters = /\p{Cf}/gu;

/** The match of a sticky pattern at a position. */
function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Reads a phrase at the lexer's position and moves to its end. If nothing closes the phrase, moves past the opening mark only. */
function readPhrase(lexer: Lexer): FieldValue | null {
  const from = lexer.at;
  const family = familyOpenedAt(lexer.text, from);
  if (family === undefined) return null;
  const end = lexer.unclosed.has(family.open) ? -1 : closingQuote(lexer.text, from + 1, family);
  lexer.at = from + 1;
  if (end === -1) {
    lexer.unclosed.add(family.open);
    addProblem(lexer, { kind: 'unclosed-quote', from, to: from + 1 });
    return null;
  }
  lexer.at = end + 1;
  return { from, to: end + 1, text: lexer.text.slice(from + 1, end), isQuoted: true };
}

/** Reads the value after a colon and moves to its end. */
function readValue(lexer: Lexer): FieldValue | null {
  // A quotation mark that nothing closes is skipped. Another one may follow.
  for (let opened = -1; opened !== lexer.at && lexer.size < maxQueryTerms; ) {
    opened = lexer.at;
    const phrase = readPhrase(lexer);
    if (phrase !== null) return phrase;
  }
  const from = lexer.at;
  const match = matchAt(word, lexer.text, from);
  if (match === null) return null;
  lexer.at = from + match[0].length;
  return { from, to: lexer.at, text: match[0], isQuoted: false };
}

/** Reads `field:value`, if a field's name stands here. */
function readField(lexer: Lexer): boolean {
  const from = lexer.at;
  const match = matchAt(fieldStart, lexer.text, from);
  const field = match === null ? undefined : fieldNamed(match[1] ?? '');
  if (match === null || field === undefined) return false;
  lexer.at = from + match[0].length;
  const value = readValue(lexer);
  add(lexer, { kind: 'field', field, name: match[0], value, from, to: lexer.at });
  return true;
}

/** Reads a word, or an operator that is written as a word. A word can begin with every character that no other function reads. */
function readWord(lexer: Lexer): void {
  const from = lexer.at;
  const text = matchAt(word, lexer.text, from)?.[0] ?? lexer.text.charAt(from);
  lexer.at = from + text.length;
  const span: Span = { from, to: lexer.at };
  const plain = text.replace(formatCharacters, '');
  if (plain === 'OR') add(lexer, { kind: 'or', ...span });
  else if (plain === 'AND') add(lexer, { kind: 'and', ...span });
  else add(lexer, { kind: 'word', text, ...span });
}

/** Reads an operator of one character, if one stands here. */
function readSign(lexer: Lexer): boolean {
  const from = lexer.at;
  const span: Span = { from, to: from + 1 };
  switch (lexer.text.charAt(from)) {
    case '(':
    case '（':
      add(lexer, { kind: 'open', ...span });
      lexer.depth += 1;
      break;
    case ')':
    case '）':
      if (lexer.depth > 0) add(lexer, { kind: 'close', ...span });
      else addProblem(lexer, { kind: 'unexpected-parenthesis', ...span });
      lexer.depth = Math.max(0, lexer.depth - 1);
      break;
    case '|':
    case '｜':
      add(lexer, { kind: 'or', ...span });
      break;
    default:
      return false;
  }
  lexer.at = from + 1;
  return true;
}

/** Reads a minus sign at the beginning of a term. Minus signs directly after a phrase are hyphens and only separate. */
function readMinus(lexer: Lexer): boolean {
  const from = lexer.at;
  if (!isMinus(lexer.text[from])) return false;
  const last = lexer.lexemes.at(-1);
  const isHyphen = isTerm(last) && last?.to === from;
  if (!isHyphen) add(lexer, { kind: 'minus', from, to: from + 1 });
  do lexer.at += 1;
  while (isHyphen && isMinus(lexer.text[lexer.at]));
  return true;
}

function readNext(lexer: Lexer): void {
  if (readSign(lexer) || readMinus(lexer)) return;
  const opened = lexer.at;
  const phrase = readPhrase(lexer);
  if (phrase !== null) add(lexer, { kind: 'phrase', text: phrase.text, from: phrase.from, to: phrase.to });
  else if (lexer.at === opened && !readField(lexer)) readWord(lexer);
}

/** Moves past blanks. Returns true if text is left. */
function skipBlanks(lexer: Lexer): boolean {
  lexer.at += matchAt(blank, lexer.text, lexer.at)?.[0].length ?? 0;
  return lexer.at < lexer.text.length;
}

/** True when a minus sign that ends at `to` belongs to the term at `at`: no white space and no control character is between them. */
export const isAdjacent = (text: string, to: number, at: number): boolean => !/[\s\p{Cc}]/u.test(text.slice(to, at));

/** Splits a typed query into lexemes. Never throws; takes linear time; leaves out what is beyond the limits of a query. */
export function lexQuery(typed: string): LexedQuery {
  const text = typed.slice(0, maxQueryLength);
  const lexer: Lexer = { text, lexemes: [], problems: [], unclosed: new Set(), at: 0, depth: 0, size: 0 };
  while (skipBlanks(lexer)) {
    if (lexer.size >= maxQueryTerms) {
      lexer.problems.push({ kind: 'too-long', from: lexer.at, to: typed.length });
      return lexer;
    }
    readNext(lexer);
  }
  if (typed.length > maxQueryLength) lexer.problems.push({ kind: 'too-long', from: maxQueryLength, to: typed.length });
  return lexer;
}
