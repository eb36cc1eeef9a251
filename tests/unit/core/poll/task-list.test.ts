// How far back in time the pages of a task list reach.
import { expect, test } from 'vitest';
import { coversSince, emptyTaskList, type TaskList, withPage } from '../../../../electron/core/poll/task-list.ts';
import type { ListedTask } from '../../../../electron/core/ports.ts';

const pageSize = 20;
const listedTask = (index: number, createdAtMs: number | null = 1_000_000 - index * 1_000): ListedTask => ({
  serviceTaskId: `t-${index}`,
  model: 'm',
  createdAtMs,
});
const page = (from: number, count = pageSize): readonly ListedTask[] =>
  Array.from({ length: count }, (_, index) => listedTask(from + index));
const listOf = (...pages: (readonly ListedTask[])[]): TaskList => pages.reduce(withPage, emptyTaskList);

test('a list that was not read yet covers no time', () => {
  expect(coversSince(emptyTaskList, 0)).toBe(false);
});

test('an empty page ends the list, which then reaches back to the beginning', () => {
  const list = listOf(page(0), []);
  expect([list.isComplete, coversSince(list, 0)]).toEqual([true, true]);
});

test('a full page reaches back to its oldest task and no further', () => {
  const list = listOf(page(0));
  const oldestMs = list.listed.at(-1)?.createdAtMs ?? 0;
  expect([list.isComplete, coversSince(list, oldestMs + 1), coversSince(list, oldestMs)]).toEqual([false, true, false]);
});

test('a short first page may not be the last: only a next page without new tasks shows that the list is complete', () => {
  expect(listOf(page(0, 3)).isComplete).toBe(false);
  expect(listOf(page(0, 3), page(0, 3))).toMatchObject({ isComplete: true, hasNews: false });
});

test('a full page that is repeated does not complete the list', () => {
  expect(listOf(page(0), page(0))).toMatchObject({ isComplete: false, hasNews: false });
});

test('a list that is not newest first, or contains a task without a time, does not show how far it reaches', () => {
  expect(coversSince(listOf([listedTask(6), listedTask(0), listedTask(9)]), 1_000_000)).toBe(false);
  expect(coversSince(listOf([listedTask(0), listedTask(1, null)]), 1_000_000)).toBe(false);
  // Tasks of the same time may come in any order.
  expect(coversSince(listOf([listedTask(5), listedTask(0), listedTask(9)]), 1_000_000)).toBe(true);
});
