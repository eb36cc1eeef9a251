// The library's rows and keyboard navigation through them.
import { Virtualizer } from '@tanstack/react-virtual';
import { describe, expect, it } from 'vitest';
import { cellAfterMove, moveOfKey } from '../../../../renderer/src/views/library/grid/grid-keyboard.ts';
import { columnsFor, tileSize } from '../../../../renderer/src/views/library/grid/grid-layout.ts';
import { dayGroups, gridRows, rowHeight, rowKeysOf, rowOfCell } from '../../../../renderer/src/views/library/grid/grid-rows.ts';

const at = (day: number, hour: number): number => new Date(2026, 10, day, hour).getTime();
const nowMs = at(21, 15);
const index = (...times: number[]) => ({ storedAtMs: times, resultIds: times.map((_, n) => n + 1) });

describe('days of the library', () => {
  it('groups videos by local day, newest first', () => {
    expect(dayGroups(index(at(21, 14), at(21, 0), at(20, 23), at(3, 1)), 0, nowMs)).toEqual([
      { dayStartMs: at(21, 0), fromCell: 0, cellCount: 2, liveCount: 0 },
      { dayStartMs: at(20, 0), fromCell: 2, cellCount: 1, liveCount: 0 },
      { dayStartMs: at(3, 0), fromCell: 3, cellCount: 1, liveCount: 0 },
    ]);
  });

  it('puts tasks in progress first under today, even if nothing was stored today', () => {
    expect(dayGroups(index(at(20, 23)), 2, nowMs)).toEqual([
      { dayStartMs: at(21, 0), fromCell: 0, cellCount: 2, liveCount: 2 },
      { dayStartMs: at(20, 0), fromCell: 2, cellCount: 1, liveCount: 0 },
    ]);
    expect(dayGroups(index(at(21, 9), at(20, 23)), 1, nowMs)[0]).toEqual({
      dayStartMs: at(21, 0),
      fromCell: 0,
      cellCount: 2,
      liveCount: 1,
    });
  });

  it('is empty for an empty library', () => {
    expect(dayGroups(index(), 0, nowMs)).toEqual([]);
  });

  it('contains every video exactly once, even if the clock was set back in between', () => {
    const groups = dayGroups(index(at(21, 9), at(20, 9), at(21, 10), at(19, 1)), 0, nowMs);
    expect(groups.reduce((sum, g) => sum + g.cellCount, 0)).toBe(4);
  });

  it('reads each of 100,000 videos a few times at most', () => {
    let reads = 0;
    const times = new Proxy(
      Array.from({ length: 100_000 }, (_, n) => nowMs - n * 300_000),
      {
        get(target, name) {
          if (typeof name === 'string' && /^\d+$/.test(name)) reads += 1;
          return Reflect.get(target, name) as unknown;
        },
      },
    );
    const rows = gridRows(dayGroups({ storedAtMs: times, resultIds: times }, 3, nowMs), 5);
    expect(reads).toBeLessThanOrEqual(400_000);
    expect(rows.reduce((sum, row) => sum + (row.kind === 'tiles' ? row.count : 0), 0)).toBe(100_003);
  });
});

describe('columns and tiles', () => {
  it('fits as many tiles of at least 206 pixels as there is room for', () => {
    expect([100, 206, 421, 422, 1_000].map((width) => columnsFor(width, 206))).toEqual([1, 1, 1, 2, 4]);
  });

  it('shares the width and keeps 16:10', () => {
    expect(tileSize(970, 4)).toEqual({ width: 235, height: 132 });
  });
});

describe('the rows of a new result', () => {
  it('get new positions even if their number is the same', () => {
    const before = gridRows(dayGroups(index(at(21, 5), at(21, 4), at(21, 3), at(21, 2)), 0, nowMs), 2);
    const after = gridRows(dayGroups(index(at(21, 5), at(20, 4), at(20, 3)), 0, nowMs), 2).slice(0, 3);
    const optionsOf = (rows: typeof before) => ({
      count: rows.length,
      getItemKey: rowKeysOf(rows),
      getScrollElement: () => null,
      estimateSize: (at: number) => rowHeight(rows[at], 110),
      observeElementRect: () => undefined,
      observeElementOffset: () => undefined,
      scrollToFn: () => undefined,
    });
    const list = new Virtualizer(optionsOf(before));
    expect([before.length, list.getTotalSize()]).toEqual([3, 44 + 2 * 110]);
    list.setOptions(optionsOf(after));
    expect([after.length, list.getTotalSize()]).toEqual([3, 2 * 44 + 110]);
  });

  it('have different keys, even if a clock was set back', () => {
    const day = (dayStartMs: number, fromCell: number) => ({ dayStartMs, fromCell, cellCount: 1, liveCount: 0 });
    const keys = gridRows([day(at(21, 0), 0), day(at(20, 0), 1), day(at(21, 0), 2)], 2).map(({ key }) => key);
    expect([keys.length, new Set(keys).size]).toEqual([6, 6]);
  });
});

describe('keyboard navigation in the grid', () => {
  // Today has the rows "0 1 2" and "3 4", yesterday the row "5". A heading stands before each day.
  const rows = gridRows(dayGroups(index(at(21, 5), at(21, 4), at(21, 3), at(21, 2), at(21, 1), at(20, 1)), 0, nowMs), 3);

  it('finds the row of a cell', () => {
    expect([0, 2, 3, 4, 5, 6].map((cell) => rowOfCell(rows, cell))).toEqual([1, 1, 2, 2, 4, -1]);
  });

  it('moves left and right through rows and days and stops at the ends', () => {
    expect([
      cellAfterMove(rows, 0, 'left', 2),
      cellAfterMove(rows, 2, 'right', 2),
      cellAfterMove(rows, 4, 'right', 2),
      cellAfterMove(rows, 5, 'right', 2),
    ]).toEqual([0, 3, 5, 5]);
  });

  it('moves up and down in its column and selects the last tile of a shorter row', () => {
    expect([
      cellAfterMove(rows, 1, 'down', 2),
      cellAfterMove(rows, 2, 'down', 2),
      cellAfterMove(rows, 4, 'down', 2),
      cellAfterMove(rows, 5, 'up', 2),
      cellAfterMove(rows, 1, 'up', 2),
    ]).toEqual([4, 4, 5, 3, 1]);
  });

  it('moves by pages and to the ends', () => {
    expect([
      cellAfterMove(rows, 1, 'page-down', 2),
      cellAfterMove(rows, 5, 'page-up', 2),
      cellAfterMove(rows, 3, 'first', 2),
      cellAfterMove(rows, 3, 'last', 2),
    ]).toEqual([5, 0, 0, 5]);
  });

  it('does not move in an empty grid', () => {
    expect(cellAfterMove([], 0, 'last', 2)).toBe(0);
    expect(cellAfterMove([], 0, 'down', 2)).toBe(0);
  });

  it('recognises its keys', () => {
    expect([moveOfKey('ArrowUp'), moveOfKey('End'), moveOfKey('a')]).toEqual(['up', 'last', null]);
  });
});

it('a row is thin if all its cells are tasks without a video', () => {
  const group = { heading: null, fromCell: 0, cellCount: 7, liveCount: 0 };
  const rows = gridRows([group], 3, (cell) => cell < 4 || cell === 6);
  expect(rows.map((row) => row.kind === 'tiles' && row.isThin)).toEqual([true, false, true]);
  expect(rows.map((row) => rowHeight(row, 160))).toEqual([84, 160, 84]);
  expect(gridRows([group], 3).map((row) => rowHeight(row, 160))).toEqual([160, 160, 160]);
});
