// The library as rows for the virtual grid: days with a heading, tiles in columns. Pure, and fast for 100,000 videos: a day costs one
// binary search. Cells are numbered throughout: first tasks in progress, then stored videos, newest first.
import type { LibraryIndex } from '../../../store/index-mirror.ts';

/** Pixels between tiles. */
export const gapPixels = 10;
/** Height of a group's heading, in pixels, including the space above it. */
export const headerPixels = 44;

/** One day of the library: `cells` cells from `fromCell` on, of which the first `live` are tasks in progress. */
export interface DayGroup {
  /** Local midnight (Unix, milliseconds). */
  readonly dayStartMs: number;
  readonly fromCell: number;
  readonly cells: number;
  readonly live: number;
  /** Videos in closed stacks, apart from those on top; absent for none. */
  readonly hidden?: number;
}

/** What a group of a search result is about. The id of a model and the name of a collection are empty for none. */
export type FoundHeading =
  | { readonly kind: 'day' | 'month'; readonly startMs: number }
  | { readonly kind: 'model'; readonly id: string }
  | { readonly kind: 'collection'; readonly name: string };

/** A group of a search result, without a heading where it is the only one. A result has no tasks in progress; the library in another order has a group of them. */
export interface FoundGroup {
  readonly heading: FoundHeading | null;
  readonly fromCell: number;
  readonly cells: number;
  readonly live: number;
  /** As in `DayGroup`. */
  readonly hidden?: number;
}

/** A group of cells. */
export type GridGroup = DayGroup | FoundGroup;

/** What the heading of a group says; null where it has none. */
const headingOf = (group: GridGroup): FoundHeading | null =>
  'heading' in group ? group.heading : { kind: 'day', startMs: group.dayStartMs };

/**
 * A row of the grid. `fromCell` is its first cell, `count` the number of its tiles. `key` is made of its group and its place in the group: a video that is
 * added to one group moves no row of another one.
 */
export type GridRow =
  | { readonly kind: 'heading'; readonly key: string; readonly group: GridGroup; readonly heading: FoundHeading }
  | { readonly kind: 'tiles'; readonly key: string; readonly fromCell: number; readonly count: number };

/** Names a group. */
function groupKey(heading: FoundHeading | null): string {
  switch (heading?.kind) {
    case 'day':
    case 'month':
      return `${heading.kind} ${heading.startMs}`;
    case 'model':
      return `model ${heading.id}`;
    case 'collection':
      return `collection ${heading.name}`;
    case undefined:
      return 'all';
  }
}

/** The local midnight at or before a time, which is not always 24 hours after the previous one. */
export function dayStart(atMs: number): number {
  const date = new Date(atMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** The first position at or after `from` whose time is before `limitMs`; times descend. */
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

/** Groups the cells by the day on which the videos were stored. Tasks in progress come first, in the group of today. */
export function dayGroups(index: LibraryIndex, live: number, nowMs: number): readonly DayGroup[] {
  const groups: DayGroup[] = [];
  const times = index.storedAtMs;
  const today = dayStart(nowMs);
  let position = 0;
  if (live > 0) {
    position = firstBefore(times, today, 0);
    groups.push({ dayStartMs: today, fromCell: 0, cells: live + position, live });
  }
  while (position < times.length) {
    const start = dayStart(times[position] ?? 0);
    // A clock that was set back may leave a time out of order; a group always has at least one video.
    const end = Math.max(position + 1, firstBefore(times, start, position));
    groups.push({ dayStartMs: start, fromCell: live + position, cells: end - position, live: 0 });
    position = end;
  }
  return groups;
}

/** Lays the groups out: each has its heading, if any, and then its tiles, `columns` per row. */
export function gridRows(groups: readonly GridGroup[], columns: number): readonly GridRow[] {
  const rows: GridRow[] = [];
  const seen = new Map<string, number>();
  for (const group of groups) {
    const heading = headingOf(group);
    const name = groupKey(heading);
    // A clock that was set back gives a day twice.
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    const key = nth === 0 ? name : `${name} (${nth})`;
    if (heading !== null) rows.push({ kind: 'heading', key, group, heading });
    const end = group.fromCell + group.cells;
    for (let from = group.fromCell; from < end; from += columns) {
      rows.push({
        kind: 'tiles',
        key: `${key} row ${(from - group.fromCell) / columns}`,
        fromCell: from,
        count: Math.min(columns, end - from),
      });
    }
  }
  return rows;
}

/** The keys of rows, for the virtual list. Another function makes the list place all rows anew: headings may stand elsewhere in as many rows. */
export const rowKeysOf =
  (rows: readonly GridRow[]) =>
  (index: number): string | number =>
    rows[index]?.key ?? index;

/** Height of a row in pixels, with the gap below it. `rowPixels`: that of a row of cells, which a row that is undefined counts as. */
export const rowHeight = (row: GridRow | undefined, rowPixels: number): number => (row?.kind === 'heading' ? headerPixels : rowPixels);

/** Position of the row that contains a cell, -1 if there is none. A binary search. */
export function rowOfCell(rows: readonly GridRow[], cell: number): number {
  let low = 0;
  let high = rows.length - 1;
  let found = -1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row === undefined) break;
    const from = row.kind === 'heading' ? row.group.fromCell : row.fromCell;
    // The heading of a day starts at the same cell as its first row of tiles, so the last row that starts at or before the cell is the
    // right one.
    if (from <= cell) {
      found = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  const row = rows[found];
  return row?.kind === 'tiles' && cell < row.fromCell + row.count ? found : -1;
}
