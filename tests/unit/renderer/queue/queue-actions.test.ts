// Actions on many waiting tasks at once, as the window reports them.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useStudio } from '../../../../renderer/src/store/studio-store.ts';
import {
  discardSelected,
  holdAll,
  moveTasks,
  releaseAll,
  skippedStillHeld,
  togglePause,
  undoDiscard,
  useQueueActions,
} from '../../../../renderer/src/views/queue/queue-actions.ts';
import type { Task } from '../../../../shared/task.ts';
import { text } from '../../../../shared/text/index.ts';

let answers: unknown[];
beforeEach(() => {
  answers = [];
  vi.stubGlobal('window', { studio: { call: async () => ({ ok: true, value: answers.shift() }) } });
  useQueueActions.setState(useQueueActions.getInitialState(), true);
});
afterEach(() => vi.unstubAllGlobals());

const maybeSent = (id: number, held = true) =>
  ({
    id,
    state: 'waiting',
    hold: held ? 'restore' : null,
    error: { kind: 'possibly-sent-since-backup', backupAtMs: 1 },
  }) as unknown as Task;

test('Resume for many remembers the skipped tasks of all chunks until the user has decided about each', async () => {
  answers = [
    { releasedCount: 998, skippedIds: [3, 4] },
    { releasedCount: 1, skippedIds: [1_001] },
  ];
  await releaseAll(Array.from({ length: 1_002 }, (_, n) => n + 1));
  expect(useQueueActions.getState().skippedIds).toEqual([3, 4, 1_001]);
  const tasks = new Map([maybeSent(3), maybeSent(4, false), maybeSent(1_001)].map((task) => [task.id, task]));
  expect(skippedStillHeld(useQueueActions.getState().skippedIds, tasks)).toEqual([3, 1_001]);
  answers = [{ releasedCount: 5, skippedIds: [] }];
  await releaseAll([1, 2]);
  expect(useQueueActions.getState().skippedIds).toEqual([]);
});

test('more tasks than one call may move are moved in chunks that keep the order', async () => {
  const moves: { ids: number[]; to: unknown }[] = [];
  const stub = async (_name: string, input: { ids: number[]; to: unknown }) => {
    moves.push(input);
    return { ok: true, value: { movedCount: input.ids.length } };
  };
  vi.stubGlobal('window', { studio: { call: stub } });
  const ids = Array.from({ length: 2_500 }, (_, n) => n + 1);
  const ends = () => moves.splice(0).map((one) => [one.ids[0], one.ids.at(-1), one.to]);
  await moveTasks(ids, 'last');
  expect(ends()).toEqual([
    [1, 1_000, 'last'],
    [1_001, 2_000, 'last'],
    [2_001, 2_500, 'last'],
  ]);
  await moveTasks(ids, 'first');
  expect(ends()).toEqual([
    [2_001, 2_500, 'first'],
    [1_001, 2_000, 'first'],
    [1, 1_000, 'first'],
  ]);
  await moveTasks([], 'first');
  expect(ends()).toEqual([]);
});

test('the message says how many were skipped, why, and what to do next, in both languages', () => {
  for (const language of ['en', 'zh'] as const) {
    const { notReleased: leftOut } = text(language).queue;
    expect(leftOut(1)).not.toBe(leftOut(12));
    expect(leftOut(12)).toContain('12');
    expect(leftOut(12)).toContain('evolink.ai');
  }
  expect(text('en').queue.notReleased(1)).toContain('1 task was not resumed');
});

test('Undo reverts only the discard that the note shows', async () => {
  const calls: unknown[] = [];
  const stub = async (name: string, input: unknown) => {
    calls.push([name, input]);
    return { ok: true, value: { outcome: 'not-next' } };
  };
  vi.stubGlobal('window', { studio: { call: stub } });
  useQueueActions.setState({ latestDiscard: { actionId: 7, count: 2 } });
  await undoDiscard();
  await undoDiscard();
  expect([calls, useQueueActions.getState().latestDiscard]).toEqual([[['actions.undo', { actionId: 7 }]], null]);
});

describe('an error in the middle', () => {
  const ids = Array.from({ length: 2_500 }, (_, n) => n + 1);
  const full = { kind: 'internal', incident: 'incident-1' };
  let calls: number;
  /** Main refuses the second call of each action, and no others. */
  const refuseSecond = (value: unknown) => {
    calls = 0;
    const answer = async () => {
      calls += 1;
      return calls === 2 ? { ok: false, error: full } : { ok: true, value };
    };
    vi.stubGlobal('window', { studio: { call: answer } });
  };

  test.each([
    ['hold', { heldCount: 1_000 }, () => holdAll(ids)],
    ['release', { releasedCount: 1_000, skippedIds: [] }, () => releaseAll(ids)],
    ['move', { movedCount: 1_000 }, () => moveTasks(ids, 'last')],
  ] as const)('of %s is kept and shown, and no further call is made', async (_what, value, press) => {
    refuseSecond(value);
    await press();
    expect([calls, useQueueActions.getState().refusal]).toEqual([2, full]);
    calls = 2;
    await press();
    expect(useQueueActions.getState().refusal).toBeNull();
  });

  test('of a discard leaves the earlier chunks undoable as one action', async () => {
    refuseSecond({ discardedCount: 1_000, actionId: 7 });
    await discardSelected(ids);
    expect(useQueueActions.getState()).toMatchObject({ refusal: full, latestDiscard: { actionId: 7, count: 1_000 } });
  });

  test('of a pause is kept and shown', async () => {
    vi.stubGlobal('window', { studio: { call: async () => ({ ok: false, error: full }) } });
    const status = { activeProfileId: 1, profiles: [{ id: 1, paused: false }] };
    useStudio.setState({ mirror: { status } } as never);
    await togglePause();
    expect(useQueueActions.getState().refusal).toEqual(full);
    useStudio.setState({ mirror: null } as never);
  });
});
