// Changes a typed search as facets and chips do: the rest of the text stays as the user typed it.
import { formatQuery } from './format-query.ts';
import type { QueryContext } from './known-values.ts';
import { parseQuery } from './parse/parse-query.ts';
import { isAdjacent, type Lexeme, lexQuery } from './parse/query-lexer.ts';
import type { Query, QueryProblem, Span, TypedCondition } from './query.ts';

/** True when a query has this part among those that it joins by AND. */
function requires(query: Query, part: Query): boolean {
  if (formatQuery(query) === formatQuery(part)) return true;
  return query.kind === 'and' && query.parts.some((one) => requires(one, part));
}

/** Problems that would change the meaning of what is appended. */
const breaksAppending = ({ kind }: QueryProblem): boolean =>
  kind === 'unclosed-quote' || kind === 'unexpected-parenthesis' || kind === 'missing-operand' || kind === 'too-long';

/** The end of a text after which a term can begin: nothing, a blank, or an operator; possibly followed by zero-width characters. */
const beforeTerm = /(?:^|[\s(（|｜])\p{Cf}*$/u;

/** Removes the zero-width characters at the end of a text. A pattern would start again at each of them and take quadratic time. */
function withoutInvisibleEnd(text: string): string {
  let end = text.length;
  for (;;) {
    // Some of these characters take two UTF-16 units.
    const pair = text.codePointAt(end - 2) ?? 0;
    const width = pair > 0xffff ? 2 : 1;
    if (end < width || !/^\p{Cf}$/u.test(text.slice(end - width, end))) return text.slice(0, end);
    end -= width;
  }
}

/**
 * True when the text after a removed part can follow the text before it without a space: both belong together, or cannot merge into one
 * word.
 */
function canJoin(before: string, removed: QueryProblem): boolean {
  const visible = withoutInvisibleEnd(before);
  if (!/[:：－−-]$/.test(visible)) return beforeTerm.test(visible);
  const last = lexQuery(visible).lexemes.at(-1);
  if (last?.to !== visible.length) return false;
  if (last.kind === 'minus') return true;
  // A value begins directly after the colon. A zero-width character there would become a part of the value.
  return last.kind === 'field' && last.value === null && removed.kind === 'unclosed-quote' && visible === before;
}

/** Removes the parts with these problems, which do not overlap and are in the order of the text. The words on both sides stay separate. */
function withoutProblems(text: string, problems: readonly QueryProblem[]): string {
  let result = '';
  let at = 0;
  for (const problem of problems) {
    result += text.slice(at, problem.from);
    if (!canJoin(result, problem)) result += ' ';
    at = problem.to;
  }
  return (result + text.slice(at)).trim();
}

/** The text in a form to which a condition can be appended: quotes and parentheses closed, no operator without an operand. */
function appendableText(text: string, problems: readonly QueryProblem[]): string {
  const unclosed = problems.filter(({ kind }) => kind === 'unclosed-parenthesis').length;
  return withoutProblems(text, problems.filter(breaksAppending)) + ')'.repeat(unclosed);
}

/** Formats a part of an `and`; alternatives get parentheses. */
const formatPart = (part: Query): string => (part.kind === 'or' ? `(${formatQuery(part)})` : formatQuery(part));

/**
 * Adds a part that every entry must meet: a condition, alternatives, or the negation of either. A text that already requires the part stays
 * as it is. The parts of an `and` are added one by one.
 */
export function withPart(text: string, part: Query, context: QueryContext): string {
  if (part.kind === 'and') return part.parts.reduce((before, one) => withPart(before, one, context), text);
  const { query, problems } = parseQuery(text, context);
  if (requires(query, part)) return text;
  const before = appendableText(text, problems);
  const added = formatPart(part);
  if (before === '') return added;
  const joined = `${before} ${added}`;
  return requires(parseQuery(joined, context).query, part) ? joined : `(${before}) ${added}`;
}

/** True at the end of a group or of the text: no term follows. */
const isEnd = (lexeme: Lexeme | undefined): boolean => lexeme === undefined || lexeme.kind === 'close';
const isStart = (lexeme: Lexeme | undefined): boolean => lexeme === undefined || lexeme.kind === 'open';
const isOr = (lexeme: Lexeme | undefined): boolean => lexeme?.kind === 'or';
const isAnd = (lexeme: Lexeme | undefined): boolean => lexeme?.kind === 'and';

/** True when an operator has no operand left after the term between it and `after` is removed. Of two operators, the `OR` stays. */
const isDangling = (operator: Lexeme | undefined, after: Lexeme | undefined): boolean =>
  (isOr(operator) && (isEnd(after) || isOr(after))) || (isAnd(operator) && (isEnd(after) || isOr(after) || isAnd(after)));

/** True when a lexeme is a minus sign that belongs to the term at a position. */
const negates = (text: string, lexeme: Lexeme | undefined, at: number): boolean =>
  lexeme?.kind === 'minus' && isAdjacent(text, lexeme.to, at);

/** Extends the span by the lexemes that mean nothing without it: minus signs, an operator on one side, parentheses around the span. */
function removedRange(text: string, lexemes: readonly Lexeme[], typed: Span): Span | undefined {
  let first = lexemes.findIndex(({ from }) => from === typed.from);
  let last = lexemes.findIndex(({ to }) => to === typed.to);
  for (;;) {
    const [before, after] = [lexemes[first - 1], lexemes[last + 1]];
    const [from, to] = [lexemes[first]?.from, lexemes[last]?.to];
    if (from === undefined || to === undefined) return undefined;
    if (negates(text, before, from)) first -= 1;
    else if (before?.kind === 'open' && isEnd(after)) [first, last] = [first - 1, after === undefined ? last : last + 1];
    else if (isDangling(before, after)) first -= 1;
    else if ((isOr(after) && isStart(before)) || (isAnd(after) && (isStart(before) || isOr(before)))) last += 1;
    else return { from, to };
  }
}

/**
 * Removes a condition or another part of the query with its minus signs, and the operators and parentheses that would be left without operand. `typed` is
 * the span of a `TypedCondition`, or one of the `parts` of a `ParsedQuery`.
 */
export function withoutCondition(text: string, typed: Span): string {
  const { lexemes } = lexQuery(text);
  const removed = removedRange(text, lexemes, typed);
  if (removed === undefined) return text;
  const before = text.slice(0, removed.from).trimEnd();
  const after = text
    .slice(removed.to)
    .replace(/^[－−-]+/, '')
    .trimStart();
  const touches = before === '' || after === '' || /[(（]$/.test(before) || /^[)）]/.test(after);
  return before + (touches ? '' : ' ') + after;
}

/** Puts a minus sign before a condition, or removes the existing one. */
export function withNegationToggled(text: string, typed: TypedCondition): string {
  const before = lexQuery(text).lexemes.findLast(({ to }) => to <= typed.from);
  if (before !== undefined && negates(text, before, typed.from)) return text.slice(0, before.from) + text.slice(before.to);
  const start = text.slice(0, typed.from);
  return `${start}${beforeTerm.test(start) ? '' : ' '}-${text.slice(typed.from)}`;
}
