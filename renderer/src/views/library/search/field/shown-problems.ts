// Chooses which problems of a typed search to show. Problems of a term that is still being typed are left out. Pure.
import { formatValue } from '../../../../../../shared/search/format-query.ts';
import { lexQuery } from '../../../../../../shared/search/parse/query-lexer.ts';
import type { ParsedQuery, QueryProblem, Span } from '../../../../../../shared/search/query.ts';

/** Problems that usually disappear when the user continues typing. */
const isUnfinished = ({ kind }: QueryProblem): boolean =>
  kind === 'missing-value' || kind === 'unclosed-quote' || kind === 'unclosed-parenthesis' || kind === 'missing-operand';

/** The maximum number of lines below the field. */
const maxShown = 3;

/** The problems to show. `caret`: the position of the cursor; null while the field does not have the focus. */
export function shownProblems({ problems }: ParsedQuery, text: string, caret: number | null): readonly QueryProblem[] {
  const isTyping = (problem: QueryProblem): boolean => {
    if (caret === null) return false;
    if (isUnfinished(problem) && caret >= text.trimEnd().length) return true;
    return problem.kind !== 'unknown-field' && problem.from <= caret && caret <= problem.to;
  };
  return problems.filter((problem) => !isTyping(problem)).slice(0, maxShown);
}

/** The name of the field that a problem is about, as the user typed it, which may be the Chinese name. */
export function typedField(
  problem: Extract<QueryProblem, { kind: 'unknown-value' | 'missing-value' | 'field-not-here' }>,
  text: string,
): string {
  for (const lexeme of lexQuery(text).lexemes) {
    if (lexeme.kind === 'field' && lexeme.from <= problem.from && problem.to <= lexeme.to) return lexeme.name.slice(0, -1);
  }
  return problem.field;
}

const replaceSpan = (text: string, { from, to }: Span, replacement: string): string => text.slice(0, from) + replacement + text.slice(to);

/** A correction of a problem: the label of its button, and the text after a press. */
export interface Correction {
  readonly label: string;
  readonly text: string;
}

/** The corrections to offer for a problem. */
export function correctionsOf(problem: QueryProblem, text: string): readonly Correction[] {
  switch (problem.kind) {
    case 'unknown-field':
      return [{ label: problem.suggestion, text: replaceSpan(text, problem, problem.suggestion) }];
    case 'unknown-value':
      return problem.suggestions.map((value) => ({
        label: value,
        text: replaceSpan(text, problem, formatValue(problem.field, value).slice(problem.field.length + 1)),
      }));
    case 'field-not-here':
    case 'missing-value':
    case 'unclosed-quote':
    case 'unclosed-parenthesis':
    case 'unexpected-parenthesis':
    case 'missing-operand':
    case 'too-long':
      return [];
  }
}
