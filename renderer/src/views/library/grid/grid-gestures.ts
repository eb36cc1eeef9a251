// What clicks, keys and drags in the grid do. The grid listens once for all its tiles and finds the one meant by `data-cell`.
import { type KeyboardEvent, type MouseEvent, type RefObject, type SyntheticEvent, useRef } from 'react';
import { type CellKey, useLibraryView } from '../library-view.ts';
import { type GridContext, keyAt } from './grid-actions.ts';
import { onGridKey } from './grid-keys.ts';
import { onGridClick, onGridContextMenu, onGridDragStart, onGridMouseDown } from './grid-pointer.ts';

export type { GridContext } from './grid-actions.ts';

/** Handlers for the grid's own element. */
export interface GridGestures {
  onClick(event: MouseEvent): void;
  onMouseDown(event: MouseEvent): void;
  onFocus(event: SyntheticEvent): void;
  onKeyDown(event: KeyboardEvent): void;
  onDragStart(event: SyntheticEvent): void;
  onContextMenu(event: MouseEvent): void;
}

export function useGridGestures(grid: RefObject<GridContext | null>): GridGestures {
  const clicked = useRef<CellKey | null>(null);
  return {
    onClick: (event) => onGridClick(event, grid.current, clicked),
    onMouseDown: onGridMouseDown,
    onFocus: rememberFocus,
    onKeyDown: (event) => onGridKey(event, grid.current),
    onDragStart: onGridDragStart,
    onContextMenu: (event) => onGridContextMenu(event, grid.current),
  };
}

function rememberFocus(event: SyntheticEvent): void {
  const key = keyAt(event);
  if (key !== null && key !== useLibraryView.getState().focusKey) useLibraryView.setState({ focusKey: key });
}
