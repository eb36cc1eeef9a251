// Scrolls to the video that another view wants to show.
import { type RefObject, useLayoutEffect } from 'react';
import { useStudio } from '../../../store/studio-store.ts';
import { useLibraryView } from '../library-view.ts';
import type { GridContext } from './grid-actions.ts';
import { cellOfKey, type LibraryCells } from './library-cells.ts';

/**
 * Scrolls to the video as soon as it is shown, which takes a moment while a search is cleared. The request is dropped when another video is
 * selected.
 */
export function useReveal(grid: RefObject<GridContext | null>, cells: LibraryCells): void {
  const revealId = useLibraryView((s) => s.revealId);
  useLayoutEffect(() => {
    if (revealId === null) return;
    const cell = cellOfKey(cells, `r${revealId}`);
    const isStillSelected = useStudio.getState().selection.includes(revealId);
    if (cell !== null || !isStillSelected) useLibraryView.setState({ revealId: null });
    if (cell !== null && isStillSelected) grid.current?.goTo(cell);
  });
}
