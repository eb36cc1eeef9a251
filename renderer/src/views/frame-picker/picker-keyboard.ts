// Keyboard navigation in a grid of cells. Pure.
import type { RefObject } from 'react';

/** `pageRows` is the number of full rows in view. Page Up and Page Down move by this number. */
interface PickerShape {
  readonly count: number;
  readonly columns: number;
  readonly pageRows: number;
}

/** The cell after a key press; null for keys that the grid does not handle. */
export function cellAfterKey(key: string, index: number, { count, columns, pageRows }: PickerShape): number | null {
  const last = Math.max(0, count - 1);
  const clampIndex = (cell: number): number => Math.max(0, Math.min(last, cell));
  switch (key) {
    case 'ArrowLeft':
      return clampIndex(index - 1);
    case 'ArrowRight':
      return clampIndex(index + 1);
    case 'ArrowUp':
      return index - columns < 0 ? index : index - columns;
    case 'ArrowDown':
      // In the last row, the cell stays. If the last row is shorter, the key moves to its last cell.
      return Math.floor(index / columns) === Math.floor(last / columns) ? index : clampIndex(index + columns);
    case 'PageUp':
      return clampIndex(Math.max(index % columns, index - pageRows * columns));
    case 'PageDown':
      return clampIndex(index + pageRows * columns);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** Moves the focus from the search field to the list below it when the arrow is pressed. Returns false for all other keys. */
export function focusOnArrowDown({ key }: { readonly key: string }, list: RefObject<HTMLElement | null>): boolean {
  if (key !== 'ArrowDown' || list.current === null) return false;
  list.current.focus();
  return true;
}
