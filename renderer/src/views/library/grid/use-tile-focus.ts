// The keyboard in the grid: a tile that is drawn anew, or shown again, takes it back.
import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { CellKey } from '../library-view.ts';
import { cellOfKey, type LibraryCells } from './library-cells.ts';

interface TileFocusOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** True while the keyboard is in the grid. */
  readonly hasKeyboard: RefObject<boolean>;
  /** The cell that had the keyboard last. */
  readonly focusKey: CellKey | null;
  readonly cells: LibraryCells;
}

/** Answers with the cell that is to take the keyboard as soon as it is drawn; null where none is. */
export function useTileFocus({ scroller, hasKeyboard, focusKey, cells }: TileFocusOptions): RefObject<CellKey | null> {
  // Coming back from the player, nothing has the keyboard: the tile takes it again.
  const wantsFocus = useRef<CellKey | null>(document.activeElement === document.body ? focusKey : null);
  useLayoutEffect(() => {
    // A tile that changed its row, e.g. when the inspector took a column away, lost the keyboard with its old element.
    const lost = hasKeyboard.current && document.activeElement === document.body ? focusKey : null;
    const wanted = wantsFocus.current ?? lost;
    if (wanted === null) return;
    const tileWanted = scroller.current?.querySelector<HTMLElement>(`[data-cell="${wanted}"]`);
    tileWanted?.focus({ preventScroll: true });
    // The very first drawing has no rows yet.
    if (tileWanted !== undefined && tileWanted !== null) wantsFocus.current = null;
    else if (cellOfKey(cells, wanted) === null) wantsFocus.current = null;
  });
  return wantsFocus;
}
