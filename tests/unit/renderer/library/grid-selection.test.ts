// Selecting videos works like selecting files in a file manager. Also: the tasks that the grid shows.
import { describe, expect, it } from 'vitest';
import { type SelectionResult, selectCell, withoutRemoved } from '../../../../renderer/src/views/library/grid/grid-selection.ts';
import { isInProgress, ringPercent, tasksInProgress } from '../../../../renderer/src/views/library/tile/tasks-in-progress.ts';
import type { Task, TaskResult } from '../../../../shared/task.ts';
import { resultWith as sampleResult } from '../../text/task-samples.ts';

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

  it('Shift+click selects only the clicked video if the start of the range is gone or was never set', () => {
    expect(selectCell({ selection: [], anchorId: 99 }, order, 20, range).selection).toEqual([20]);
    expect(selectCell(nothing, order, 20, range)).toEqual({ selection: [20], anchorId: 20 });
  });

  it('drops videos that left the library, and otherwise keeps its identity', () => {
    const selection = [50, 10];
    expect(withoutRemoved(selection, order)).toBe(selection);
    expect(withoutRemoved([50, 7], order)).toEqual([50]);
  });
});

describe('tiles of tasks in progress', () => {
  const common = {
    profileId: 1,
    simulated: false,
    sourceTaskId: null,
    retryOf: null,
    dismissed: false,
    changedAtMs: 0,
    request: {} as Task['request'],
  };
  const accepted = { serviceTaskId: 't', acceptedAtMs: 0, expectedEndAtMs: null, creditsReserved: null };
  const result = (state: TaskResult['state'], receivedBytes = 0): TaskResult => sampleResult({ state, receivedBytes, totalBytes: 200 });
  const running = (id: number, createdAtMs: number): Task => ({
    ...common,
    ...accepted,
    id,
    createdAtMs,
    state: 'processing',
    progress: 42,
    nextPollAtMs: 0,
    overdue: false,
    pollError: null,
  });
  const done = (results: TaskResult[]): Task => ({
    ...common,
    ...accepted,
    id: 9,
    createdAtMs: 5,
    state: 'completed',
    progress: 100,
    completedAtMs: 0,
    creditsUsed: null,
    tookSeconds: null,
    results,
  });
  const waiting: Task = {
    ...common,
    id: 3,
    createdAtMs: 9,
    state: 'waiting',
    hold: null,
    notBeforeMs: null,
    error: null,
    queuePosition: 1,
  };

  it('show rendering and saving tasks, newest first, but no waiting tasks', () => {
    const tasks = new Map([running(1, 1), waiting, done([result('downloading')]), running(2, 7)].map((t) => [t.id, t]));
    expect(tasksInProgress(tasks).map((t) => t.id)).toEqual([2, 9, 1]);
    expect(isInProgress(done([result('stored')]))).toBe(false);
  });

  it('draw the ring by progress, else by bytes, and draw no ring if neither is known', () => {
    expect([
      ringPercent(running(1, 1)),
      ringPercent(done([result('downloading', 50)])),
      ringPercent(done([result('available')])),
      ringPercent(waiting),
    ]).toEqual([42, 25, null, null]);
  });
});
