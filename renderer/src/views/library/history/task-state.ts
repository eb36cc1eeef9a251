// The state of a task as a label, its emphasis, and the error that explains it. Pure.
import type { AppError } from '../../../../../shared/errors.ts';
import type { Task } from '../../../../../shared/task.ts';
import { messages } from '../../../messages.ts';
import { errorOf } from '../../queue/error-steps.ts';

/** `bad`: it failed. `warn`: its outcome is lost or unclear. `live`: it is in progress. `ended`: nothing is wrong. */
export type TaskTone = 'bad' | 'warn' | 'live' | 'ended';

/**
 * The label of a task's state. It is used only for tasks without a stored video, so for a completed task it names the state of the first
 * result.
 */
export function stateLabel(task: Task): string {
  const [result] = task.state === 'completed' ? task.results : [];
  return result === undefined ? messages.stateNames[task.state] : messages.resultStateNames[result.state];
}

/** The emphasis of the label. */
export function toneOfTask(task: Task): TaskTone {
  switch (task.state) {
    case 'failed':
      return 'bad';
    case 'cancelled':
    case 'abandoned':
    case 'unconfirmed':
      return 'warn';
    case 'submitting':
    case 'pending':
    case 'processing':
    case 'waiting':
      return 'live';
    case 'completed':
      return task.results.some(({ state }) => state === 'expired' || state === 'missing') ? 'warn' : 'ended';
    case 'draft':
    case 'discarded':
      return 'ended';
  }
}

/** The error that explains the state; null if it needs no explanation. */
export function errorOfTask(task: Task): AppError | null {
  if (task.state === 'completed') return task.results.find(({ error }) => error !== null)?.error ?? null;
  return errorOf(task);
}

/** When a task ended, in Unix milliseconds; null while it is in progress. */
export function endedAtOf(task: Task): number | null {
  if (task.state === 'completed') return task.completedAtMs;
  return 'endedAtMs' in task ? task.endedAtMs : null;
}
