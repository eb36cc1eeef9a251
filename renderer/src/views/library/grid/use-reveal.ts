// Scrolls to the video that another view leads to.
import { type RefObject, useLayoutEffect } from 'react';
import { useStudio } from '../../../store/studio-store.ts';
import { useLibraryView } from '../library-view.ts';
import type { GridContext } from './grid-actions.ts';
import { cellOfKey, type LibraryCells } from './library-cells.ts';

/** Goes to the video as soon as it is shown, which takes a moment while a search is cleared. It is forgotten when another video is selected. */
export function useReveal(grid: RefObject<GridContext | null>, cells: LibraryCells): void {
  const revealId = useLibraryView((s) => s.revealId);
  useLayoutEffect(() => {
    if (revealId === null) return;
    const cell = cellOfKey(cells, `r${revealId}`);
    const isWanted = useStudio.getState().selection.includes(revealId);
    if (cell !== null || !isWanted) useLibraryView.setState({ revealId: null });
    if (cell !== null && isWanted) grid.current?.goTo(cell);
  });
}
