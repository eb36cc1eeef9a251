// What every selectable tile of the grid has in common.
import type { CellKey } from '../library-view.ts';

/** The place of a tile, and whether it is selected. */
export interface TileCell {
  readonly cellKey: CellKey;
  readonly column: number;
  readonly isSelected: boolean;
}

/** The attributes of the element of a tile. The grid finds it by `data-cell`. */
export const tileAttributes = ({ cellKey, column, isSelected }: TileCell) => ({
  'aria-colindex': column + 1,
  'aria-selected': isSelected,
  'data-cell': cellKey,
});

/** Shows which tiles are selected, and which one the pointer is over. */
export const tileOutline = (isSelected: boolean): string =>
  isSelected ? 'shadow-[0_0_0_2px_var(--accent)]' : 'shadow-[0_0_0_1px_var(--line)] hover:shadow-[0_0_0_1px_var(--line-strong)]';
