// The simulator reads due tasks before every reply: those that may end now, and no others.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ClipSpec } from '../../../electron/simulator/media/clip-renderer.ts';
import {
  createSimulatedTaskTable,
  type NewTask,
  type SimulatedTaskTable,
} from '../../../electron/simulator/tables/simulated-task-table.ts';
import { openSimulatorDatabase, type SimulatorDatabase } from '../../../electron/simulator/tables/simulator-database.ts';
import { type ScriptedOutcome, serializeOutcome } from '../../../electron/simulator/tasks/scripted-outcomes.ts';

let database: SimulatorDatabase;
let tasks: SimulatedTaskTable;
beforeEach(() => {
  database = openSimulatorDatabase(null);
  tasks = createSimulatedTaskTable(database);
});
afterEach(() => database.close());

const usualOutcome: ScriptedOutcome = { kind: 'completes', shape: 'usual' };
const clip: ClipSpec = {
  width: 64,
  height: 64,
  durationSeconds: 1,
  framesPerSecond: 24,
  audio: false,
  prompt: 'a fox',
  caption: 'm',
  seed: 1,
};
const oneClip = JSON.stringify([clip]);

function add(id: string, outcome: ScriptedOutcome, change: Partial<NewTask> = {}): void {
  tasks.insert({
    id,
    account: 'a',
    model: 'm',
    body: '{}',
    idempotency_key: null,
    ignored: '[]',
    output: 'video',
    clips: '[]',
    outcome: serializeOutcome(outcome),
    created_ms: 1_000,
    progress_ms: 500,
    billing_rule: 'x',
    reserved_uc: 1,
    price_uc: 1,
    ...change,
  });
}
const due = (nowMs: number) => tasks.due(nowMs).map(({ id }) => id);

test('a task is due when its time is over', () => {
  add('first', usualOutcome);
  add('later', usualOutcome, { progress_ms: 600 });
  expect([due(1_499), due(1_500), due(1_600)]).toEqual([[], ['first'], ['first', 'later']]);
});

test('a task that waits for a clip is not due until the clip is rendered or fails to render', () => {
  for (const id of ['waits', 'rendered', 'failed']) add(id, usualOutcome, { clips: oneClip });
  tasks.setRendered('rendered', 1, 1_200);
  tasks.setRenderError('failed', 'no encoder');
  expect(due(9_000)).toEqual(['rendered', 'failed']);
});

test('a task that fails or is cancelled waits for no clip', () => {
  add('fails', { kind: 'fails', code: 'service_error' }, { clips: oneClip });
  add('cancelled', { kind: 'cancelled' }, { clips: oneClip });
  expect(due(9_000)).toEqual(['fails', 'cancelled']);
});

test('tasks that still have time are not read', () => {
  add('running', usualOutcome, { progress_ms: 60_000 });
  database.prepare("UPDATE tasks SET ignored = 'no JSON'").run();
  expect(due(1_500)).toEqual([]);
  expect(() => tasks.open()).toThrow();
  const plan = database.prepare("EXPLAIN QUERY PLAN SELECT id FROM tasks WHERE state = 'open' AND created_ms + progress_ms <= 5").all();
  expect(JSON.stringify(plan)).toContain('USING INDEX tasks_due');
});
