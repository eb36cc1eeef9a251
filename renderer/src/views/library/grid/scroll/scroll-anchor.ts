// The position of each row in pixels, and the scroll position that keeps the view in place when the number of columns changes. Pure.
import { type GridRow, rowHeight, rowOfCell } from '../grid-rows.ts';

/** Top of row `index` in pixels. */
function rowTop(rows: readonly GridRow[], index: number, rowPixels: number): number {
  let top = 0;
  for (let row = 0; row < index; row += 1) top += rowHeight(rows[row], rowPixels);
  return top;
}

/** A cell, and the distance of its row from the top of the view, in pixels. */
export interface ScrollAnchor {
  readonly cell: number;
  readonly offsetPixels: number;
}

/** The cell whose position should stay the same: the focused cell if it is in view, otherwise the first tile in view. */
export function anchorAt(
  rows: readonly GridRow[],
  rowPixels: number,
  scrollTop: number,
  viewHeight: number,
  focusCell: number | null,
): ScrollAnchor | null {
  if (focusCell !== null) {
    const offsetPixels = rowTop(rows, rowOfCell(rows, focusCell), rowPixels) - scrollTop;
    if (offsetPixels > -rowPixels && offsetPixels < viewHeight) return { cell: focusCell, offsetPixels };
  }
  let top = 0;
  for (const row of rows) {
    const bottom = top + rowHeight(row, rowPixels);
    if (row.kind === 'tiles' && bottom > scrollTop) return { cell: row.fromCell, offsetPixels: top - scrollTop };
    top = bottom;
  }
  return null;
}

/** The scroll position that keeps the anchor at its distance from the top, or at least completely in view. */
export function scrollTopFor(rows: readonly GridRow[], rowPixels: number, anchor: ScrollAnchor, viewHeight: number): number {
  const row = rowOfCell(rows, anchor.cell);
  if (row < 0) return 0;
  // At the top of the library, the heading stays visible.
  const top = rowTop(rows, row, rowPixels);
  const offsetPixels = Math.max(0, Math.min(anchor.offsetPixels, viewHeight - rowPixels));
  return Math.max(0, top - offsetPixels);
}
