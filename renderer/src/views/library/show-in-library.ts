// Shows videos in the library from any view: selects them, and scrolls to the first.
import { entryOfResult } from '../../../../shared/search/entry.ts';
import { showStage } from '../../store/studio-store.ts';
import { selectEntries, useLibraryView } from './library-view.ts';
import { setSearchText, useLibrarySearch } from './search/search-store.ts';

/** Shows the library with these videos selected. A search that does not show the first one is cleared. */
export function showInLibrary(resultIds: readonly number[]): void {
  const [firstId] = resultIds;
  if (firstId === undefined) return;
  const { found } = useLibrarySearch.getState();
  if (found !== null && !found.resultIds.includes(firstId)) setSearchText('');
  useLibraryView.setState({ focusKey: `r${firstId}`, anchorId: entryOfResult(firstId), revealId: firstId });
  selectEntries(resultIds.map(entryOfResult));
  showStage({ kind: 'library' });
}
