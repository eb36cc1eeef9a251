// Parses a typed search. See docs/design/search.md, “Language”.
import { fieldNear } from '../field-names.ts';
import { hasField, nearestValues, type QueryContext } from '../known-values.ts';
import type { ParsedQuery, Query, QueryProblem, Span, TypedCondition } from '../query.ts';
import { hasTokens } from '../text-tokenizer.ts';
import { hasValue, parseCondition } from './parse-condition.ts';
import { isAdjacent, type Lexeme, lexQuery } from './query-lexer.ts';

interface Parser {
  readonly text: string;
  readonly context: QueryContext;
  readonly lexemes: readonly Lexeme[];
  readonly conditions: TypedCondition[];
  readonly problems: QueryProblem[];
  /** Where each term of the query was typed, with its minus signs. */
  readonly spans: Map<Query, Span>;
  at: number;
  /** How many more names and values are compared with the known ones. */
  comparisonsLeft: number;
}

/** More suggestions are no help, and finding them would take longer than the rest of the parsing. */
const maxComparisons = 30;

type FieldLexeme = Extract<Lexeme, { kind: 'field' }>;

/** A word before a colon, which may be a mistyped field name. */
const wordWithColon = /^([\p{L}\p{M}\p{Cf}]+)[:：]/u;

/** Returns the query for words; null if the text has nothing to search for. */
const wordsQuery = (text: string, isPhrase: boolean): Query | null => (hasTokens(text) ? { kind: 'words', text, isPhrase } : null);

/** Several parts as one query; null for none, so that an empty group is left out. */
function joinParts(kind: 'and' | 'or', parts: readonly Query[]): Query | null {
  const [first] = parts;
  return parts.length > 1 ? { kind, parts } : (first ?? null);
}

function missingOperand(parser: Parser, { from, to }: Span): void {
  parser.problems.push({ kind: 'missing-operand', from, to });
}

/** Runs a search for suggestions; returns undefined if this query already had too many. */
function findUnlessTooMany<T>(parser: Parser, find: () => T): T | undefined {
  parser.comparisonsLeft -= 1;
  return parser.comparisonsLeft < 0 ? undefined : find();
}

function parsePlainWord(parser: Parser, text: string, { from }: Span): Query | null {
  const name = wordWithColon.exec(text)?.[1];
  const suggestion = name === undefined ? undefined : findUnlessTooMany(parser, () => fieldNear(name));
  if (name !== undefined && suggestion !== undefined && hasField(parser.context, suggestion)) {
    parser.problems.push({ kind: 'unknown-field', name, suggestion, from, to: from + name.length });
  }
  return wordsQuery(text, false);
}

/** Parses a field. If the list does not have the field, or the field does not know the value, name and value are searched as words. */
function parseField(parser: Parser, { field, name, value, from, to }: FieldLexeme, isNegated: boolean): Query | null {
  if (value === null || !hasValue(field, value.text)) {
    parser.problems.push({ kind: 'missing-value', field, from, to });
    return null;
  }
  const asWords = (): Query | null => wordsQuery(name + (value.isQuoted ? parser.text.slice(value.from, value.to) : value.text), false);
  if (!hasField(parser.context, field)) {
    parser.problems.push({ kind: 'field-not-here', field, from, to });
    return asWords();
  }
  const condition = parseCondition(field, value.text, parser.context);
  if (condition !== undefined) {
    parser.conditions.push({ condition, isNegated, from, to });
    return { kind: 'condition', condition };
  }
  const suggestions = findUnlessTooMany(parser, () => nearestValues(field, value.text, parser.context)) ?? [];
  parser.problems.push({ kind: 'unknown-value', field, value: value.text, suggestions, from: value.from, to: value.to });
  return asWords();
}

function parseGroup(parser: Parser, open: Span, isNegated: boolean): Query | null {
  const query = parseAlternatives(parser, isNegated);
  if (parser.lexemes[parser.at]?.kind === 'close') parser.at += 1;
  else parser.problems.push({ kind: 'unclosed-parenthesis', from: open.from, to: open.to });
  return query;
}

/** Reads a term without its minus signs. */
function parseTerm(parser: Parser, lexeme: Lexeme, isNegated: boolean): Query | null {
  parser.at += 1;
  switch (lexeme.kind) {
    case 'word':
      return parsePlainWord(parser, lexeme.text, lexeme);
    case 'phrase':
      return wordsQuery(lexeme.text, true);
    case 'field':
      return parseField(parser, lexeme, isNegated);
    case 'open':
      return parseGroup(parser, lexeme, isNegated);
    case 'minus':
    case 'or':
    case 'and':
    case 'close':
      return null;
  }
}

const canFollowMinus = (lexeme: Lexeme | undefined): lexeme is Lexeme =>
  lexeme !== undefined && lexeme.kind !== 'or' && lexeme.kind !== 'and' && lexeme.kind !== 'close';

/** Reads a term with the minus signs before it. A minus belongs to the term that follows without a space. */
function parseNegated(parser: Parser, first: Lexeme, isNegated: boolean): Query | null {
  let last: Lexeme = first;
  let count = 0;
  let operand: Lexeme | undefined = first;
  while (operand?.kind === 'minus') {
    count += 1;
    last = operand;
    parser.at += 1;
    const next = parser.lexemes[parser.at];
    operand = next !== undefined && canFollowMinus(next) && isAdjacent(parser.text, last.to, next.from) ? next : undefined;
  }
  let query = operand === undefined ? null : parseTerm(parser, operand, count % 2 === 1 ? !isNegated : isNegated);
  if (query === null && count > 0) missingOperand(parser, { from: first.from, to: last.to });
  for (; query !== null && count > 0; count -= 1) query = { kind: 'not', part: query };
  if (query !== null) parser.spans.set(query, { from: first.from, to: parser.lexemes[parser.at - 1]?.to ?? first.to });
  return query;
}

/** Reads terms that must all match, up to an `OR`, a closing parenthesis or the end. */
function parseConjunction(parser: Parser, isNegated: boolean): Query | null {
  const parts: Query[] = [];
  for (;;) {
    const lexeme = parser.lexemes[parser.at];
    if (lexeme === undefined || lexeme.kind === 'or' || lexeme.kind === 'close') return joinParts('and', parts);
    if (lexeme.kind === 'and') {
      parser.at += 1;
      const next = parser.lexemes[parser.at];
      if (parts.length === 0 || !canFollowMinus(next)) missingOperand(parser, lexeme);
      continue;
    }
    const part = parseNegated(parser, lexeme, isNegated);
    if (part !== null) parts.push(part);
  }
}

/** Reads conjunctions joined by `OR`. `isNegated`: an odd number of minus signs precedes the group. */
function parseAlternatives(parser: Parser, isNegated: boolean): Query | null {
  const first = parseConjunction(parser, isNegated);
  const parts: Query[] = first === null ? [] : [first];
  for (let or = parser.lexemes[parser.at]; or?.kind === 'or'; or = parser.lexemes[parser.at]) {
    parser.at += 1;
    const part = parseConjunction(parser, isNegated);
    if (part === null || parts.length === 0) missingOperand(parser, or);
    if (part !== null) parts.push(part);
  }
  return joinParts('or', parts);
}

/**
 * Returns the spans of the parts that a query joins by AND at its top. A query without an AND is one part, from its first term to its last.
 */
function partSpans({ spans }: Parser, query: Query): readonly Span[] {
  if (query.kind === 'and') return query.parts.flatMap((part) => spans.get(part) ?? []);
  const partSpan = spans.get(query);
  if (partSpan !== undefined) return [partSpan];
  const termSpans = [...spans.values()];
  return [{ from: Math.min(...termSpans.map(({ from }) => from)), to: Math.max(...termSpans.map(({ to }) => to)) }];
}

/** Parses a typed search. Never throws. Invalid parts are searched as words or left out, and are listed in `problems`, in the order of the text. */
export function parseQuery(text: string, context: QueryContext): ParsedQuery {
  const { lexemes, problems } = lexQuery(text);
  const parser: Parser = {
    text,
    context,
    lexemes,
    conditions: [],
    problems: [...problems],
    spans: new Map(),
    at: 0,
    comparisonsLeft: maxComparisons,
  };
  const query = parseAlternatives(parser, false) ?? { kind: 'and', parts: [] };
  const parts = partSpans(parser, query);
  return { query, conditions: parser.conditions, parts, problems: parser.problems.sort((a, b) => a.from - b.from) };
}
