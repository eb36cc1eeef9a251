// The keys Delete and Backspace in the grid: they delete what is selected and select the next video. In the trash they ask about a deletion for good.
import type { RefObject } from 'react';
import { entryTarget } from '../../../../../shared/search/entry.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { type GridContext, noModifierKeys, select } from '../grid/grid-actions.ts';
import { isElsewhere, judgedVideos, useGridKeys } from '../grid/judge-keys-of-grid.ts';
import { cellOfKey } from '../grid/library-cells.ts';
import { useLibrarySearch } from '../search/search-store.ts';
import { videoAfterDeletion } from './next-video.ts';
import { askDeleteForGood, deleteVideos } from './trash-actions.ts';

/** True for the keys that delete. macOS keyboards have Backspace alone. */
export const isDeleteKey = ({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean =>
  (key === 'Delete' || key === 'Backspace') && !ctrlKey && !metaKey && !altKey && !shiftKey;

function handleKeyDown(event: KeyboardEvent, grid: GridContext | null): void {
  if (event.defaultPrevented || grid === null || !isDeleteKey(event) || isElsewhere(event.target)) return;
  const videos = judgedVideos();
  if (videos.length === 0) return;
  event.preventDefault();
  if (event.repeat) return;
  if (useLibrarySearch.getState().scope === 'trash') {
    void askDeleteForGood(videos);
    return;
  }
  const shown = grid.cells.entryIds.map(entryTarget).flatMap(({ kind, id }) => (kind === 'result' ? [id] : []));
  const next = videoAfterDeletion(shown, videos);
  const cell = next === null ? null : cellOfKey(grid.cells, `r${next}`);
  if (next === null || cell === null) useStudio.setState({ selection: [] });
  else {
    grid.goTo(cell);
    select(grid.cells, `r${next}`, noModifierKeys);
  }
  void deleteVideos(videos);
}

/** Moves what is selected to the trash by key presses, while the grid is shown. */
export const useDeleteKey = (grid: RefObject<GridContext | null>): void => useGridKeys(grid, handleKeyDown);
