// Selecting videos works like selecting files in a file manager.
import { describe, expect, it } from 'vitest';
import { type SelectionResult, selectCell, withoutRemoved } from '../../../../renderer/src/views/library/grid/grid-selection.ts';

const order = [50, 40, 30, 20, 10];
const nothing: SelectionResult = { selection: [], anchorId: null };
const plain = { toggle: false, range: false };
const toggle = { toggle: true, range: false };
const range = { toggle: false, range: true };

describe('selection', () => {
  it('a click selects one video, whatever was selected', () => {
    expect(selectCell({ selection: [50, 40], anchorId: 40 }, order, 20, plain)).toEqual({ selection: [20], anchorId: 20 });
  });

  it('Ctrl+click adds and removes', () => {
    const two = selectCell(selectCell(nothing, order, 40, plain), order, 10, toggle);
    expect(two).toEqual({ selection: [40, 10], anchorId: 10 });
    expect(selectCell(two, order, 40, toggle)).toEqual({ selection: [10], anchorId: 40 });
  });

  it('Shift+click selects a range, in both directions, from the last plain click', () => {
    const start = selectCell(nothing, order, 30, plain);
    const down = selectCell(start, order, 10, range);
    expect(down).toEqual({ selection: [30, 20, 10], anchorId: 30 });
    expect(selectCell(down, order, 50, range)).toEqual({ selection: [30, 40, 50], anchorId: 30 });
  });

  it('Ctrl+Shift+click adds a range', () => {
    expect(selectCell({ selection: [50, 20], anchorId: 20 }, order, 10, { toggle: true, range: true })).toEqual({
      selection: [50, 20, 10],
      anchorId: 20,
    });
  });

  it('Shift+click selects only the clicked video if the start of the range was removed or never set', () => {
    expect(selectCell({ selection: [], anchorId: 99 }, order, 20, range).selection).toEqual([20]);
    expect(selectCell(nothing, order, 20, range)).toEqual({ selection: [20], anchorId: 20 });
  });

  it('loses videos that left the library, and is the same array if none left', () => {
    const selection = [50, 10];
    expect(withoutRemoved(selection, order)).toBe(selection);
    expect(withoutRemoved([50, 7], order)).toEqual([50]);
  });
});
