// The months of the library as marks beside it. Pure.
import { type GridRow, rowHeight } from '../grid-rows.ts';

/** The position at which a month begins. */
export interface MonthMark {
  /** The local start of the month (Unix, milliseconds). */
  readonly startMs: number;
  /** Its distance from the top of all rows, in pixels. */
  readonly top: number;
  readonly cell: number;
}

/** The months of a library that is sorted by date, and the height of all rows in pixels. */
export interface MonthMarks {
  readonly months: readonly MonthMark[];
  readonly totalPixels: number;
}

function monthStart(atMs: number): number {
  const date = new Date(atMs);
  return new Date(date.getFullYear(), date.getMonth(), 1).getTime();
}

/**
 * Finds the months in the headings. There are none unless the groups are days or months. `rowPixels` as in `GridLayout`; `bottomPixels`:
 * space below the rows.
 */
export function monthMarks(rows: readonly GridRow[], rowPixels: number, bottomPixels: number): MonthMarks {
  const months: MonthMark[] = [];
  let top = 0;
  for (const row of rows) {
    if (row.kind === 'heading' && 'startMs' in row.heading) {
      const startMs = monthStart(row.heading.startMs);
      if (months.at(-1)?.startMs !== startMs) months.push({ startMs, top, cell: row.group.fromCell });
    }
    top += rowHeight(row, rowPixels);
  }
  return { months, totalPixels: top + bottomPixels };
}

/** The index of the month at a scroll position; 0 above the first month. */
export function monthAt(months: readonly MonthMark[], scrollTop: number): number {
  // A scroll position may be rounded down.
  const next = months.findIndex(({ top }) => top > scrollTop + 1);
  return Math.max(0, (next < 0 ? months.length : next) - 1);
}

/**
 * A mark on the track. `share` is its position, from 0 at the top to 1 at the end. `year` is shown beside the mark; null shows only a line.
 */
export interface TrackMark {
  readonly startMs: number;
  readonly share: number;
  readonly year: number | null;
}

/** The minimum distances between two lines and between two years, in pixels. */
const linePixels = 5;
const yearPixels = 18;

/**
 * The marks that fit on a track: a line for each month, and the year at its first month. `scrollPixels`: how far the library can be
 * scrolled.
 */
export function trackMarks(months: readonly MonthMark[], scrollPixels: number, trackPixels: number): readonly TrackMark[] {
  const marks: TrackMark[] = [];
  let lineEnd = Number.NEGATIVE_INFINITY;
  let yearEnd = Number.NEGATIVE_INFINITY;
  let previousYear: number | null = null;
  for (const { startMs, top } of months) {
    const share = scrollPixels <= 0 ? 0 : Math.min(1, top / scrollPixels);
    const positionPixels = share * trackPixels;
    const year = new Date(startMs).getFullYear();
    const hasYear = year !== previousYear && positionPixels >= yearEnd;
    if (!hasYear && positionPixels < lineEnd) continue;
    marks.push({ startMs, share, year: hasYear ? year : null });
    lineEnd = positionPixels + linePixels;
    if (!hasYear) continue;
    previousYear = year;
    yearEnd = positionPixels + yearPixels;
  }
  return marks;
}
