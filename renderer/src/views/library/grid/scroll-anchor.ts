// Where each row stands, in pixels, and how to stay at the same place when the columns change. Pure.
import { type GridRow, gapPixels, headerPixels, rowOfCell } from './grid-rows.ts';

export const rowHeight = (row: GridRow | undefined, tileHeight: number): number =>
  row?.kind === 'day' ? headerPixels : tileHeight + gapPixels;

/** The top of row `at`. */
function rowTop(rows: readonly GridRow[], at: number, tileHeight: number): number {
  let top = 0;
  for (let row = 0; row < at; row += 1) top += rowHeight(rows[row], tileHeight);
  return top;
}

/** A cell and how far below the upper edge of the view its row begins. */
export interface ScrollAnchor {
  readonly cell: number;
  readonly belowTop: number;
}

/** What to hold on to: the cell with the keyboard where it is in view, else the first tile in view. */
export function anchorAt(
  rows: readonly GridRow[],
  tileHeight: number,
  scrollTop: number,
  viewHeight: number,
  focusCell: number | null,
): ScrollAnchor | null {
  if (focusCell !== null) {
    const belowTop = rowTop(rows, rowOfCell(rows, focusCell), tileHeight) - scrollTop;
    if (belowTop > -tileHeight && belowTop < viewHeight) return { cell: focusCell, belowTop };
  }
  let top = 0;
  for (const row of rows) {
    const bottom = top + rowHeight(row, tileHeight);
    if (row.kind === 'tiles' && bottom > scrollTop) return { cell: row.fromCell, belowTop: top - scrollTop };
    top = bottom;
  }
  return null;
}

/** Where to scroll so that `place` stands where it stood, or at least wholly in view. */
export function scrollTopFor(rows: readonly GridRow[], tileHeight: number, place: ScrollAnchor, viewHeight: number): number {
  const row = rowOfCell(rows, place.cell);
  if (row < 0) return 0;
  // The top of the library stays the top, with its heading.
  const top = rowTop(rows, row, tileHeight);
  const belowTop = Math.max(0, Math.min(place.belowTop, viewHeight - tileHeight - gapPixels));
  return Math.max(0, top - belowTop);
}
