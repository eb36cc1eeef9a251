// The problems of the typed search, one per line, with corrections.
import { TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import type { QueryProblem } from '../../../../../shared/search/query.ts';
import { hasNames, resolveNames } from '../../../../../shared/search/resolve-names.ts';
import { messages } from '../../../messages.ts';
import { useCollections } from '../../judging/name-lists.ts';
import { parseTyped } from './search-spec.ts';
import { replaceSearchText, useLibrarySearch } from './search-store.ts';
import { correctionsOf, shownProblems, typedField } from './shown-problems.ts';

/** The lines for the problems that are not about the term at the cursor. Screen readers read them as they appear. */
export function SearchProblems() {
  const text = useLibrarySearch((s) => s.text);
  const parsed = useLibrarySearch((s) => s.parsed);
  const caret = useLibrarySearch((s) => s.caret);
  const problems = shownProblems(parsed, text, caret);
  const circular = useCircularCollections();
  return (
    // A live region must exist before its text.
    <div role="status" className="not-first:not-empty:mt-1.5">
      {problems.length > 0 && <ProblemList problems={problems} text={text} />}
      {circular.map((name) => (
        <ProblemLine key={name}>{messages.search.problems.circular(name)}</ProblemLine>
      ))}
    </div>
  );
}

/** The names of the smart collections whose search leads back to themselves, and of those that are nested too deep. */
function useCircularCollections(): readonly string[] {
  const query = useLibrarySearch((s) => s.parsed.query);
  const collections = useCollections();
  return useMemo(() => {
    const parse = (text: string) => parseTyped(text).query;
    return hasNames(query) ? resolveNames(query, { collections, tagNamed: () => undefined, parse }).circular : [];
  }, [query, collections]);
}

function ProblemLine({ children }: { readonly children: string }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <TriangleAlert size={14} aria-hidden className="shrink-0 text-warn" />
      <span dir="auto" className="min-w-0 break-words">
        {children}
      </span>
    </span>
  );
}

function ProblemList({ problems, text }: { readonly problems: readonly QueryProblem[]; readonly text: string }) {
  return (
    <ul className="flex flex-col gap-1">
      {problems.map((problem) => (
        <li key={`${problem.kind}-${problem.from}`} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <ProblemLine>{sentenceOf(problem, text)}</ProblemLine>
          <Corrections problem={problem} text={text} />
        </li>
      ))}
    </ul>
  );
}

function Corrections({ problem, text }: { readonly problem: QueryProblem; readonly text: string }) {
  const corrections = correctionsOf(problem, text);
  const { problems } = messages.search;
  return corrections.map((correction) => (
    <button
      key={correction.label}
      type="button"
      className="min-h-6 rounded-control px-1 text-accent underline-offset-2 hover:underline"
      onClick={() => replaceSearchText(correction.text)}
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
