import { expect, test } from 'vitest';
import { confirmationFor } from '../../../../renderer/src/views/queue/action-confirmation.ts';
import { alternativesFor, composerTargetOf, earliestRetryAtMs, hasOwnStep } from '../../../../renderer/src/views/queue/error-steps.ts';
import type { AppError } from '../../../../shared/errors.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';
import type { Task, TaskIn } from '../../../../shared/task.ts';
import { serviceResponse } from '../../../support/fake-api.ts';

const common = {
  id: 1,
  profileId: 1,
  simulated: false,
  request: defaultRequest('sora-2', 'x'),
  createdAtMs: 0,
  changedAtMs: 0,
  sourceTaskId: null,
  retryOf: null,
  dismissed: false,
};
const failed = (error: AppError): Task => ({
  state: 'failed',
  ...common,
  error,
  serviceTaskId: null,
  creditsReserved: null,
  creditsUsed: null,
  earlierSend: 'none',
  endedAtMs: 1_000,
});
const waiting = (error: AppError | null, more: Partial<TaskIn<'waiting'>> = {}): Task => ({
  state: 'waiting',
  ...common,
  hold: null,
  notBeforeMs: null,
  error,
  queuePosition: 1,
  ...more,
});
const taskFailed = (code: string): AppError => ({ kind: 'task-failed', code, message: '', suggestion: null });

test('a retryable failure can be retried only after the documented delay', () => {
  expect(
    ['resource_exhausted', 'service_error', 'generation_timeout', 'quota_exceeded', 'content_policy_violation'].map((code) =>
      earliestRetryAtMs(failed(taskFailed(code))),
    ),
  ).toEqual([31_000, 61_000, null, null, null]);
});

test('each step leads to the field it concerns', () => {
  const refused: AppError = { kind: 'invalid-request', service: { ...serviceResponse(400, 'invalid_parameter'), param: 'duration' } };
  expect(composerTargetOf('edit-request', refused)).toEqual({ kind: 'field', field: 'duration' });
  expect(composerTargetOf('edit-request', taskFailed('invalid_parameters'))).toEqual({ kind: 'field', field: 'prompt' });
  expect(composerTargetOf('edit-prompt', null)).toEqual({ kind: 'prompt' });
  expect(composerTargetOf('change-images', null)).toEqual({ kind: 'field', field: 'references' });
  expect(composerTargetOf('fix-image', null)).toEqual({ kind: 'fix-image' });
  expect(composerTargetOf('choose-model', null)).toEqual({ kind: 'models' });
  expect(composerTargetOf('top-up', null)).toBeNull();
});

test('other models are offered only if the model is the cause', () => {
  const withdrawnModel: AppError = { kind: 'access-denied', service: serviceResponse(403, 'model_access_denied') };
  const noChannel: AppError = {
    kind: 'service-unavailable',
    retryAfterMs: null,
    service: { ...serviceResponse(503), message: 'No available channel for the requested model' },
  };
  expect(alternativesFor(failed(withdrawnModel))).toHaveLength(3);
  expect(alternativesFor(failed(taskFailed('model_unavailable')))).toHaveLength(3);
  expect(alternativesFor(waiting(noChannel))).toHaveLength(3);
  expect(alternativesFor(failed({ kind: 'access-denied', service: serviceResponse(403, 'permission_denied') }))).toEqual([]);
  expect(alternativesFor(failed(taskFailed('service_error')))).toEqual([]);
  expect(alternativesFor(waiting(null))).toEqual([]);
});

test('a task held by the user offers no step; a task held after refusals offers its error’s step and other models', () => {
  const withdrawnModel: AppError = {
    kind: 'service-unavailable',
    retryAfterMs: null,
    service: { ...serviceResponse(503), message: 'No available channel' },
  };
  const steps = ([null, 'user', 'restore', 'refusals'] as const).map((hold) => hasOwnStep(waiting(withdrawnModel, { hold })));
  expect(steps).toEqual([true, false, false, true]);
  expect(alternativesFor(waiting(withdrawnModel, { hold: 'user' }))).toEqual([]);
  expect(alternativesFor(waiting(withdrawnModel, { hold: 'refusals' }))).toHaveLength(3);
});

test('a resend asks another question if EvoLink knows the key with another body, because it would be a new request', () => {
  const unconfirmed = (code: string): Task => ({
    state: 'unconfirmed',
    ...common,
    stateEnteredAtMs: 0,
    error: { kind: 'conflict', service: serviceResponse(409, code) },
    reconciliation: 'not-found',
  });
  const confirms = ['idempotency_conflict', 'paid_outcome_unknown'].map((code) => confirmationFor('resend', unconfirmed(code))?.confirm);
  expect(confirms).toEqual(['Send as a new request', 'Send again']);
});
