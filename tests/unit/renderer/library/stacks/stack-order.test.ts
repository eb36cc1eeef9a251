// The order of the library with takes stacked: nothing is lost, nothing else moves, and a closed stack is selected as a whole.
import { describe, expect, test } from 'vitest';
import {
  type StackChoice,
  selectWholeStacks,
  stackedCounts,
  stackOfSelection,
  stackVideos,
} from '../../../../../renderer/src/views/library/stacks/stack-order.ts';
import { fc } from '../../../../support/fast-check.ts';

/** Creates the stacks of videos 1 to 9. `stackOf` contains the stack of each video by position; 0 stands for no stack. */
const choice = (stackOf: readonly number[], tops: readonly number[] = [], open: readonly number[] = []): StackChoice => ({
  stackIds: Uint32Array.from([0, ...stackOf]),
  tops: new Set(tops),
  open: new Set(open),
});

describe('a closed stack', () => {
  test('has the position of its first video, and contains all its videos', () => {
    const { resultIds, positions, stacks } = stackVideos([5, 4, 3, 2, 1], choice([7, 0, 7, 0, 7]));
    expect(resultIds).toEqual([5, 4, 2]);
    expect(positions).toEqual([0, 1, 3]);
    expect([...stacks]).toEqual([[5, { id: 7, resultIds: [5, 3, 1], topId: 5, isOpen: false }]]);
  });

  test('has the position of its top video if the user has chosen one', () => {
    expect(stackVideos([5, 4, 3, 2, 1], choice([7, 0, 7, 0, 7], [3])).resultIds).toEqual([4, 3, 2]);
    // The search did not find the chosen top video.
    expect(stackVideos([5, 4, 2, 1], choice([7, 0, 7, 0, 7], [3])).resultIds).toEqual([5, 4, 2]);
  });

  test('needs at least two videos', () => {
    expect(stackVideos([2, 1], choice([7, 8]))).toEqual({ resultIds: [2, 1], positions: [0, 1], stacks: new Map() });
  });
});

test('an open stack shows its other takes after its top video', () => {
  const { resultIds, positions, stacks } = stackVideos([5, 4, 3, 2, 1], choice([7, 0, 7, 0, 7], [3], [7]));
  expect(resultIds).toEqual([4, 3, 5, 1, 2]);
  expect(positions).toEqual([1, 2, 2, 2, 3]);
  expect([...stacks.keys()]).toEqual([3, 5, 1]);
});

test('groups count only their shown videos', () => {
  expect(stackedCounts([2, 2, 1], [0, 1, 3])).toEqual([2, 1, 0]);
});

test('each video is shown or in a shown stack exactly once, and the positions never decrease', () => {
  const library = fc.record({
    stackOf: fc.array(fc.nat(4), { minLength: 1, maxLength: 30 }),
    tops: fc.array(fc.integer({ min: 1, max: 30 })),
    open: fc.array(fc.nat(4)),
  });
  fc.assert(
    fc.property(library, ({ stackOf, tops, open }) => {
      const ids = stackOf.map((_, index) => index + 1).reverse();
      const { resultIds, positions, stacks } = stackVideos(ids, choice(stackOf, tops, open));
      const hidden = resultIds.flatMap((id) => {
        const stack = stacks.get(id);
        return stack === undefined || stack.isOpen ? [] : stack.resultIds.filter((other) => other !== id);
      });
      expect([...resultIds, ...hidden].sort((a, b) => a - b)).toEqual([...ids].sort((a, b) => a - b));
      expect(positions.every((position, index) => index === 0 || position >= (positions[index - 1] ?? 0))).toBe(true);
      expect(stackedCounts([ids.length], positions)).toEqual([resultIds.length]);
      // A selection of all shown videos selects every video.
      expect([...selectWholeStacks(resultIds, stacks)].sort((a, b) => a - b)).toEqual([...ids].sort((a, b) => a - b));
    }),
  );
});

describe('the selection', () => {
  const { stacks } = stackVideos([5, 4, 3, 2, 1], choice([7, 0, 7, 0, 7]));

  test('has all takes of a closed stack whose top is selected, and no takes of other stacks', () => {
    expect(selectWholeStacks([4, 5], stacks)).toEqual([4, 5, 3, 1]);
    // The top video of the stack is no longer selected.
    expect(selectWholeStacks([4, 3, 1], stacks)).toEqual([4]);
    expect(selectWholeStacks([4], new Map())).toEqual([4]);
  });

  test('is one stack if it consists of exactly the stack’s takes', () => {
    expect(stackOfSelection([5, 3, 1], stacks)?.id).toBe(7);
    expect(stackOfSelection([5, 3], stacks)).toBeNull();
    expect(stackOfSelection([5, 3, 4], stacks)).toBeNull();
    expect(stackOfSelection([], stacks)).toBeNull();
  });
});
