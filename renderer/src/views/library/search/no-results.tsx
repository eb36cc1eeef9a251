// The content of the library when a search finds nothing: the parts of the search that could be left out.
import { SearchX } from 'lucide-react';
import { withoutCondition } from '../../../../../shared/search/edit-query-text.ts';
import { Button } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { messages } from '../../../messages.ts';
import { chooseScope } from '../history/scope-switch.tsx';
import { droppableParts } from './droppable-parts.ts';
import { type LibrarySearchResult, replaceSearchText } from './search-store.ts';

/** Says that nothing was found, with a button for each part that can be dropped and one that clears the search. */
export function NoResults({ found }: { readonly found: LibrarySearchResult }) {
  const { text, parts } = found.spec;
  const droppable = droppableParts(parts, found.countsWithoutPart);
  const { clear } = messages.search;
  const isHistory = found.spec.scope === 'history';
  const none = isHistory ? messages.history.none : messages.search.none;
  return (
    <div className="min-w-0 flex-1 overflow-y-auto">
      <EmptyState
        icon={<SearchX size={22} aria-hidden />}
        title={none.title}
        detail={droppable.length === 0 ? none.detail : none.dropDetail}
        action={
          <div className="flex max-w-full flex-wrap justify-center gap-2">
            {droppable.map(({ span, videoCount: videos }) => (
              <Button
                key={span.from}
                size="small"
                className="max-w-[300px] min-w-0 shrink"
                onClick={() => replaceSearchText(withoutCondition(text, span))}
              >
                <bdi className="truncate">{none.drop(text.slice(span.from, span.to), videos)}</bdi>
              </Button>
            ))}
            {!isHistory && (
              <Button size="small" onClick={() => chooseScope('history')}>
                {messages.history.none.searchHistory}
              </Button>
            )}
            <Button size="small" onClick={() => replaceSearchText('')}>
              {clear}
            </Button>
          </div>
        }
      />
    </div>
  );
}
