// The gestures of the grid: clicks, keys and drags. The grid has one listener for all its tiles and finds the tile by `data-cell`.
import { type DragEvent, type KeyboardEvent, type MouseEvent, type RefObject, type SyntheticEvent, useRef } from 'react';
import { type CellKey, useLibraryView } from '../library-view.ts';
import { cellKeyOf, type GridContext } from './grid-actions.ts';
import { handleGridKeyDown } from './grid-keys.ts';
import {
  handleGridClick,
  handleGridContextMenu,
  handleGridDragLeave,
  handleGridDragOver,
  handleGridDragStart,
  handleGridDrop,
  handleGridMouseDown,
} from './grid-pointer.ts';

export type { GridContext } from './grid-actions.ts';

/** Handlers for the element of the grid. */
interface GridGestures {
  onClick(event: MouseEvent): void;
  onMouseDown(event: MouseEvent): void;
  onFocus(event: SyntheticEvent): void;
  onKeyDown(event: KeyboardEvent): void;
  onDragStart(event: SyntheticEvent): void;
  onDragOver(event: DragEvent): void;
  onDragLeave(event: DragEvent): void;
  onDrop(event: DragEvent): void;
  onContextMenu(event: MouseEvent): void;
}

/** The handlers of one grid. They do nothing until the rows are rendered; until then, `grid` is null. */
export function useGridGestures(grid: RefObject<GridContext | null>): GridGestures {
  const firstClickKey = useRef<CellKey | null>(null);
  return {
    onClick: (event) => handleGridClick(event, grid.current, firstClickKey),
    onMouseDown: handleGridMouseDown,
    onFocus: recordFocus,
    onKeyDown: (event) => handleGridKeyDown(event, grid.current),
    onDragStart: handleGridDragStart,
    onDragOver: (event) => handleGridDragOver(event, grid.current),
    onDragLeave: handleGridDragLeave,
    onDrop: (event) => handleGridDrop(event, grid.current),
    onContextMenu: (event) => handleGridContextMenu(event, grid.current),
  };
}

function recordFocus(event: SyntheticEvent): void {
  const key = cellKeyOf(event);
  if (key !== null && key !== useLibraryView.getState().focusKey) useLibraryView.setState({ focusKey: key });
}
