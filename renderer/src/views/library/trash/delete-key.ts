// Deletes videos of the grid and selects the next one: the keys Delete and Backspace, menus and buttons. In the trash, the keys ask whether
// to delete for good.
import { type RefObject, useEffect } from 'react';
import { afterPopupsClose } from '../../../input/after-popups-close.ts';
import { isFocusOnNoControl } from '../../../input/stage-focus.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { type GridContext, noModifierKeys, select } from '../grid/grid-actions.ts';
import { ignoresGridKeys, keyTargets, useGridKeys } from '../grid/judge-keys-of-grid.ts';
import { cellOfKey, videosOfCells } from '../grid/library-cells.ts';
import { useLibrarySearch } from '../search/search-store.ts';
import { videoAfterDeletion } from './next-video.ts';
import { askDeleteForGood, deleteVideos } from './trash-actions.ts';

/** A key press, of the window or of React. */
type PressedKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** True for the keys that delete. Backspace counts, because Mac keyboards have no other delete key. */
export const isDeleteKey = ({ key, ctrlKey, metaKey, altKey, shiftKey }: PressedKey): boolean =>
  (key === 'Delete' || key === 'Backspace') && !ctrlKey && !metaKey && !altKey && !shiftKey;

/**
 * Whether the delete keys apply to the videos: the focus is in the grid or the list, or no element has it. Elsewhere the keys may have
 * another meaning.
 */
export const areVideosFocused = (focused: Element | null): boolean =>
  isFocusOnNoControl(focused) || focused?.closest('[role="grid"]') != null;

function handleKeyDown(event: KeyboardEvent, grid: GridContext | null): void {
  if (event.defaultPrevented || grid === null || !isDeleteKey(event) || ignoresGridKeys(event.target)) return;
  if (!areVideosFocused(document.activeElement)) return;
  const videos = keyTargets(grid.cells);
  if (videos.length === 0) return;
  event.preventDefault();
  if (event.repeat) return;
  if (useLibrarySearch.getState().scope === 'trash') {
    void askDeleteForGood(videos);
    return;
  }
  deleteFrom(grid, videos);
}

/** Deletes videos, and selects and focuses the next one. Returns the video that is selected then; null if none remains. */
function deleteFrom(grid: GridContext, videos: readonly number[]): number | null {
  const next = videoAfterDeletion(videosOfCells(grid.cells), videos);
  const cell = next === null ? null : cellOfKey(grid.cells, `r${next}`);
  if (next === null || cell === null) useStudio.setState({ selection: [] });
  else {
    grid.goTo(cell);
    select(grid.cells, `r${next}`, noModifierKeys);
  }
  void deleteVideos(videos);
  return next;
}

/** The grid on the screen; null while another stage is shown. */
let shownGrid: RefObject<GridContext | null> | null = null;

/** Deletes videos for a menu or a button, as the key does. The next video gets the focus that the menu or button has lost. */
export function deleteAndSelectNext(videos: readonly number[]): void {
  const grid = shownGrid?.current ?? null;
  if (grid === null) {
    void deleteVideos(videos);
    return;
  }
  const next = deleteFrom(grid, videos);
  afterPopupsClose(() => {
    if (next !== null && areVideosFocused(document.activeElement))
      document.querySelector<HTMLElement>(`[data-cell="r${next}"]`)?.focus({ preventScroll: true });
  });
}

/** Handles the delete keys while the grid is shown. */
export function useDeleteKey(grid: RefObject<GridContext | null>): void {
  useGridKeys(grid, handleKeyDown);
  useEffect(() => {
    shownGrid = grid;
    return () => {
      shownGrid = null;
    };
  }, [grid]);
}
