// What an error of a task leads to, as pure decisions: which error counts, whether its step must wait, and where in the composer it leads.

import type { AppError } from '../../../../shared/errors.ts';
import { resultNeedingHostPermission } from '../../../../shared/host-permission.ts';
import { alternativesTo, type Model } from '../../../../shared/models/index.ts';
import { isAboutModel, type NextStep, rowOf } from '../../../../shared/service-errors/index.ts';
import type { Task, TaskResult } from '../../../../shared/task.ts';
import type { ComposerTarget } from '../../store/studio-store.ts';

/** The error a task stands with; null where all is well, or what went wrong is tried again without a person. */
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

/** The result that waits for the person's word; undefined where none does. */
export function resultNeedingAction(task: Task): TaskResult | undefined {
  if (task.state !== 'completed') return undefined;
  return resultNeedingHostPermission(task.results);
}

/** True where the error's own step is the thing to do. What is in doubt, or goes on by itself, has actions of the task's state instead. */
export function hasOwnStep(task: Task): boolean {
  return (
    resultNeedingAction(task) !== undefined ||
    task.state === 'failed' ||
    task.state === 'abandoned' ||
    (task.state === 'waiting' && (task.hold === null || task.hold === 'refusals'))
  );
}

/** Before this moment another try is not worth it; null where nobody asks for a wait. */
export function notBefore(task: Task): number | null {
  if (task.state !== 'failed') return null;
  const row = rowOf(task.error);
  return row?.wait && row.step === 'try-again' ? task.endedAtMs + row.wait.minSeconds * 1_000 : null;
}

/** Models to use instead, where the service will not make it with the one that was asked for. */
export function alternativesFor(task: Task): readonly Model[] {
  const error = errorOf(task);
  return error !== null && hasOwnStep(task) && isAboutModel(error) ? alternativesTo(task.request) : [];
}

/** Where a step leads in the composer; null where it leads elsewhere. */
export function composerTargetOf(step: NextStep, error: AppError | null): ComposerTarget | null {
  switch (step) {
    case 'edit-prompt':
      return { kind: 'prompt' };
    case 'edit-request':
      return { kind: 'field', field: fieldNamed(error) ?? 'prompt' };
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

/** The field the service, or the check before sending, found fault with. */
function fieldNamed(error: AppError | null): string | null {
  if (error === null) return null;
  if (error.kind === 'request-blocked') return error.issues[0]?.field ?? null;
  return 'service' in error ? error.service.param : null;
}
