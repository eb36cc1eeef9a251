// The library as rows for the virtual grid: days with a heading, tiles in columns. Pure, and fast for 100,000 videos: a day costs one
// binary search. Cells are numbered through: first what is in the making, then the stored videos, newest first.
import type { LibraryIndex } from '../../../store/index-mirror.ts';

/** Space between tiles, and the narrowest tile. */
export const gapPixels = 10;
const tileMinPixels = 206;
export const headerPixels = 44;

/** One day of the library. `live` of its first cells are in the making. */
export interface DayGroup {
  readonly dayStartMs: number;
  readonly fromCell: number;
  readonly cells: number;
  readonly live: number;
}

export type GridRow =
  | { readonly kind: 'day'; readonly group: DayGroup }
  | { readonly kind: 'tiles'; readonly fromCell: number; readonly count: number };

/** Local midnight, which is not always 24 hours after the one before. */
function dayStart(atMs: number): number {
  const at = new Date(atMs);
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

/** The first position from `from` on whose time is before `limitMs`; times fall. */
function firstBefore(times: readonly number[], limitMs: number, from: number): number {
  let low = from;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < limitMs) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Groups by the day of storing. What is in the making always stands first, under today. */
export function dayGroups(index: LibraryIndex, live: number, nowMs: number): readonly DayGroup[] {
  const groups: DayGroup[] = [];
  const times = index.storedAtMs;
  const today = dayStart(nowMs);
  let at = 0;
  if (live > 0) {
    at = firstBefore(times, today, 0);
    groups.push({ dayStartMs: today, fromCell: 0, cells: live + at, live });
  }
  while (at < times.length) {
    const start = dayStart(times[at] ?? 0);
    // A clock that was set back may leave a time out of order; a group always takes at least one video.
    const end = Math.max(at + 1, firstBefore(times, start, at));
    groups.push({ dayStartMs: start, fromCell: live + at, cells: end - at, live: 0 });
    at = end;
  }
  return groups;
}

/** How many tiles fit side by side, at least one. */
export function columnsFor(widthPixels: number): number {
  return Math.max(1, Math.floor((widthPixels + gapPixels) / (tileMinPixels + gapPixels)));
}

/** Width and height of a tile where `columns` share `widthPixels`: 16:10. */
export function tileSize(widthPixels: number, columns: number): { readonly width: number; readonly height: number } {
  const width = Math.max(1, (widthPixels - gapPixels * (columns - 1)) / columns);
  return { width, height: Math.round(width * 0.625) };
}

export function gridRows(groups: readonly DayGroup[], columns: number): readonly GridRow[] {
  const rows: GridRow[] = [];
  for (const group of groups) {
    rows.push({ kind: 'day', group });
    const end = group.fromCell + group.cells;
    for (let from = group.fromCell; from < end; from += columns) {
      rows.push({ kind: 'tiles', fromCell: from, count: Math.min(columns, end - from) });
    }
  }
  return rows;
}

/** The row a cell stands in, -1 where there is none. */
export function rowOfCell(rows: readonly GridRow[], cell: number): number {
  let low = 0;
  let high = rows.length - 1;
  let found = -1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row === undefined) break;
    const from = row.kind === 'day' ? row.group.fromCell : row.fromCell;
    // A day's heading starts at the same cell as its first row of tiles: the last row that starts at or before the cell is meant.
    if (from <= cell) {
      found = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  const row = rows[found];
  return row?.kind === 'tiles' && cell < row.fromCell + row.count ? found : -1;
}
