// What is done to many waiting tasks at once, as the window tells it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { releaseAll, stillLeftOut, useDoing } from '../../../renderer/src/views/queue/queue-doing.ts';
import type { Task } from '../../../shared/task.ts';
import { text } from '../../../shared/text/index.ts';

let answers: unknown[];
beforeEach(() => {
  answers = [];
  vi.stubGlobal('window', { studio: { call: async () => ({ ok: true, value: answers.shift() }) } });
  useDoing.setState(useDoing.getInitialState(), true);
});
afterEach(() => vi.unstubAllGlobals());

const maybeSent = (id: number, held = true) =>
  ({ id, state: 'waiting', heldByPerson: held, error: { kind: 'maybe-sent-since', backupAtMs: 1 } }) as unknown as Task;

test('Resume for many keeps in mind what was left out, over all portions, until each of them is decided about', async () => {
  answers = [
    { released: 998, leftOut: [3, 4] },
    { released: 1, leftOut: [1_001] },
  ];
  await releaseAll(Array.from({ length: 1_002 }, (_, n) => n + 1));
  expect(useDoing.getState().leftOut).toEqual([3, 4, 1_001]);
  const tasks = new Map([maybeSent(3), maybeSent(4, false), maybeSent(1_001)].map((task) => [task.id, task]));
  expect(stillLeftOut(useDoing.getState().leftOut, tasks)).toEqual([3, 1_001]);
  answers = [{ released: 5, leftOut: [] }];
  await releaseAll([1, 2]);
  expect(useDoing.getState().leftOut).toEqual([]);
});

test('it is said how many were left out, why, and what to do next, in both languages', () => {
  for (const language of ['en', 'zh'] as const) {
    const { leftOut } = text(language).queue;
    expect(leftOut(1)).not.toBe(leftOut(12));
    expect(leftOut(12)).toContain('12');
    expect(leftOut(12)).toContain('evolink.ai');
  }
  expect(text('en').queue.leftOut(1)).toContain('1 task was not resumed');
});
