import { describe, expect, test } from 'vitest';
import { errorOf, hasOwnStep } from '../../../../renderer/src/views/queue/error-steps.ts';
import {
  actionsOf,
  countOpenTasks,
  progressOf,
  queueRows,
  sectionCounts,
  sectionOf,
} from '../../../../renderer/src/views/queue/queue-sections.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';
import type { Task, TaskIn, TaskResult } from '../../../../shared/task.ts';
import { text } from '../../../../shared/text/index.ts';
import { resultWith as sampleResult } from '../../text/task-samples.ts';

const common = (id: number) => ({
  id,
  profileId: 1,
  simulated: false,
  request: defaultRequest('seedance-1.5-pro', 'x'),
  createdAtMs: 0,
  changedAtMs: 0,
  sourceTaskId: null,
  retryOf: null,
  dismissed: false,
});
const accepted = { serviceTaskId: 'task-unified-1', acceptedAtMs: 0, progress: 40, expectedEndAtMs: null, creditsReserved: null };
const waiting = (id: number, queuePosition: number, hold: TaskIn<'waiting'>['hold'] = null): Task => ({
  state: 'waiting',
  ...common(id),
  hold,
  notBeforeMs: null,
  error: null,
  queuePosition,
});
const processing = (id: number): Task => ({
  state: 'processing',
  ...common(id),
  ...accepted,
  nextPollAtMs: 0,
  overdue: false,
  pollError: null,
});
const result = (state: TaskResult['state'], more: Partial<TaskResult> = {}): TaskResult => sampleResult({ state, ...more });
const completed = (id: number, results: readonly TaskResult[]): Task => ({
  state: 'completed',
  ...common(id),
  ...accepted,
  completedAtMs: 0,
  creditsUsed: null,
  tookSeconds: null,
  results: [...results],
});
const unconfirmed = (id: number): Task => ({
  state: 'unconfirmed',
  ...common(id),
  stateEnteredAtMs: 0,
  error: { kind: 'no-response', reason: 'connection-lost', detail: '' },
  reconciliation: 'pending',
});

test.each(['en', 'zh'] as const)('a video whose host may be in a private network needs the user’s permission, in %s', (language) => {
  const error = { kind: 'host-needs-permission', host: 'cdn.example' } as const;
  const task = completed(1, [result('stored', { id: 7 }), result('available', { id: 8, error, nextAttemptAtMs: 60_000 })]);
  const { statusText, tileText, errorText } = text(language);
  expect([sectionOf(task), errorOf(task), hasOwnStep(task), errorText(error).action?.step]).toEqual([
    'needs-you',
    error,
    true,
    'allow-host',
  ]);
  expect(statusText(task, 0, null).lead).toContain('cdn.example');
  expect(tileText(task, 0).join()).toContain('cdn.example');
  expect(errorOf(completed(1, [result('available', { error: { kind: 'link-refused', httpStatus: 403 } })]))).toBeNull();
});

describe('the sections of the queue', () => {
  test('put a task held by the studio under “needs you”, but not one held by the user', () => {
    expect(([null, 'user', 'restore', 'refusals'] as const).map((hold) => sectionOf(waiting(1, 1, hold)))).toEqual([
      'waiting',
      'waiting',
      'needs-you',
      'needs-you',
    ]);
    expect(actionsOf(waiting(1, 1, 'refusals'))[0]).toBe('release');
  });

  test('start with the tasks that need the user, and list waiting tasks in queue order', () => {
    const rows = queueRows([waiting(1, 3), waiting(2, 1), processing(3), completed(4, [result('downloading')]), unconfirmed(5)]);
    expect(rows.map((row) => (row.kind === 'header' ? `${row.section} ${row.count}` : row.id))).toEqual([
      'needs-you 1',
      5,
      'rendering 1',
      3,
      'saving 1',
      4,
      'waiting 2',
      2,
      1,
    ]);
  });

  test('put a task with an expired link under “needs you”, but not one whose video is being saved', () => {
    expect([sectionOf(completed(1, [result('expired')])), sectionOf(completed(1, [result('available')]))]).toEqual(['needs-you', 'saving']);
  });

  const abandoned = (id: number, reason: 'by-user' | 'too-old'): Task => ({
    state: 'abandoned',
    ...common(id),
    error: { kind: 'polling-stopped', reason },
    serviceTaskId: 't',
    endedAtMs: 0,
  });

  test('put a task that the user stopped under ended, one that the studio abandoned under “needs you”, and a finished element under ended', () => {
    const element = result('stored', { kind: 'element', data: { element_id: '1' } });
    expect([abandoned(1, 'by-user'), abandoned(2, 'too-old'), completed(3, [element]), completed(4, [])].map(sectionOf)).toEqual([
      'ended',
      'needs-you',
      'ended',
      'saving',
    ]);
  });

  test('are counted in one place for everything that shows a count, and ended tasks are not open', () => {
    const counts = sectionCounts([
      processing(1),
      completed(2, [result('downloading')]),
      abandoned(3, 'by-user'),
      unconfirmed(4),
      waiting(5, 1),
    ]);
    expect([counts, countOpenTasks(counts)]).toEqual([{ 'needs-you': 1, rendering: 1, saving: 1, waiting: 1, ended: 1 }, 4]);
  });

  test('no task offers to cancel at the service, and only an unconfirmed task offers a resend', () => {
    const tasks = [waiting(1, 1), waiting(1, 1, 'user'), processing(2), completed(3, [result('stored')]), unconfirmed(4)];
    expect(tasks.map((task) => actionsOf(task)[0])).toEqual(['run-next', 'release', 'stop-polling', 'dismiss', 'poll-now']);
    expect(tasks.map((task) => actionsOf(task).includes('resend'))).toEqual([false, false, false, false, true]);
  });

  test('a completed task without results offers to poll again, and one whose results are stored does not', () => {
    const [empty, saved] = [completed(1, []), completed(2, [result('stored')])].map((task) => actionsOf(task));
    expect(empty?.[0]).toBe('poll-now');
    expect(saved).not.toContain('poll-now');
  });

  test('a progress bar is shown only if progress is known', () => {
    const saving = (totalBytes: number | null) => completed(1, [result('downloading', { receivedBytes: 25, totalBytes })]);
    expect([progressOf(processing(1)), progressOf(saving(100)), progressOf(saving(null)), progressOf(waiting(1, 1))]).toEqual([
      { phase: 'rendering', share: 0.4 },
      { phase: 'saving', share: 0.25 },
      null,
      null,
    ]);
  });
});
