// The videos beside the one in the player.
import { describe, expect, test } from 'vitest';
import { placeIn } from '../../../../renderer/src/views/player/neighbours.ts';

const former = (resultId: number, order: readonly number[]) => ({ resultId, order });

describe('a video in the player', () => {
  test('has the neighbours of what is shown', () => {
    expect(placeIn([9, 7, 5], 7, former(7, []))).toEqual({ position: 1, newerId: 9, olderId: 5 });
    expect(placeIn([9, 7, 5], 9, former(9, []))).toEqual({ position: 0, newerId: undefined, olderId: 7 });
  });

  test('that leaves the result keeps its place between the nearest that stayed', () => {
    expect(placeIn([9, 5, 3], 7, former(7, [9, 7, 5, 3]))).toEqual({ position: null, newerId: 9, olderId: 5 });
    expect(placeIn([11, 3], 7, former(7, [11, 9, 7, 5, 3]))).toEqual({ position: null, newerId: 11, olderId: 3 });
    expect(placeIn([], 7, former(7, [9, 7, 5]))).toEqual({ position: null, newerId: undefined, olderId: undefined });
  });

  test('that was never in it has none', () => {
    expect(placeIn([9, 5], 7, former(9, [9, 7]))).toEqual({ position: null, newerId: undefined, olderId: undefined });
  });
});
