// Sets of entries as bits: no operation adds a position after the last one.
import { describe, expect, it } from 'vitest';
import {
  addPosition,
  complementOf,
  countOf,
  emptyMask,
  fullMask,
  hasPosition,
  intersect,
  maskWhere,
  positionsInMask,
  removePosition,
  subtract,
  unite,
} from '../../../../electron/db/search/indexing/entry-mask.ts';

const values = Array.from({ length: 70 }, (_, position) => (position * 7) % 10);
const below = (limit: number) => maskWhere(values, values.length, (value) => value < limit);
const expected = (test: (value: number) => boolean): number[] => values.flatMap((value, position) => (test(value) ? [position] : []));

describe('a set of entries', () => {
  it.each([0, 1, 31, 32, 33, 64])('of %i entries is full and empty', (count) => {
    expect(countOf(fullMask(count))).toBe(count);
    expect(countOf(complementOf(emptyMask(count), count))).toBe(count);
    expect(positionsInMask(complementOf(fullMask(count), count))).toHaveLength(0);
  });

  it('holds the positions whose value passes a test, ascending', () => {
    expect([...positionsInMask(below(3))]).toEqual(expected((value) => value < 3));
    expect(countOf(below(3))).toBe(expected((value) => value < 3).length);
  });

  it('is intersected, united, subtracted and complemented', () => {
    const mask = below(7);
    intersect(mask, complementOf(below(3), values.length));
    expect([...positionsInMask(mask)]).toEqual(expected((value) => value >= 3 && value < 7));
    unite(mask, below(1));
    expect([...positionsInMask(mask)]).toEqual(expected((value) => value < 1 || (value >= 3 && value < 7)));
    subtract(mask, below(5));
    expect([...positionsInMask(mask)]).toEqual(expected((value) => value >= 5 && value < 7));
  });

  it('gains and loses single positions', () => {
    const mask = emptyMask(40);
    for (const position of [0, 31, 32, 39]) addPosition(mask, position);
    removePosition(mask, 31);
    expect([0, 31, 32, 39].map((position) => hasPosition(mask, position))).toEqual([true, false, true, true]);
    expect([...positionsInMask(mask)]).toEqual([0, 32, 39]);
  });
});
