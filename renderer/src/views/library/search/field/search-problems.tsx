// The problems of the library's search.
import { useMemo } from 'react';
import { hasNames, resolveNames } from '../../../../../../shared/search/resolve-names.ts';
import { messages } from '../../../../messages.ts';
import { useCollections } from '../../../judging/name-lists.ts';
import { parseTyped } from '../search-spec.ts';
import { replaceSearchText, useLibrarySearch } from '../search-store.ts';
import { ProblemLine, QueryProblems } from './query-problems.tsx';

/** The lines for the problems that are not about the term at the cursor. Screen readers read them as they appear. */
export function SearchProblems() {
  const text = useLibrarySearch((s) => s.text);
  const parsed = useLibrarySearch((s) => s.parsed);
  const caret = useLibrarySearch((s) => s.caret);
  const circular = useCircularCollections();
  return (
    // A live region must exist before its text.
    <div role="status" className="not-first:not-empty:mt-1.5">
      <QueryProblems text={text} parsed={parsed} caret={caret} onCorrect={replaceSearchText} />
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
