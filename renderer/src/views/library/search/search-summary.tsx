// What the header of the library says about the search: counts, conditions, problems, and a failure.
import { useEffect, useState } from 'react';
import { ErrorNotice } from '../../../components/errors/error-notice.tsx';
import { messages } from '../../../messages.ts';
import { SearchConditions } from './search-conditions.tsx';
import { SearchProblems } from './search-problems.tsx';
import { isNarrow } from './search-spec.ts';
import { type FoundList, useLibrarySearch } from './search-store.ts';

/** The number of videos beside the heading: of the library, or of the result and the library. In the history, that of its items. `all`: videos in the library. */
export function VideoCount({ all }: { readonly all: number }) {
  const scope = useLibrarySearch((s) => s.scope);
  return scope === 'history' ? <HistoryCount /> : <CountOfVideos all={all} />;
}

function HistoryCount() {
  const found = useLibrarySearch((s) => s.found);
  const counted = useLibrarySearch((s) => s.libraryFacets?.entries ?? null);
  if (found === null) return null;
  const all = isNarrow(found.spec) ? counted : null;
  return (
    <span className="min-w-0 truncate text-dim">
      {messages.history.found(found.entryIds.length, all)}
      <Unindexed />
    </span>
  );
}

/** Says how much the search does not know yet. */
function Unindexed() {
  const unindexed = useLibrarySearch((s) => (s.found === null ? 0 : s.unindexedTasks));
  return unindexed > 0 && <span title={messages.search.notIndexedHint}>{` · ${messages.search.notIndexed(unindexed)}`}</span>;
}

function CountOfVideos({ all }: { readonly all: number }) {
  // The library in another order is not a part of it.
  const found = useLibrarySearch((s) => (s.found === null || !isNarrow(s.found.spec) ? null : s.found.resultIds.length));
  if (found === null) return all > 0 && <span className="text-dim">{messages.library.count(all)}</span>;
  return (
    <span className="min-w-0 truncate text-dim">
      {messages.search.found(found, all)}
      <Unindexed />
    </span>
  );
}

/** The lines between the header and the grid. They take no room while there is nothing to say. */
export function SearchLines() {
  const phase = useLibrarySearch((s) => s.phase);
  return (
    <>
      <Announcement />
      <div className="@container/lines shrink-0">
        <div className="flex flex-col border-line has-[ul:not([data-only-facets])]:border-b has-[ul:not([data-only-facets])]:px-[14px] has-[ul:not([data-only-facets])]:py-2 @max-[788px]/lines:has-[ul]:border-b @max-[788px]/lines:has-[ul]:px-[14px] @max-[788px]/lines:has-[ul]:py-2">
          <SearchConditions />
          <SearchProblems />
        </div>
      </div>
      {phase.kind === 'failed' && (
        <div className="px-[14px] pt-2.5">
          <ErrorNotice error={phase.error} />
        </div>
      )}
    </>
  );
}

/** Long enough that a person who types hears one number, not one per letter. */
const settledAfterMs = 700;

const resultsText = ({ spec, entryIds }: FoundList): string =>
  spec.scope === 'history' ? messages.history.results(entryIds.length) : messages.search.results(entryIds.length);

/** Tells screen readers how many videos were found, as soon as the number stays the same for a moment. */
function Announcement() {
  const found = useLibrarySearch((s) => s.found);
  const phase = useLibrarySearch((s) => s.phase.kind);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (phase === 'searching') return;
    const text = found === null ? '' : resultsText(found);
    const timer = setTimeout(() => setSaid(text), settledAfterMs);
    return () => clearTimeout(timer);
  }, [found, phase]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
