// Tile size, columns of the list, and the months beside the library.
import { describe, expect, it } from 'vitest';
import { columnsFor, layoutFor, tilePixelsAfter } from '../../../../renderer/src/views/library/grid/grid-layout.ts';
import { dayGroups, gridRows } from '../../../../renderer/src/views/library/grid/grid-rows.ts';
import { columnsForWidth, isSortedBy, orderAfterClick } from '../../../../renderer/src/views/library/grid/list/list-columns.ts';
import { monthAt, monthMarks, trackMarks } from '../../../../renderer/src/views/library/grid/scroll/scrubber-marks.ts';
import { tileStepOfKey, tileStepOfWheel } from '../../../../renderer/src/views/library/grid/tile-resizing.ts';
import { tilePixelsLimits } from '../../../../shared/settings/settings-limits.ts';

describe('the size of the tiles', () => {
  it('changes the number of columns by one at each step', () => {
    for (const width of [500, 870, 1_500]) {
      let pixels = 206;
      for (let columns = columnsFor(width, pixels); columns > 2; columns -= 1) {
        expect(columnsFor(width, pixels)).toBe(columns);
        const larger = tilePixelsAfter('larger', width, pixels);
        if (larger === tilePixelsLimits.max) break;
        expect(tilePixelsAfter('smaller', width, larger)).toBeLessThan(larger);
        pixels = larger;
      }
    }
  });

  it('stays within its limits', () => {
    expect(tilePixelsAfter('smaller', 870, tilePixelsLimits.min)).toBe(tilePixelsLimits.min);
    expect(tilePixelsAfter('larger', 870, tilePixelsLimits.max)).toBe(tilePixelsLimits.max);
    expect(tilePixelsAfter('larger', 300, 206)).toBe(206);
  });

  it('changes with + and −, with one notch of the wheel, or with several small turns', () => {
    expect(['+', '=', '-', '_', 'a'].map(tileStepOfKey)).toEqual(['larger', 'larger', 'smaller', 'smaller', null]);
    expect(tileStepOfWheel(0, -100)).toEqual({ step: 'larger', turnedPixels: 0 });
    expect(tileStepOfWheel(0, 30)).toEqual({ step: null, turnedPixels: 30 });
    expect(tileStepOfWheel(60, 30)).toEqual({ step: 'smaller', turnedPixels: 0 });
    expect(tileStepOfWheel(60, -30)).toEqual({ step: null, turnedPixels: -30 });
  });
});

describe('the list', () => {
  it('leaves out the least important columns in a narrow window, and never the title', () => {
    expect(columnsForWidth(100)).toEqual(['title']);
    expect(columnsForWidth(430)).toEqual(['picture', 'title', 'date']);
    expect(columnsForWidth(530)).toEqual(['picture', 'title', 'rating', 'date']);
    expect(columnsForWidth(1_200)).toEqual([
      'picture',
      'title',
      'rating',
      'model',
      'date',
      'duration',
      'ratio',
      'quality',
      'credits',
      'size',
    ]);
  });

  it('has one video per row', () => {
    const list = layoutFor({ libraryLayout: 'list', libraryTilePixels: 206 }, 800);
    expect(list.kind).toBe('list');
  });

  it('is sorted by a click on the heading of a column, and reversed by the next click', () => {
    expect(orderAfterClick('size', 'newest')).toBe('largest');
    expect(orderAfterClick('size', 'largest')).toBe('smallest');
    expect(orderAfterClick('size', 'smallest')).toBe('largest');
    expect(orderAfterClick('date', 'newest')).toBe('oldest');
    expect(orderAfterClick('ratio', 'newest')).toBeNull();
    expect([isSortedBy('date', 'oldest'), isSortedBy('size', 'oldest')]).toEqual([true, false]);
  });
});

describe('the months', () => {
  const at = (year: number, month: number, day: number): number => new Date(year, month, day, 12).getTime();
  const times = [at(2026, 10, 21), at(2026, 10, 3), at(2026, 8, 1), at(2025, 0, 5)];
  const rows = gridRows(dayGroups({ storedAtMs: times, resultIds: [4, 3, 2, 1] }, 0, at(2026, 10, 21)), 3);
  const { months, totalPixels } = monthMarks(rows, 100, 14);

  it('start at the position of their first day', () => {
    expect(months).toEqual([
      { startMs: new Date(2026, 10, 1).getTime(), top: 0, cell: 0 },
      { startMs: new Date(2026, 8, 1).getTime(), top: 288, cell: 2 },
      { startMs: new Date(2025, 0, 1).getTime(), top: 432, cell: 3 },
    ]);
    expect(totalPixels).toBe(4 * 144 + 14);
  });

  it('are found by scroll position', () => {
    expect([0, 286, 288, 400, 432, 9_999].map((top) => monthAt(months, top))).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('are marked by lines, and by years if there is room', () => {
    expect(trackMarks(months, 432, 200)).toEqual([
      { startMs: months[0]?.startMs, share: 0, year: 2026 },
      { startMs: months[1]?.startMs, share: 288 / 432, year: null },
      { startMs: months[2]?.startMs, share: 1, year: 2025 },
    ]);
    // The last month is too close to the first year for another label or line.
    expect(trackMarks(months, 432, 4)).toHaveLength(1);
  });

  it('do not exist if the groups are not dates', () => {
    const byModel = gridRows([{ heading: { kind: 'model', id: 'a' }, fromCell: 0, cellCount: 4, liveCount: 0 }], 3);
    expect(monthMarks(byModel, 100, 14).months).toEqual([]);
  });
});
