// The order of waiting tasks.

import { expect, test } from 'vitest';
import { type MoveTarget, positionAfter, type QueueEntry, reorder } from '../../../../electron/core/tasks/queue/queue-order.ts';
import { fc } from '../../../support/fast-check.ts';

const queue = (...positions: readonly number[]): QueueEntry[] => positions.map((queuePosition, n) => ({ id: n + 1, queuePosition }));
const orderAfter = (waiting: readonly QueueEntry[], changes: readonly QueueEntry[]): number[] =>
  waiting
    .map((entry) => changes.find(({ id }) => id === entry.id) ?? entry)
    .sort((a, b) => a.queuePosition - b.queuePosition || a.id - b.id)
    .map(({ id }) => id);

test.each<[string, readonly number[], MoveTarget, readonly number[]]>([
  ['one task before another', [4], { before: 2 }, [1, 4, 2, 3]],
  ['several tasks in the given order', [4, 1], { before: 3 }, [2, 4, 1, 3]],
  ['a task to the beginning', [3], 'first', [3, 1, 2, 4]],
  ['two tasks to the end', [1, 2], 'last', [3, 4, 1, 2]],
  ['several tasks before one of themselves', [2, 3], { before: 3 }, [1, 2, 3, 4]],
  ['a task before one that was sent meanwhile', [4], { before: 99 }, [4, 1, 2, 3]],
  ['a task that was sent meanwhile', [99], 'first', [1, 2, 3, 4]],
])('a move of %s gives the expected order', (_, ids, to, order) => {
  const waiting = queue(1, 2, 3, 4);
  expect(orderAfter(waiting, reorder(waiting, ids, to))).toEqual(order);
});

test('equal positions, and positions without room between them, are fixed by renumbering all tasks', () => {
  const waiting = queue(1, 1, 1 + 1e-9, 2);
  expect(orderAfter(waiting, reorder(waiting, [4], { before: 2 }))).toEqual([1, 4, 2, 3]);
});

test('after any sequence of moves, the queue is in the order of a plain list', () => {
  const move = fc.record({
    id: fc.integer({ min: 1, max: 6 }),
    to: fc.oneof(fc.constantFrom('first', 'last'), fc.integer({ min: 1, max: 6 })),
  });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 120 }), (moves) => {
      let waiting = queue(1, 2, 3, 4, 5, 6);
      let list = [1, 2, 3, 4, 5, 6];
      for (const { id, to } of moves) {
        if (to === id) continue;
        const changes = reorder(waiting, [id], typeof to === 'number' ? { before: to } : (to as 'first' | 'last'));
        waiting = waiting
          .map((entry) => changes.find((change) => change.id === entry.id) ?? entry)
          .sort((a, b) => a.queuePosition - b.queuePosition || a.id - b.id);
        list = list.filter((other) => other !== id);
        list.splice(to === 'first' ? 0 : to === 'last' ? list.length : list.indexOf(Number(to)), 0, id);
        expect(waiting.map((entry) => entry.id)).toEqual(list);
      }
    }),
    { numRuns: 60, seed: 5 },
  );
});

test('the position right behind a task is halfway to the next one', () => {
  expect(positionAfter(queue(1, 2, 4), 2)).toBe(3);
});

test('the position behind the last task, or behind one that does not wait, is the end of the queue', () => {
  expect(positionAfter(queue(1, 2), 2)).toBeNull();
  expect(positionAfter(queue(1, 2), 99)).toBeNull();
});
