import { describe, expect, test } from 'vitest';
import { errorOf, hasOwnStep } from '../../../../renderer/src/views/queue/error-steps.ts';
import {
  actionsOf,
  openTasks,
  progressOf,
  queueRows,
  sectionCounts,
  sectionOf,
} from '../../../../renderer/src/views/queue/queue-sections.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';
import type { Task, TaskIn, TaskResult } from '../../../../shared/task.ts';
import { text } from '../../../../shared/text/index.ts';
import { result as sampleResult } from '../../text/task-samples.ts';

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
const accepted = { taskId: 'task-unified-1', acceptedAtMs: 0, progress: 40, expectedEndAtMs: null, creditsReserved: null };
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

test.each(['en', 'zh'] as const)('a video whose host may lie in a private network asks for the person’s word, in %s', (language) => {
  const error = { kind: 'host-needs-permission', host: 'cdn.example' } as const;
  const task = completed(1, [result('stored', { id: 7 }), result('available', { id: 8, error, nextAttemptAtMs: 60_000 })]);
  const { standingOf, tileWords, errorText } = text(language);
  expect([sectionOf(task), errorOf(task), hasOwnStep(task), errorText(error).action?.step]).toEqual([
    'needs-you',
    error,
    true,
    'allow-host',
  ]);
  expect(standingOf(task, 0, null).lead).toContain('cdn.example');
  expect(tileWords(task, 0).join()).toContain('cdn.example');
  expect(errorOf(completed(1, [result('available', { error: { kind: 'link-refused', httpStatus: 403 } })]))).toBeNull();
});

describe('the queue', () => {
  test('asks for the person where the studio holds a task, not where the person does', () => {
    expect(([null, 'user', 'restore', 'refusals'] as const).map((hold) => sectionOf(waiting(1, 1, hold)))).toEqual([
      'waiting',
      'waiting',
      'needs-you',
      'needs-you',
    ]);
    expect(actionsOf(waiting(1, 1, 'refusals'))[0]).toBe('release');
  });

  test('is in sections, what needs the person first, and waits in the order of turns', () => {
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

  test('a link that died needs the person, a link that is being saved does not', () => {
    expect([sectionOf(completed(1, [result('expired')])), sectionOf(completed(1, [result('available')]))]).toEqual(['needs-you', 'saving']);
  });

  const abandoned = (id: number, reason: 'by-user' | 'too-old'): Task => ({
    state: 'abandoned',
    ...common(id),
    error: { kind: 'polling-stopped', reason },
    taskId: 't',
    endedAtMs: 0,
  });

  test('what the person stopped needs nobody, what the studio gave up does, and an element that is made only rests', () => {
    const element = result('stored', { kind: 'element', data: { element_id: '1' } });
    expect([abandoned(1, 'by-user'), abandoned(2, 'too-old'), completed(3, [element]), completed(4, [])].map(sectionOf)).toEqual([
      'ended',
      'needs-you',
      'ended',
      'saving',
    ]);
  });

  test('is counted once for all places that say how much there is; what has ended is not open', () => {
    const counts = sectionCounts([
      processing(1),
      completed(2, [result('downloading')]),
      abandoned(3, 'by-user'),
      unconfirmed(4),
      waiting(5, 1),
    ]);
    expect([counts, openTasks(counts)]).toEqual([{ 'needs-you': 1, rendering: 1, saving: 1, waiting: 1, ended: 1 }, 4]);
  });

  test('nothing offers to cancel what the service cannot cancel, and only an unconfirmed task offers to be sent again', () => {
    const tasks = [waiting(1, 1), waiting(1, 1, 'user'), processing(2), completed(3, [result('stored')]), unconfirmed(4)];
    expect(tasks.map((task) => actionsOf(task)[0])).toEqual(['run-next', 'release', 'stop-polling', 'dismiss', 'poll-now']);
    expect(tasks.map((task) => actionsOf(task).includes('resend'))).toEqual([false, false, false, false, true]);
  });

  test('a finished task that has no result yet offers to look again, and one whose results are saved does not', () => {
    const [empty, saved] = [completed(1, []), completed(2, [result('stored')])].map((task) => actionsOf(task));
    expect(empty?.[0]).toBe('poll-now');
    expect(saved).not.toContain('poll-now');
  });

  test('draws a bar only where something is known to move', () => {
    const saving = (totalBytes: number | null) => completed(1, [result('downloading', { receivedBytes: 25, totalBytes })]);
    expect([progressOf(processing(1)), progressOf(saving(100)), progressOf(saving(null)), progressOf(waiting(1, 1))]).toEqual([
      { of: 'rendering', share: 0.4 },
      { of: 'saving', share: 0.25 },
      null,
      null,
    ]);
  });
});
