// Selecting and moving waiting tasks.
import { expect, test } from 'vitest';
import {
  dropTarget,
  idsToMove,
  noSelection,
  selectionAfterPress,
  stepTarget,
  taskAfterKey,
} from '../../../../renderer/src/views/queue/queue-selection.ts';
import { concurrencyChoices } from '../../../../renderer/src/views/settings/accounts/rate-choices.ts';
import { withFocusedRow } from '../../../../renderer/src/virtual-rows.ts';

const order = [1, 2, 3, 4, 5];
const selection = (...ids: readonly number[]) => ({ ids: new Set(ids), anchor: ids[0] ?? null });

test('a click selects one task, with Ctrl it adds or removes one, with Shift it selects a range', () => {
  const one = selectionAfterPress(noSelection, order, 2, 'only');
  expect([...one.ids]).toEqual([2]);
  expect([...selectionAfterPress(one, order, 4, 'toggle').ids]).toEqual([2, 4]);
  expect([...selectionAfterPress(selection(2, 4), order, 4, 'toggle').ids]).toEqual([2]);
  expect([...selectionAfterPress(one, order, 4, 'range').ids]).toEqual([2, 3, 4]);
  expect([...selectionAfterPress(selectionAfterPress(one, order, 4, 'range'), order, 1, 'range').ids]).toEqual([1, 2]);
  // The task where the range starts was sent, so the click selects only its own task.
  expect([...selectionAfterPress({ ids: new Set([9]), anchor: 9 }, order, 3, 'range').ids]).toEqual([9, 3]);
});

test('keys move from row to row, by pages and to both ends of thousands, and not beyond', () => {
  const many = Array.from({ length: 5_000 }, (_, n) => n + 1);
  const leads = (from: number, key: string) => taskAfterKey(many, from, key);
  expect(['ArrowUp', 'ArrowDown', 'Home', 'End'].map((key) => leads(100, key))).toEqual([99, 101, 1, 5_000]);
  expect([leads(100, 'PageDown'), leads(100, 'PageUp')]).toEqual([108, 92]);
  expect([leads(3, 'PageUp'), leads(4_999, 'PageDown'), leads(1, 'ArrowUp')]).toEqual([1, 5_000, 1]);
  expect([leads(100, 'x'), taskAfterKey(many, 9_999, 'End')]).toEqual([null, null]);
});

test('the focused row is always rendered, once, and in its place', () => {
  expect(withFocusedRow([40, 41], 3, 100)).toEqual([3, 40, 41]);
  expect(withFocusedRow([40, 41], 90, 100)).toEqual([40, 41, 90]);
  expect(withFocusedRow([40, 41], 41, 100)).toEqual([40, 41]);
  expect([withFocusedRow([40], -1, 100), withFocusedRow([40], 100, 100)]).toEqual([[40], [40]]);
});

test('a step moves one position, moves a selection as a block, and stops at the ends', () => {
  expect(stepTarget(order, [3], 'up')).toEqual({ before: 2 });
  expect(stepTarget(order, [3], 'down')).toEqual({ before: 5 });
  expect(stepTarget(order, [4], 'down')).toBe('last');
  expect([stepTarget(order, [1], 'up'), stepTarget(order, [5], 'down'), stepTarget(order, [], 'up')]).toEqual([null, null, null]);
  expect(stepTarget(order, [2, 4], 'down')).toBe('last');
  expect(idsToMove(order, selection(4, 2, 99), 2)).toEqual([2, 4]);
  expect(idsToMove(order, selection(4, 2), 3)).toEqual([3]);
});

test('a drop moves tasks above or below a row, and a drop that changes nothing makes no call', () => {
  expect(dropTarget(order, [4], 2, 'upper')).toEqual({ before: 2 });
  expect(dropTarget(order, [4], 2, 'lower')).toEqual({ before: 3 });
  expect(dropTarget(order, [1], 5, 'lower')).toBe('last');
  expect(dropTarget(order, [3], 3, 'upper')).toBeNull();
  expect(dropTarget(order, [3], 2, 'lower')).toBeNull();
  expect(dropTarget(order, [1, 3], 3, 'lower')).toEqual({ before: 4 });
});

test('the choices for concurrent tasks go up to a hundred, and include the current number', () => {
  expect(concurrencyChoices(4)).toEqual([1, 2, 4, 8, 16, 32, 64, 100]);
  expect(concurrencyChoices(50)).toContain(50);
});
