// The tasks in progress that the grid shows as tiles, and the rings on them.
import { describe, expect, it } from 'vitest';
import { isInProgress, ringPercent, tasksInProgress } from '../../../../renderer/src/views/library/tile/tasks-in-progress.ts';
import type { Task, TaskResult } from '../../../../shared/task.ts';
import { resultWith as sampleResult } from '../../text/task-samples.ts';

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
  const completed = (results: TaskResult[]): Task => ({
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
    const tasks = new Map([running(1, 1), waiting, completed([result('downloading')]), running(2, 7)].map((t) => [t.id, t]));
    expect(tasksInProgress(tasks).map((t) => t.id)).toEqual([2, 9, 1]);
    expect(isInProgress(completed([result('stored')]))).toBe(false);
  });

  it('draw the ring by progress, else by bytes, and draw no ring if neither is known', () => {
    expect([
      ringPercent(running(1, 1)),
      ringPercent(completed([result('downloading', 50)])),
      ringPercent(completed([result('available')])),
      ringPercent(waiting),
    ]).toEqual([42, 25, null, null]);
  });
});
