// Tests every error of the service, with nothing faked between the core and the network: each HTTP code for each request that can get it
// (submission, poll, credits, upload), every task code, and the errors of the file host. Each error occurs once. The studio must report it
// and treat the task as the table says, and must continue when the service works again.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { simulatorTimings } from '../../../electron/core/scheduling/timings.ts';
import type { FaultAction } from '../../../electron/simulator/faults/faults.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { GenerationRequest } from '../../../shared/generation.ts';
import { defaultRequest } from '../../../shared/models/index.ts';
import { hostErrorKind, rowOf, taskErrors } from '../../../shared/service-errors/index.ts';
import { text } from '../../../shared/text/index.ts';
import { greyPng } from '../../e2e/support/plain-pictures.ts';
import { newActionId } from '../../support/action-id.ts';
import { fox } from '../../support/studio-bench.ts';
import { type ServedStudio, startServedStudio } from './served-studio.ts';

const words = text('en');
/** Timings with delays a thousand times shorter. */
const timings = {
  ...simulatorTimings,
  firstPollMs: 30,
  pollMinMs: 20,
  pollMaxMs: 30,
  overduePollMaxMs: 60,
  rateLimitedMinMs: 60,
  rateLimitedMaxMs: 80,
  serverErrorMs: 60,
  unavailableMinMs: 60,
  unavailableMaxMs: 90,
};

let studio: ServedStudio;
beforeAll(async () => {
  studio = await startServedStudio({ timings, settings: { progressMs: 40, credits: 1_000_000, maxFiles: 10_000 } });
});
afterAll(async () => {
  await studio.stop();
  expect(studio.log.incidents).toEqual([]);
});

const status = (code: number, change: Partial<Extract<FaultAction, { kind: 'status' }>> = {}): FaultAction => ({
  kind: 'status',
  status: code,
  ...change,
});
const notJson: FaultAction = status(200, { body: '<!doctype html><p>Sign in', contentType: 'text/html' });
const noResponse: FaultAction = { kind: 'drop' };
const unexpectedJson: FaultAction = status(200, { body: { hello: 'world' }, contentType: 'application/json' });

/**
 * Makes the next requests of the newest profile fail. Earlier profiles are unaffected, because their delayed balance requests may still
 * follow.
 */
const failNext = (endpoint: string, action: FaultAction, count = 1): void => {
  studio.service.clearFaults();
  studio.service.addFaults([{ match: { endpoint, key: studio.key() }, count, action }]);
};
const acceptedCount = (): number => studio.service.ledger().accepted.length;
const isStored = (task: { readonly results: readonly { readonly state: string }[] }): boolean => task.results[0]?.state === 'stored';
const eventsOf = async (id: number): Promise<string[]> => (await studio.read(id)).journal.map(({ event }) => event);
/** Returns the error in the task's first journal entry with this event. */
async function errorIn(id: number, event: string): Promise<AppError> {
  const { journal } = await studio.read(id);
  const entry = journal.find((line) => line.event === event);
  if (entry === undefined) throw new Error(`no ${event} in ${JSON.stringify(journal)}`);
  return entry.detail.error as AppError;
}
const stepOf = (error: AppError) => words.errorText(error).action?.step ?? null;

/** Expects an error to have complete sentences, a row in the table, and the service's own message if there was a response. */
function expectReported(error: AppError, hasResponse = true): void {
  const { title, detail } = words.errorText(error);
  expect(title).toMatch(/^[A-Z“].*[.?]$/);
  expect(detail).toMatch(/[.?]$/);
  expect(rowOf(error)).not.toBeNull();
  if (hasResponse) expect(words.serviceWords(error)).not.toBeNull();
}

describe('a submission that is answered with', () => {
  const cases: readonly (readonly [name: string, action: FaultAction, kind: AppError['kind'], taskBecomes: string])[] = [
    ['400', status(400), 'invalid-request', 'failed'],
    ['401', status(401), 'unauthorized', 'held'],
    ['402', status(402), 'insufficient-credits', 'held'],
    ['403', status(403), 'access-denied', 'failed'],
    ['403 for the model', status(403, { code: 'model_access_denied' }), 'access-denied', 'failed'],
    ['404', status(404), 'not-found', 'failed'],
    ['409', status(409), 'conflict', 'unconfirmed'],
    ['413', status(413), 'request-too-large', 'failed'],
    ['429', status(429), 'rate-limited', 'waits'],
    ['500', status(500), 'server-error', 'unconfirmed'],
    ['502', status(502), 'upstream-error', 'unconfirmed'],
    ['503', status(503), 'service-unavailable', 'waits'],
    ['503 of a proxy', status(503, { body: '<html>busy</html>', contentType: 'text/html' }), 'upstream-error', 'unconfirmed'],
    ['nothing', noResponse, 'no-response', 'unconfirmed'],
    ['a body that is not JSON', notJson, 'invalid-response', 'unconfirmed'],
    ['JSON of another shape', unexpectedJson, 'invalid-response', 'unconfirmed'],
  ];

  test.each(cases)('%s', async (_, action, kind, taskBecomes) => {
    const profileId = await studio.newProfile();
    const before = acceptedCount();
    failNext('create', action);
    const id = await studio.submit(fox);
    const hasResponse = kind !== 'no-response';
    switch (taskBecomes) {
      case 'failed': {
        const { error, serviceTaskId } = await studio.until(id, 'failed');
        expect([error.kind, serviceTaskId, acceptedCount() - before]).toEqual([kind, null, 0]);
        expectReported(error);
        expect(rowOf(error)?.money).toBe('not-charged');
        expect(await eventsOf(id)).toEqual(['created', 'generate-pressed', 'submit-started', 'refused']);
        // The user submits the request again, as a new task. The service accepts only this task.
        const secondTaskId = await studio.submit(fox, id);
        await studio.until(secondTaskId, 'completed', isStored);
        break;
      }
      case 'held': {
        const { error } = await studio.until(id, 'waiting', (task) => task.error !== null);
        expect([error?.kind, acceptedCount() - before]).toEqual([kind, 0]);
        expectReported(error as AppError);
        const { status: now } = await studio.must('studio.snapshot', {});
        expect(now.profiles.find((profile) => profile.id === profileId)?.holds[0]?.error.kind).toBe(kind);
        expect(await eventsOf(id)).toContain('refused-for-now');
        await studio.must('profiles.check', { profileId });
        await studio.until(id, 'completed', isStored);
        break;
      }
      case 'waits': {
        await studio.until(id, 'completed', isStored);
        const error = await errorIn(id, 'refused-for-now');
        expect([error.kind, (await eventsOf(id)).filter((event) => event === 'submit-started').length]).toEqual([kind, 2]);
        expectReported(error);
        break;
      }
      default: {
        const { error } = await studio.until(id, 'unconfirmed', ({ reconciliation }) => reconciliation === 'not-found');
        expect([error.kind, acceptedCount() - before]).toEqual([kind, 0]);
        expectReported(error, hasResponse);
        expect(rowOf(error)?.money).toBe('unknown');
        expect(await eventsOf(id)).toContain('outcome-unknown');
        await studio.must('tasks.resend', { actionId: newActionId(), id });
        await studio.until(id, 'completed', isStored);
      }
    }
    expect(acceptedCount() - before).toBe(1);
  });

  // Each case has its own model, because two tasks of one model in the same minute would make a match ambiguous.
  test.each([
    ['500', status(500, { when: 'after' }), 'MiniMax-Hailuo-02'],
    ['502', status(502, { when: 'after' }), 'wan2.6-text-to-video'],
    ['nothing', { kind: 'drop', when: 'after' } as const, 'kling-o3-text-to-video'],
    ['a body that is not JSON', { kind: 'html' } as const, 'kling-v3-text-to-video'],
  ] as const)('%s although it was accepted: the task is found in the list and paid once', async (_, action, model) => {
    await studio.newProfile();
    const before = acceptedCount();
    failNext('create', action);
    const id = await studio.submit(defaultRequest(model, 'a fox in the snow'));
    await studio.until(id, 'completed', isStored);
    expect(await eventsOf(id)).toEqual(expect.arrayContaining(['outcome-unknown', 'accepted', 'stored']));
    expect(acceptedCount() - before).toBe(1);
  });
});

describe('a poll that is answered with', () => {
  const cases: readonly (readonly [name: string, action: FaultAction, kind: AppError['kind']])[] = [
    ['400', status(400, { code: 'invalid_task_id' }), 'invalid-request'],
    ['401', status(401), 'unauthorized'],
    ['402', status(402, { code: 'quota_exceeded' }), 'insufficient-credits'],
    ['403', status(403), 'access-denied'],
    ['404', status(404, { code: 'task_not_found' }), 'not-found'],
    ['429', status(429), 'rate-limited'],
    ['500', status(500), 'server-error'],
    ['502', status(502), 'upstream-error'],
    ['503', status(503), 'service-unavailable'],
    ['nothing', noResponse, 'no-response'],
    ['a body that is not JSON', notJson, 'invalid-response'],
    ['JSON of another shape', unexpectedJson, 'invalid-response'],
  ];

  test.each(cases)('%s fails no task: the error is reported, and the video is still stored', async (_, action, kind) => {
    await studio.newProfile();
    const before = acceptedCount();
    failNext('task', action, 2);
    const id = await studio.submit(fox);
    await studio.until(id, 'completed', isStored);
    const error = await errorIn(id, 'poll-failed');
    expect([error.kind, acceptedCount() - before]).toEqual([kind, 1]);
    expectReported(error, kind !== 'no-response');
  });
});

describe('a balance request that is answered with', () => {
  test.each([
    ['401', status(401), 'unauthorized', 'replace-key'],
    ['402', status(402), 'insufficient-credits', 'top-up'],
    ['403', status(403), 'access-denied', 'replace-key'],
    ['429', status(429), 'rate-limited', null],
    ['500', status(500), 'server-error', 'poll-now'],
    ['503', status(503), 'service-unavailable', 'choose-model'],
    ['nothing', noResponse, 'no-response', 'try-again'],
    ['a body that is not JSON', notJson, 'invalid-response', 'poll-now'],
  ] as const)('%s reports the error, and a second request succeeds', async (_, action, kind, step) => {
    const other = await studio.newProfile();
    const profileId = await studio.newProfile();
    // The client itself retries a read once if its connection breaks.
    failNext('credits', action, kind === 'no-response' ? 2 : 1);
    // In between, the balance of another profile is read, as after each of its tasks. That request does not get the fault.
    await studio.must('profiles.check', { profileId: other });
    const refused = await studio.call('profiles.check', { profileId });
    expect(refused.ok ? null : [refused.error.kind, stepOf(refused.error)]).toEqual([kind, step]);
    const { credits, holds } = await studio.must('profiles.check', { profileId });
    expect([credits === null, holds]).toEqual([false, []]);
  });
});

describe('an upload that is answered with', () => {
  let shade = 0;
  const requestWithFrame = async (): Promise<GenerationRequest> => {
    shade += 1;
    const { id } = await studio.must('references.addBytes', { name: `frame ${shade}.png`, bytes: new Uint8Array(greyPng(shade)) });
    return { ...fox, references: [{ role: 'first-frame', referenceId: id }] };
  };
  const cases: readonly (readonly [code: string, action: FaultAction, taskBecomes: 'failed' | 'held' | 'waits'])[] = [
    ['400', status(400), 'failed'],
    ['401', status(401), 'held'],
    ['403', status(403), 'failed'],
    ['413', status(413), 'failed'],
    ['429', status(429), 'waits'],
    ['500', status(500), 'waits'],
    ['502', status(502), 'waits'],
    ['503', status(503), 'waits'],
    ['a body that is not JSON', notJson, 'waits'],
    ['nothing', noResponse, 'waits'],
  ];

  async function submitWithUpload(action: FaultAction, taskBecomes: 'failed' | 'held' | 'waits'): Promise<AppError> {
    const profileId = await studio.newProfile();
    const before = acceptedCount();
    failNext('upload-base64', action);
    const request = await requestWithFrame();
    const id = await studio.submit(request);
    let error: AppError | null = null;
    if (taskBecomes === 'failed') {
      ({ error } = await studio.until(id, 'failed'));
      expect([acceptedCount() - before, await eventsOf(id)]).toEqual([0, ['created', 'generate-pressed', 'refused']]);
      await studio.until(await studio.submit(request, id), 'completed', isStored);
    } else {
      // Reads the history, because the task may leave the waiting state before the test sees that state.
      await expect.poll(() => eventsOf(id), { timeout: 45_000 }).toContain('refused-for-now');
      if (taskBecomes === 'held') await studio.must('profiles.check', { profileId });
      // Without a network the first delay is two seconds. The user need not wait: a release retries at once.
      if (action === noResponse) await studio.call('tasks.release', { id });
      await studio.until(id, 'completed', isStored);
      error = await errorIn(id, 'refused-for-now');
    }
    expect(acceptedCount() - before).toBe(1);
    if (error === null) throw new Error('no error was reported');
    expectReported(error, error.kind !== 'no-response');
    return error;
  }

  test.each(cases)('%s: nothing of the task was sent', async (_, action, taskBecomes) => {
    studio.service.configure({ fileErrorsOn200: false });
    await submitWithUpload(action, taskBecomes);
  });

  test.each(cases.filter(([code]) => /^\d+$/.test(code)))(
    '%s inside `success: false` on HTTP 200 is the same',
    async (code, action, taskBecomes) => {
      studio.service.configure({ fileErrorsOn200: true });
      const error = await submitWithUpload(action, taskBecomes);
      studio.service.configure({ fileErrorsOn200: false });
      expect(error).toMatchObject({ kind: hostErrorKind(code), service: { httpStatus: 200, code } });
    },
  );
});

describe('a task that fails with', () => {
  test.each(Object.entries(taskErrors))('%s is reported, costs nothing here, and can be submitted again', async (code, row) => {
    await studio.newProfile();
    studio.service.clearFaults();
    const before = acceptedCount();
    const id = await studio.submit({ ...fox, prompt: `a fox [simulate:${code}]` });
    const { error, creditsUsed, serviceTaskId } = await studio.until(id, 'failed');
    expect([error.kind === 'task-failed' && error.code, creditsUsed, acceptedCount() - before]).toEqual([code, 0, 1]);
    expectReported(error);
    expect(stepOf(error)).toBe(row.step);
    const events = (await eventsOf(id)).filter((event) => event !== 'progressed');
    expect(events).toEqual(['created', 'generate-pressed', 'submit-started', 'accepted', 'failed-at-service']);
    const kinds = studio.service
      .ledger()
      .entries.filter((entry) => entry.taskId === serviceTaskId)
      .map(({ kind }) => kind);
    expect(kinds).toEqual(['reserved', 'refunded']);
    if (row.retryable !== 'yes') return;
    await studio.until(await studio.submit(fox, id), 'completed', isStored);
    expect(acceptedCount() - before).toBe(2); // the failed task, which was refunded, and the user's new one
  });

  test('an unknown code is reported like unknown_error, with its own name', () => {
    const error: AppError = { kind: 'task-failed', code: 'brand_new', message: 'Surprise.', suggestion: 'Wait.' };
    expect(words.serviceWords(error)).toBe('brand_new · Surprise. · Wait.');
    expect(stepOf(error)).toBe(taskErrors.unknown_error.step);
  });
});

describe('a withdrawn model', () => {
  test.each([
    ['now', 'access-denied'],
    ['contract', 'not-found'],
  ] as const)('with an error in the format of “%s” fails the task and names the model as the cause', async (errorStyle, kind) => {
    await studio.newProfile();
    studio.service.clearFaults();
    studio.service.configure({ goneModels: [fox.model], errorStyle });
    const before = acceptedCount();
    const { error } = await studio.until(await studio.submit(fox), 'failed');
    studio.service.configure({ goneModels: [], errorStyle: 'now' });
    expect([error.kind, stepOf(error), acceptedCount() - before]).toEqual([kind, 'choose-model', 0]);
  });
});
