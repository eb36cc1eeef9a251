// The videos before and after the one in the player.
import { describe, expect, test } from 'vitest';
import { neighboursIn } from '../../../../renderer/src/views/player/neighbours.ts';

const previousOrder = (resultId: number, order: readonly number[]) => ({ resultId, order });

describe('a video in the player', () => {
  test('has the videos before and after it in the shown order as neighbours', () => {
    expect(neighboursIn([9, 7, 5], 7, previousOrder(7, []))).toEqual({ position: 1, newerId: 9, olderId: 5 });
    expect(neighboursIn([9, 7, 5], 9, previousOrder(9, []))).toEqual({ position: 0, newerId: undefined, olderId: 7 });
  });

  test('stays between its nearest remaining neighbours when it leaves the shown order', () => {
    expect(neighboursIn([9, 5, 3], 7, previousOrder(7, [9, 7, 5, 3]))).toEqual({ position: null, newerId: 9, olderId: 5 });
    expect(neighboursIn([11, 3], 7, previousOrder(7, [11, 9, 7, 5, 3]))).toEqual({ position: null, newerId: 11, olderId: 3 });
    expect(neighboursIn([], 7, previousOrder(7, [9, 7, 5]))).toEqual({ position: null, newerId: undefined, olderId: undefined });
  });

  test('has no neighbours if it never was in the shown order', () => {
    expect(neighboursIn([9, 5], 7, previousOrder(9, [9, 7]))).toEqual({ position: null, newerId: undefined, olderId: undefined });
  });
});
