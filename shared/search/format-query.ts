// Writes a query as text that parses to the same query again.

import { formatDay } from './parse/parse-amounts.ts';
import { lexQuery } from './parse/query-lexer.ts';
import { type Condition, type ConditionField, isTextCondition, type Query } from './query.ts';
import { quoted } from './quotes.ts';

/** `field:value`, with quotation marks where the value needs them to stay one value. */
export function formatValue(field: ConditionField, value: string): string {
  const plain = `${field}:${value}`;
  const [lexeme, more] = lexQuery(plain).lexemes;
  const isPlain = more === undefined && lexeme?.kind === 'field' && lexeme.value?.text === value && !lexeme.value.isQuoted;
  return isPlain ? plain : `${field}:${quoted(value)}`;
}

/** The text of a condition, with the field's own name. A date becomes its local day. */
export function formatCondition(condition: Condition): string {
  if (isTextCondition(condition)) return formatValue(condition.field, condition.text);
  switch (condition.field) {
    case 'audio':
      return `audio:${condition.value ? 'yes' : 'no'}`;
    case 'from':
      return `from:${condition.origin}`;
    case 'is':
      return `is:${condition.flag}`;
    case 'longer':
    case 'shorter':
      return `${condition.field}:${condition.seconds}`;
    case 'rating':
    case 'cost':
    case 'seed':
      return `${condition.field}:${condition.comparison === '=' ? '' : condition.comparison}${condition.value}`;
    case 'before':
    case 'after':
      return `${condition.field}:${formatDay(condition.atMs)}`;
  }
}

/**
 * Returns a word as it was typed. A text that would not parse as one word becomes a phrase; only a query that was built in code has such a
 * word.
 */
function formatWord(text: string): string {
  const [lexeme, more] = lexQuery(text).lexemes;
  const isWord = more === undefined && (lexeme?.kind === 'word' || lexeme?.kind === 'field') && lexeme.to - lexeme.from === text.length;
  return isWord ? text : quoted(text);
}

const isGroup = ({ kind }: Query): boolean => kind === 'and' || kind === 'or';

/** Formats a part of an `and`, or the operand of a minus. */
const formatOperand = (query: Query): string => (isGroup(query) ? `(${formatQuery(query)})` : formatQuery(query));

/** The text of a query. `and` of nothing is the empty text. */
export function formatQuery(query: Query): string {
  switch (query.kind) {
    case 'and':
      return query.parts.map(formatOperand).join(' ');
    case 'or':
      return query.parts.map((part) => (part.kind === 'or' ? `(${formatQuery(part)})` : formatQuery(part))).join(' OR ');
    case 'not':
      return `-${formatOperand(query.part)}`;
    case 'words':
      return query.isPhrase ? quoted(query.text) : formatWord(query.text);
    case 'condition':
      return formatCondition(query.condition);
  }
}
