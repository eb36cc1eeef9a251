// Keeps the focus in the grid: a tile that is mounted again gets the focus back.
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { isFocusOnNoControl } from '../../../input/stage-focus.ts';
import type { CellKey } from '../library-view.ts';
import { cellOfKey, type LibraryCells } from './library-cells.ts';

interface TileFocusOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** True while the focus is in the grid. */
  readonly hasFocusWithin: RefObject<boolean>;
  /** The cell that had the focus last. */
  readonly focusKey: CellKey | null;
  readonly cells: LibraryCells;
}

/** Returns a ref to the cell that gets the focus as soon as it is rendered. Its value is null if no cell is waiting for the focus. */
export function useTileFocus({ scroller, hasFocusWithin, focusKey, cells }: TileFocusOptions): RefObject<CellKey | null> {
  // After the player is closed, no element has the focus. The tile that had it last then gets it again.
  const pendingFocusKey = useRef<CellKey | null>(isFocusOnNoControl(document.activeElement) ? focusKey : null);
  useLayoutEffect(() => {
    // A tile that moved to another row, e.g. because the inspector leaves room for fewer columns, lost the focus with its old element.
    const lostFocusKey = hasFocusWithin.current && isFocusOnNoControl(document.activeElement) ? focusKey : null;
    const keyToFocus = pendingFocusKey.current ?? lostFocusKey;
    if (keyToFocus === null) return;
    const tile = scroller.current?.querySelector<HTMLElement>(`[data-cell="${keyToFocus}"]`);
    tile?.focus({ preventScroll: true });
    // The very first render has no rows yet.
    if (tile !== undefined && tile !== null) pendingFocusKey.current = null;
    else if (cellOfKey(cells, keyToFocus) === null) pendingFocusKey.current = null;
  });
  return pendingFocusKey;
}
