// The search in the header of the library: counts, conditions, problems, and a failure.
import { useEffect, useState } from 'react';
import { ErrorNotice } from '../../../components/errors/error-notice.tsx';
import { messages } from '../../../messages.ts';
import { SearchConditions } from './field/search-conditions.tsx';
import { SearchProblems } from './field/search-problems.tsx';
import { isNarrow } from './search-spec.ts';
import { type LibrarySearchResult, useLibrarySearch } from './search-store.ts';

/**
 * The count beside the heading. Shows the number of videos in the library (`libraryCount`) and, during a search, of the found videos; in
 * the history, the number of entries.
 */
export function VideoCount({ libraryCount }: { readonly libraryCount: number }) {
  const scope = useLibrarySearch((s) => s.scope);
  return scope === 'history' ? <HistoryCount /> : <CountOfVideos libraryCount={libraryCount} />;
}

/** It shrinks before the controls beside it move to a second line. */
const countClass = 'min-w-0 max-w-max shrink grow basis-10 truncate text-dim';

function HistoryCount() {
  const found = useLibrarySearch((s) => s.found);
  const historyCount = useLibrarySearch((s) => s.libraryFacets?.entries ?? null);
  if (found === null) return null;
  const totalCount = isNarrow(found.spec) ? historyCount : null;
  return (
    <span className={countClass}>
      {messages.history.found(found.entryCount, totalCount)}
      <Unindexed />
    </span>
  );
}

/** The number of tasks that are not indexed yet. */
function Unindexed() {
  const unindexed = useLibrarySearch((s) => (s.found === null ? 0 : s.unindexedTaskCount));
  return unindexed > 0 && <span title={messages.search.notIndexedHint}>{` · ${messages.search.notIndexed(unindexed)}`}</span>;
}

function CountOfVideos({ libraryCount }: { readonly libraryCount: number }) {
  // The whole library in another order also has a result, but only the count of the library is shown for it.
  const found = useLibrarySearch((s) => (s.found === null || !isNarrow(s.found.spec) ? null : s.found.entryCount));
  if (found === null) return libraryCount > 0 && <span className="text-dim">{messages.library.count(libraryCount)}</span>;
  return (
    <span className={countClass}>
      {messages.search.found(found, libraryCount)}
      <Unindexed />
    </span>
  );
}

/** The lines between the header and the grid. Without content, they take no room. */
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

/**
 * The delay before the count is announced, in milliseconds. It is so long that a screen reader says one number, not one per typed letter.
 */
const announceAfterMs = 700;

const resultsText = ({ spec, entryCount }: LibrarySearchResult): string =>
  spec.scope === 'history' ? messages.history.results(entryCount) : messages.search.results(entryCount);

/** Tells screen readers the number of found entries after it has not changed for a moment. */
function Announcement() {
  const found = useLibrarySearch((s) => s.found);
  const phase = useLibrarySearch((s) => s.phase.kind);
  const [announcedText, setAnnouncedText] = useState('');
  useEffect(() => {
    if (phase === 'searching') return;
    const text = found === null ? '' : resultsText(found);
    const timer = setTimeout(() => setAnnouncedText(text), announceAfterMs);
    return () => clearTimeout(timer);
  }, [found, phase]);
  return (
    <p role="status" className="sr-only">
      {announcedText}
    </p>
  );
}
