// The problems of a typed search, one per line, with corrections.
import { TriangleAlert } from 'lucide-react';
import type { ParsedQuery, QueryProblem } from '../../../../../../shared/search/query.ts';
import { messages } from '../../../../messages.ts';
import { correctionsOf, shownProblems, typedField } from './shown-problems.ts';

/** One line with a warning sign. */
export function ProblemLine({ children }: { readonly children: string }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <TriangleAlert size={14} aria-hidden className="shrink-0 text-warn" />
      <span dir="auto" className="min-w-0 break-words">
        {children}
      </span>
    </span>
  );
}

interface Props {
  readonly text: string;
  readonly parsed: ParsedQuery;
  /** The position of the cursor; null while the field does not have the focus. */
  readonly caret: number | null;
  /** Gets the text after a correction. */
  onCorrect(text: string): void;
}

/** The problems that are not about the term at the cursor. Its container must be a live region. Renders nothing without problems. */
export function QueryProblems({ text, parsed, caret, onCorrect }: Props) {
  const problems = shownProblems(parsed, text, caret);
  if (problems.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1">
      {problems.map((problem) => (
        <li key={`${problem.kind}-${problem.from}`} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <ProblemLine>{sentenceOf(problem, text)}</ProblemLine>
          <Corrections problem={problem} text={text} onCorrect={onCorrect} />
        </li>
      ))}
    </ul>
  );
}

function Corrections({ problem, text, onCorrect }: Pick<Props, 'text' | 'onCorrect'> & { readonly problem: QueryProblem }) {
  const corrections = correctionsOf(problem, text);
  const { problems } = messages.search;
  return corrections.map((correction) => (
    <button
      key={correction.label}
      type="button"
      className="min-h-6 rounded-control px-1 text-accent underline-offset-2 hover:underline"
      onClick={() => onCorrect(correction.text)}
    >
      {corrections.length === 1 ? problems.didYouMean(correction.label) : problems.use(correction.label)}
    </button>
  ));
}

function sentenceOf(problem: QueryProblem, text: string): string {
  const { problems } = messages.search;
  switch (problem.kind) {
    case 'unknown-field':
      return problems.unknownField(problem.name);
    case 'unknown-value':
      return problems.unknownValue(problem.value, typedField(problem, text));
    case 'field-not-here':
      return problems.fieldNotHere(typedField(problem, text));
    case 'missing-value':
      return problems.missingValue(typedField(problem, text));
    case 'missing-operand':
      return problems['missing-operand'](text.slice(problem.from, problem.to));
    case 'unclosed-quote':
    case 'unclosed-parenthesis':
    case 'unexpected-parenthesis':
    case 'too-long':
      return problems[problem.kind];
  }
}
