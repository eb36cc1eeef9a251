// Keyboard navigation in a grid of cells. Pure.

/** `pageRows`: full rows in view, by which Page Up and Page Down move. */
interface PickerShape {
  readonly count: number;
  readonly columns: number;
  readonly pageRows: number;
}

/** The cell after a key press; null for keys that the grid does not handle. */
export function cellAfterKey(key: string, index: number, { count, columns, pageRows }: PickerShape): number | null {
  const last = Math.max(0, count - 1);
  const inside = (cell: number): number => Math.max(0, Math.min(last, cell));
  switch (key) {
    case 'ArrowLeft':
      return inside(index - 1);
    case 'ArrowRight':
      return inside(index + 1);
    case 'ArrowUp':
      return index - columns < 0 ? index : index - columns;
    case 'ArrowDown':
      // From the last full row into a shorter row below it.
      return Math.floor(index / columns) === Math.floor(last / columns) ? index : inside(index + columns);
    case 'PageUp':
      return inside(Math.max(index % columns, index - pageRows * columns));
    case 'PageDown':
      return inside(index + pageRows * columns);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
