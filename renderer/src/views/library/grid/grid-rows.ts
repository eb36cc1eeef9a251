// The library as rows for the virtual grid: days with a heading, tiles in columns. Pure, and fast for 100,000 videos, because a day costs
// one binary search. All cells are numbered in one sequence: first the tasks in progress, then the stored videos, newest first.
import type { LibraryIndex } from '../../../store/index-mirror.ts';

/** Pixels between tiles. */
export const gapPixels = 10;
/** Height of a group's heading, in pixels, including the space above it. */
export const headerPixels = 44;

/** Height of a tile of a task without a video, in pixels: three lines, since it has no picture. */
export const thinTilePixels = 74;

/** One day of the library: `cellCount` cells from `fromCell` on, of which the first `liveCount` are tasks in progress. */
export interface DayGroup {
  /** Local midnight (Unix, milliseconds). */
  readonly dayStartMs: number;
  readonly fromCell: number;
  readonly cellCount: number;
  readonly liveCount: number;
  /** The number of videos that closed stacks hide, i.e. all but the top of each stack; absent if they hide none. */
  readonly hiddenCount?: number;
}

/** The heading of a group. `id` is empty for videos without a model, and `name` for videos without a collection. */
export type GroupHeading =
  | { readonly kind: 'day' | 'month'; readonly startMs: number }
  | { readonly kind: 'model'; readonly id: string }
  | { readonly kind: 'collection'; readonly name: string };

/**
 * A group of a search result. If the result is not grouped, its only group has no heading. Only the whole library in another order can
 * have a group of tasks in progress; a real search has none.
 */
export interface SearchGroup {
  readonly heading: GroupHeading | null;
  readonly fromCell: number;
  readonly cellCount: number;
  readonly liveCount: number;
  /** As in `DayGroup`. */
  readonly hiddenCount?: number;
}

/** Consecutive cells of the library under one heading, or without any. */
export type CellGroup = DayGroup | SearchGroup;

/** The heading of a group; null if it has none. */
const headingOf = (group: CellGroup): GroupHeading | null =>
  'heading' in group ? group.heading : { kind: 'day', startMs: group.dayStartMs };

/**
 * A row of the grid. `fromCell` is its first cell, `count` the number of its tiles. `isThin` is true if all of them are tasks without a
 * video. `key` consists of the group and the position in the group, so a video that is added to one group does not change the keys of other
 * groups.
 */
export type GridRow =
  | { readonly kind: 'heading'; readonly key: string; readonly group: CellGroup; readonly heading: GroupHeading }
  | { readonly kind: 'tiles'; readonly key: string; readonly fromCell: number; readonly count: number; readonly isThin: boolean };

/** The key of a group. */
function groupKey(heading: GroupHeading | null): string {
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
export function dayGroups(index: LibraryIndex, liveCount: number, nowMs: number): readonly DayGroup[] {
  const groups: DayGroup[] = [];
  const times = index.storedAtMs;
  const today = dayStart(nowMs);
  let position = 0;
  if (liveCount > 0) {
    position = firstBefore(times, today, 0);
    groups.push({ dayStartMs: today, fromCell: 0, cellCount: liveCount + position, liveCount });
  }
  while (position < times.length) {
    const start = dayStart(times[position] ?? 0);
    // If the clock was set back, a time may be out of order. Each group still gets at least one video.
    const end = Math.max(position + 1, firstBefore(times, start, position));
    groups.push({ dayStartMs: start, fromCell: liveCount + position, cellCount: end - position, liveCount: 0 });
    position = end;
  }
  return groups;
}

/** True when all cells from `from` to before `end` are thin. */
function areThin(isThinCell: (cell: number) => boolean, from: number, end: number): boolean {
  for (let cell = from; cell < end; cell += 1) if (!isThinCell(cell)) return false;
  return true;
}

/**
 * Builds the rows of the groups. Each group has its heading, if any, and then rows of up to `columns` tiles. `isThinCell`: whether a cell
 * has a thin tile.
 */
export function gridRows(
  groups: readonly CellGroup[],
  columns: number,
  isThinCell = (_cell: number): boolean => false,
): readonly GridRow[] {
  const rows: GridRow[] = [];
  const occurrences = new Map<string, number>();
  for (const group of groups) {
    const heading = headingOf(group);
    const name = groupKey(heading);
    // If the clock was set back, a day can occur twice.
    const nth = occurrences.get(name) ?? 0;
    occurrences.set(name, nth + 1);
    const key = nth === 0 ? name : `${name} (${nth})`;
    if (heading !== null) rows.push({ kind: 'heading', key, group, heading });
    const end = group.fromCell + group.cellCount;
    for (let from = group.fromCell; from < end; from += columns) {
      rows.push({
        kind: 'tiles',
        key: `${key} row ${(from - group.fromCell) / columns}`,
        fromCell: from,
        count: Math.min(columns, end - from),
        isThin: areThin(isThinCell, from, Math.min(from + columns, end)),
      });
    }
  }
  return rows;
}

/**
 * Returns the key function of the virtual list. A new function makes the list lay out all rows again. This is needed even if the number of
 * rows is the same, because headings may have moved.
 */
export const rowKeysOf =
  (rows: readonly GridRow[]) =>
  (index: number): string | number =>
    rows[index]?.key ?? index;

/**
 * Height of a row in pixels, including the gap below it. `rowPixels`: the height of a row of cells, which is also used if `row` is
 * undefined.
 */
export function rowHeight(row: GridRow | undefined, rowPixels: number): number {
  if (row?.kind === 'heading') return headerPixels;
  return row?.isThin === true ? Math.min(rowPixels, thinTilePixels + gapPixels) : rowPixels;
}

/** Position of the row that contains a cell, -1 if there is none. A binary search. */
export function rowOfCell(rows: readonly GridRow[], cell: number): number {
  let low = 0;
  let high = rows.length - 1;
  let foundIndex = -1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row === undefined) break;
    const from = row.kind === 'heading' ? row.group.fromCell : row.fromCell;
    // The heading of a day starts at the same cell as its first row of tiles, so the last row that starts at or before the cell is the
    // right one.
    if (from <= cell) {
      foundIndex = middle;
      low = middle + 1;
    } else high = middle - 1;
  }
  const row = rows[foundIndex];
  return row?.kind === 'tiles' && cell < row.fromCell + row.count ? foundIndex : -1;
}
