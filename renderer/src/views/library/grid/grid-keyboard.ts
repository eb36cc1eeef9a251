// Keyboard navigation from a cell of the grid. Pure.
import { type GridRow, rowOfCell } from './grid-rows.ts';

/** A movement of the focus. A page is as high as the view. */
type Move = 'left' | 'right' | 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last';

const moves: Readonly<Record<string, Move>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'first',
  End: 'last',
};

/** The movement of a key; null for any other key. */
export const moveOfKey = (key: string): Move | null => moves[key] ?? null;

/** The cell that `move` leads to from `cell`; never outside the grid. `pageRows`: rows of tiles in view. */
export function cellAfterMove(rows: readonly GridRow[], cell: number, move: Move, pageRows: number): number {
  const last = lastCell(rows);
  switch (move) {
    case 'left':
      return Math.max(0, cell - 1);
    case 'right':
      return Math.min(last, cell + 1);
    case 'first':
      return 0;
    case 'last':
      return last;
    case 'up':
      return moveVertically(rows, cell, -1, 1);
    case 'down':
      return moveVertically(rows, cell, 1, 1);
    case 'page-up':
      return moveVertically(rows, cell, -1, Math.max(1, pageRows));
    case 'page-down':
      return moveVertically(rows, cell, 1, Math.max(1, pageRows));
  }
}

function lastCell(rows: readonly GridRow[]): number {
  const row = rows.at(-1);
  return row?.kind === 'tiles' ? row.fromCell + row.count - 1 : 0;
}

/** Moves up or down by rows of tiles, in the same column, or to the last tile of a shorter row. */
function moveVertically(rows: readonly GridRow[], cell: number, step: 1 | -1, times: number): number {
  const startIndex = rowOfCell(rows, cell);
  const startRow = rows[startIndex];
  if (startRow?.kind !== 'tiles') return cell;
  const column = cell - startRow.fromCell;
  let target = cell;
  let rowsLeft = times;
  for (let index = startIndex + step; index >= 0 && index < rows.length && rowsLeft > 0; index += step) {
    const row = rows[index];
    if (row?.kind !== 'tiles') continue;
    target = row.fromCell + Math.min(column, row.count - 1);
    rowsLeft -= 1;
  }
  return target;
}
