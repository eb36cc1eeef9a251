// Decisions about the error of a task: which error is shown, whether its step must wait, and which field of the composer it leads to. Pure.

import type { AppError } from '../../../../shared/errors.ts';
import { resultNeedingHostPermission } from '../../../../shared/host-permission.ts';
import { alternativesTo, type Model } from '../../../../shared/models/index.ts';
import { isAboutModel, type NextStep, rowOf } from '../../../../shared/service-errors/index.ts';
import type { Task, TaskResult } from '../../../../shared/task.ts';
import type { ComposerTarget } from '../../store/studio-store.ts';

/** The error that a task shows; null when there is none, or when the task is retried automatically. */
export function errorOf(task: Task): AppError | null {
  switch (task.state) {
    case 'waiting':
    case 'unconfirmed':
    case 'failed':
    case 'abandoned':
      return task.error;
    case 'pending':
    case 'processing':
      return task.pollError;
    case 'completed':
      return resultNeedingAction(task)?.error ?? null;
    default:
      return null;
  }
}

/** The result that waits for a decision by the user; undefined if none does. */
export function resultNeedingAction(task: Task): TaskResult | undefined {
  if (task.state !== 'completed') return undefined;
  return resultNeedingHostPermission(task.results);
}

/**
 * True when the task offers the step of its error. If the outcome is unclear, or the task continues automatically, the user gets the
 * actions for the state of the task instead.
 */
export function hasOwnStep(task: Task): boolean {
  return (
    resultNeedingAction(task) !== undefined ||
    task.state === 'failed' ||
    task.state === 'abandoned' ||
    (task.state === 'waiting' && (task.hold === null || task.hold === 'refusals'))
  );
}

/** The time (Unix, milliseconds) before which another attempt is pointless; null if there is none. */
export function earliestRetryAtMs(task: Task): number | null {
  if (task.state !== 'failed') return null;
  const row = rowOf(task.error);
  return row?.wait && row.step === 'try-again' ? task.endedAtMs + row.wait.minSeconds * 1_000 : null;
}

/** Models to use instead when the service refuses the request for the chosen one. */
export function alternativesFor(task: Task): readonly Model[] {
  const error = errorOf(task);
  return error !== null && hasOwnStep(task) && isAboutModel(error) ? alternativesTo(task.request) : [];
}

/** The part of the composer to which a step leads; null if the step leads elsewhere. */
export function composerTargetOf(step: NextStep, error: AppError | null): ComposerTarget | null {
  switch (step) {
    case 'edit-prompt':
      return { kind: 'prompt' };
    case 'edit-request':
      return { kind: 'field', field: rejectedField(error) ?? 'prompt' };
    case 'change-images':
      return { kind: 'field', field: 'references' };
    case 'fix-image':
      return { kind: 'fix-image' };
    case 'choose-model':
      return { kind: 'models' };
    default:
      return null;
  }
}

/** The field that the service, or the check before submitting, has rejected. */
function rejectedField(error: AppError | null): string | null {
  if (error === null) return null;
  if (error.kind === 'request-blocked') return error.issues[0]?.field ?? null;
  return 'service' in error ? error.service.param : null;
}
