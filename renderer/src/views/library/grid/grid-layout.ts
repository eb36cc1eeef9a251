// The layout of the library: tiles side by side, or a list with columns. Pure.
import { tilePixelsLimits } from '../../../../../shared/settings/settings-limits.ts';
import { gapPixels } from './grid-rows.ts';
import type { LibraryDisplay } from './library-display.ts';
import { columnsForWidth, type ListColumn } from './list/list-columns.ts';

/** Height of a row of the list, in pixels. */
const listRowPixels = 44;

/** How the cells are laid out. `rowPixels`: the height of a row of cells with the gap below it. */
export type GridLayout =
  | { readonly kind: 'grid'; readonly columns: number; readonly tile: TileSize; readonly rowPixels: number }
  | { readonly kind: 'list'; readonly columns: readonly ListColumn[]; readonly rowPixels: number };

/** The size of a tile in pixels. */
export interface TileSize {
  readonly width: number;
  readonly height: number;
}

/** The number of tiles of at least `tilePixels` that fit side by side, at least one. */
export function columnsFor(widthPixels: number, tilePixels: number): number {
  return Math.max(1, Math.floor((widthPixels + gapPixels) / (tilePixels + gapPixels)));
}

const tileWidth = (widthPixels: number, columns: number): number => Math.max(1, (widthPixels - gapPixels * (columns - 1)) / columns);

/** Width and height of a tile (16:9, as most videos) when `columns` share `widthPixels`. */
export function tileSize(widthPixels: number, columns: number): TileSize {
  const width = tileWidth(widthPixels, columns);
  return { width, height: Math.round((width * 9) / 16) };
}

/** The layout of a library that is `widthPixels` wide. */
export function layoutFor(
  { libraryLayout, libraryTilePixels }: Pick<LibraryDisplay, 'libraryLayout' | 'libraryTilePixels'>,
  widthPixels: number,
): GridLayout {
  if (libraryLayout === 'list') return { kind: 'list', columns: columnsForWidth(widthPixels), rowPixels: listRowPixels };
  const columns = columnsFor(widthPixels, libraryTilePixels);
  const tile = tileSize(widthPixels, columns);
  return { kind: 'grid', columns, tile, rowPixels: tile.height + gapPixels };
}

/** The number of videos side by side. */
export const cellsPerRow = (layout: GridLayout): number => (layout.kind === 'grid' ? layout.columns : 1);

/** The number of columns that screen readers announce. */
export const columnCount = ({ columns }: GridLayout): number => (typeof columns === 'number' ? columns : columns.length);

/** A change of the tile size by one step: one column fewer, or one more. */
export type TileStep = 'larger' | 'smaller';

/** The tile size after one step. A step changes the number of columns by one if the limits allow it. */
export function tilePixelsAfter(step: TileStep, widthPixels: number, tilePixels: number): number {
  const columns = columnsFor(widthPixels, tilePixels) + (step === 'larger' ? -1 : 1);
  const idealPixels = columns < 1 ? tilePixels : Math.floor(tileWidth(widthPixels, columns));
  return Math.min(tilePixelsLimits.max, Math.max(tilePixelsLimits.min, idealPixels));
}
