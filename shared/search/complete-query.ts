// Completions for the term at the cursor: names of fields, and values of a field.
import { foldForSearch } from '../search-folding.ts';
import { conditionFields, namesOf } from './field-names.ts';
import { formatValue } from './format-query.ts';
import { hasField, knownValues, type QueryContext } from './known-values.ts';
import { type Lexeme, lexQuery } from './parse/query-lexer.ts';
import type { ConditionField, Span } from './query.ts';

/** A value that can be offered, and how many entries have it; null while that is not known. */
export interface CountedValue {
  readonly value: string;
  /** The window's name for the value, if it differs. Both names are searched. */
  readonly label?: string;
  readonly count: number | null;
}

/** The data that completion uses. A field that is absent from `values` offers `knownValues`, without counts. */
export interface CompletionContext extends QueryContext {
  readonly values: { readonly [field in ConditionField]?: readonly CountedValue[] };
}

/** `insert` replaces the text in the span. A list shows `label`: the name without colon, or the value without quotes. */
export type Completion = Span & { readonly insert: string; readonly label: string; readonly field: ConditionField } & (
    | { readonly kind: 'field' }
    /** `count` is null if the library was not asked about the value. */
    | { readonly kind: 'value'; readonly count: number | null }
  );

/** The most completions that are offered at once. */
export const maxCompletions = 20;

/** Returns each field of the list that has a name beginning with the prefix, with the first such name. An empty prefix returns every field. */
function completeName(prefix: string, span: Span, context: CompletionContext): readonly Completion[] {
  const folded = foldForSearch(prefix);
  const fields = conditionFields.filter((field) => hasField(context, field));
  return fields.flatMap((field): Completion[] => {
    const name = namesOf(field).find((known) => foldForSearch(known).startsWith(folded));
    return name === undefined ? [] : [{ kind: 'field', field, insert: `${name}:`, label: name, from: span.from, to: span.to }];
  });
}

/** The position of a folded prefix in the first of the names that contains it; -1 where none does. */
const matchPosition = (names: readonly string[], folded: string): number =>
  names.map((name) => foldForSearch(name).indexOf(folded)).find((at) => at !== -1) ?? -1;

/** Returns the values that contain the prefix: first values that begin with the prefix, then values with the most entries. */
function completeValue(field: ConditionField, prefix: string, span: Span, context: CompletionContext): readonly Completion[] {
  const folded = foldForSearch(prefix);
  const values = context.values[field] ?? knownValues(field, context).map((value): CountedValue => ({ value, count: null }));
  return values
    .map(({ value, label = value, count }) => ({ value, label, count, at: matchPosition([label, value], folded) }))
    .filter(({ at }) => at !== -1)
    .sort((a, b) => Number(a.at > 0) - Number(b.at > 0) || (b.count ?? 0) - (a.count ?? 0))
    .slice(0, maxCompletions)
    .map(({ value, label, count }) => ({
      kind: 'value',
      field,
      insert: formatValue(field, value).slice(field.length + 1),
      label,
      count,
      ...span,
    }));
}

/** Offers every field before the first letter of a term. */
const completeNewTerm = (cursor: number, context: CompletionContext): readonly Completion[] =>
  completeName('', { from: cursor, to: cursor }, context);

/** Completes the lexeme at the cursor, which is inside the lexeme or directly after it. */
function completeLexeme(lexeme: Lexeme, text: string, cursor: number, context: CompletionContext): readonly Completion[] {
  switch (lexeme.kind) {
    case 'word': {
      const prefix = text.slice(lexeme.from, cursor);
      return /^[\p{L}\p{M}]+$/u.test(prefix) ? completeName(prefix, { from: lexeme.from, to: lexeme.to }, context) : [];
    }
    case 'field': {
      const from = lexeme.from + lexeme.name.length;
      if (cursor < from || lexeme.value?.isQuoted === true || !hasField(context, lexeme.field)) return [];
      return completeValue(lexeme.field, text.slice(from, cursor), { from, to: lexeme.to }, context);
    }
    case 'minus':
    case 'open':
      return completeNewTerm(cursor, context);
    case 'or':
    case 'and':
    case 'phrase':
    case 'close':
      return [];
  }
}

/**
 * Returns the completions for the term at the cursor, the most useful first, at most `maxCompletions` values. Returns none inside quotation
 * marks, closed or not.
 */
export function completeQuery(text: string, cursor: number, context: CompletionContext): readonly Completion[] {
  const { lexemes, problems } = lexQuery(text);
  if (problems.some(({ kind, from }) => kind === 'unclosed-quote' && from < cursor)) return [];
  const lexemeAtCursor = lexemes.find(({ from, to }) => from < cursor && cursor <= to);
  const isInTerm = lexemeAtCursor !== undefined && lexemeAtCursor.kind !== 'minus' && lexemeAtCursor.kind !== 'open';
  if (!isInTerm && lexemes.some(({ from }) => from === cursor)) return [];
  return lexemeAtCursor === undefined ? completeNewTerm(cursor, context) : completeLexeme(lexemeAtCursor, text, cursor, context);
}
