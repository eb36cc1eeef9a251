// The action ids that Generate, "Generate again" and "Send again" send, and what the window shows when a call does not return.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { call } from '../../../../renderer/src/api.ts';
import { useStudio } from '../../../../renderer/src/store/studio-store.ts';
import { useBatch } from '../../../../renderer/src/views/batch/batch-store.ts';
import { sendBatch } from '../../../../renderer/src/views/batch/submit-batch.ts';
import { useComposer } from '../../../../renderer/src/views/create/composer-store.ts';
import { startDraftAutosave } from '../../../../renderer/src/views/create/draft-autosave.ts';
import { setVariations, writePrompt } from '../../../../renderer/src/views/create/edit-request.ts';
import { loadRequest } from '../../../../renderer/src/views/create/load-request.ts';
import { submit } from '../../../../renderer/src/views/create/submit/submit-request.ts';
import { performAction } from '../../../../renderer/src/views/queue/task-actions.ts';
import { emptyMatrix, evaluateLines, matrixLines } from '../../../../shared/batch/index.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';
import type { Task } from '../../../../shared/task.ts';

type Input = Readonly<Record<string, unknown>>;
const calls: [string, Input][] = [];
let answer: (name: string) => unknown;
const actionIdsOf = (name: string) => calls.filter(([called]) => called === name).map(([, { actionId }]) => actionId);
const refused = () => ({ ok: false, error: { kind: 'no-profile' } });
const rejected = () => Promise.reject(new Error('the channel is gone'));
let nowMs = 0;

beforeEach(() => {
  calls.length = 0;
  nowMs = 0;
  answer = () => ({ ok: true, value: { ids: [1], references: [] } });
  vi.stubGlobal('performance', { now: () => nowMs });
  vi.stubGlobal('window', {
    studio: {
      call: async (name: string, input: Input) => {
        calls.push([name, input]);
        return answer(name);
      },
    },
    addEventListener: () => {},
    removeEventListener: () => {},
  });
  useComposer.setState(useComposer.getInitialState(), true);
  useBatch.setState(useBatch.getInitialState(), true);
});
afterEach(() => vi.unstubAllGlobals());

const clickGenerate = () => submit(useComposer.getState().request, false);

test('a call that never returns becomes an error with that reason, and nothing throws', async () => {
  answer = rejected;
  expect(await call('studio.snapshot', {})).toEqual({ ok: false, error: { kind: 'call-failed', detail: 'the channel is gone' } });
  vi.stubGlobal('window', {
    studio: {
      call: () => {
        throw new Error('could not be cloned');
      },
    },
  });
  expect(await call('studio.snapshot', {})).toMatchObject({ ok: false, error: { kind: 'call-failed', detail: 'could not be cloned' } });
});

test('after a call that never returned, Generate is enabled and shows why, and the next click has the same action id', async () => {
  writePrompt('a fox');
  answer = rejected;
  expect(await clickGenerate()).toBe(0);
  expect(useComposer.getState()).toMatchObject({ isSubmitting: false, sendError: { kind: 'call-failed' } });
  answer = () => ({ ok: true, value: { ids: [7] } });
  expect(await clickGenerate()).toBe(1);
  const [first, second] = actionIdsOf('tasks.submit');
  expect(first).toMatch(/^[A-Za-z0-9-]{8,64}$/);
  expect(second).toBe(first);
});

test('Generate and a batch name the profile that the window shows', async () => {
  useStudio.setState({ mirror: { status: { activeProfileId: 3 } } } as never);
  writePrompt('a fox');
  await clickGenerate();
  await sendBatch(batchLines());
  useStudio.setState(useStudio.getInitialState(), true);
  const submissions = calls.filter(([name]) => name === 'tasks.submit' || name === 'tasks.submitBatch');
  expect(submissions.map(([name, { profileId }]) => [name, profileId])).toEqual([
    ['tasks.submit', 3],
    ['tasks.submitBatch', 3],
  ]);
});

test('a batch is enabled again after a call that never returned', async () => {
  answer = rejected;
  await sendBatch(evaluateLines(matrixLines(defaultRequest('seedance-1.5-pro', 'a fox'), emptyMatrix, new Map()), new Map(), new Map()));
  expect(useBatch.getState()).toMatchObject({ isSubmitting: false, error: { kind: 'call-failed' } });
});

test('a click keeps the action id after an error, and gets a new one after a success or a change of request or count', async () => {
  writePrompt('a fox');
  answer = refused;
  await clickGenerate();
  await clickGenerate();
  writePrompt('a tram');
  await clickGenerate();
  setVariations(3);
  answer = () => ({ ok: true, value: { ids: [1, 2, 3] } });
  await clickGenerate();
  await clickGenerate();
  const keys = actionIdsOf('tasks.submit');
  expect(keys[1]).toBe(keys[0]);
  expect(new Set(keys.slice(1)).size).toBe(4);
});

test('any change of the request gives a new action id, wherever in the window it happens', async () => {
  const before = useComposer.getState().actionId;
  useComposer.setState((s) => ({ request: { ...s.request, references: [{ role: 'first-frame', referenceId: 1 }] } }));
  expect(useComposer.getState().actionId).not.toBe(before);
});

test('the action id is stored with the draft before the request is sent, and a new one as soon as the call returns', async () => {
  writePrompt('a fox');
  await clickGenerate();
  const callIds = calls.map(([name, { actionId }]) => [name, actionId]);
  const [clickId] = actionIdsOf('tasks.submit');
  expect(callIds[0]).toEqual(['composer.saveDraft', clickId]);
  expect(callIds[1]).toEqual(['tasks.submit', clickId]);
  expect(callIds[2]).toEqual(['composer.saveDraft', useComposer.getState().actionId]);
  expect(useComposer.getState().actionId).not.toBe(clickId);
});

test('a reloaded window continues with the stored action id, so that a click whose call never returned does not create tasks twice', async () => {
  const status = { composer: defaultRequest('seedance-1.5-pro', 'a fox'), composerActionId: 'press-before-reload' };
  useStudio.setState({ mirror: { status } } as never);
  const stop = startDraftAutosave();
  await clickGenerate();
  stop();
  expect(actionIdsOf('tasks.submit')).toEqual(['press-before-reload']);
});

test('each loaded task gets its own action id', async () => {
  await loadRequest(defaultRequest('seedance-1.5-pro', 'a fox'), 1);
  const first = useComposer.getState().actionId;
  await loadRequest(defaultRequest('seedance-1.5-pro', 'a fox'), 2);
  expect(useComposer.getState().actionId).not.toBe(first);
});

test.each([
  ['rerun', 'tasks.rerun'],
  ['resend', 'tasks.resend'],
] as const)('%s: a double click and a click after an error keep the action id, and a later click gets a new one', async (action, name) => {
  const task = { id: 12, state: 'unconfirmed' } as unknown as Task;
  await Promise.all([performAction(action, task), performAction(action, task)]);
  nowMs += 100;
  await performAction(action, task);
  nowMs += 5_000;
  answer = rejected;
  expect(await performAction(action, task)).toMatchObject({ ok: false, error: { kind: 'call-failed' } });
  nowMs += 5_000;
  answer = () => ({ ok: true, value: { ids: [2] } });
  await performAction(action, task);
  nowMs += 5_000;
  await performAction(action, { ...task, id: 13 } as Task);
  const [one, two, three, four, five, six] = actionIdsOf(name);
  expect([two, three]).toEqual([one, one]);
  expect(four).not.toBe(one);
  expect(five).toBe(four);
  expect(six).not.toBe(five);
});

/** Clicks Generate. Main responds only when the test calls `respond`. */
function clickWithHeldAnswer(): { pressed: Promise<number>; respond: () => void } {
  let respond = (): void => undefined;
  answer = (name) =>
    name === 'tasks.submit'
      ? new Promise((resolve) => (respond = () => resolve({ ok: true, value: { ids: [7] } })))
      : { ok: true, value: { references: [] } };
  return { pressed: clickGenerate(), respond: () => respond() };
}

test('the result of a click does not affect a task that was opened for editing meanwhile', async () => {
  writePrompt('a fox');
  const { pressed, respond } = clickWithHeldAnswer();
  await loadRequest(defaultRequest('seedance-1.5-pro', 'a tram'), 5, true);
  respond();
  await pressed;
  expect(useComposer.getState()).toMatchObject({ sourceTaskId: 5, isEdit: true, replacedDrafts: [] });
});

test('a sent draft is finished even if the user continued typing meanwhile', async () => {
  await loadRequest(defaultRequest('seedance-1.5-pro', 'a tram'), 5, true);
  const { pressed, respond } = clickWithHeldAnswer();
  writePrompt('a tram at night');
  respond();
  await pressed;
  expect(useComposer.getState()).toMatchObject({ sourceTaskId: null, isEdit: false });
});

const batchLines = () =>
  evaluateLines(matrixLines(useComposer.getState().request, emptyMatrix, new Map()), new Map(), useBatch.getState().sentRequests);

test('a batch with another prompt gets another action id, and advice has to be confirmed again', async () => {
  writePrompt('a fox');
  answer = rejected;
  useBatch.setState({ sendAnyway: true });
  await sendBatch(batchLines());
  writePrompt('a tram');
  answer = () => ({ ok: true, value: { ids: [2] } });
  await sendBatch(batchLines());
  const submissions = calls.filter(([name]) => name === 'tasks.submitBatch').map(([, submission]) => submission);
  expect(submissions.map(({ sendAnyway }) => sendAnyway)).toEqual([true, false]);
  expect(submissions[1]?.actionId).not.toBe(submissions[0]?.actionId);
});

test('the result of a batch does not affect a confirmation given for the lines of a newer prompt', async () => {
  writePrompt('a fox');
  let respond = (): void => undefined;
  answer = () => new Promise((resolve) => (respond = () => resolve({ ok: true, value: { ids: [2] } })));
  const sending = sendBatch(batchLines());
  writePrompt('a tram');
  useBatch.setState({ sendAnyway: true });
  respond();
  await sending;
  expect(useBatch.getState()).toMatchObject({ sendAnyway: true, isJustAdded: false, addedTaskIds: [2] });
});
