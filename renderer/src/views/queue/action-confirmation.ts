// The question before an action that may charge twice, stops tracking a task, or discards an unconfirmed one. *Generate again* costs money
// but asks no question.
import { isIdempotencyConflict } from '../../../../shared/service-errors/index.ts';
import type { Task } from '../../../../shared/task.ts';
import { messages } from '../../messages.ts';
import type { TaskAction } from './queue-sections.ts';

/** The texts of the question that the action needs; null when it needs none. */
export function confirmationFor(
  action: TaskAction,
  task: Task,
): { readonly title: string; readonly detail: string; readonly confirm: string } | null {
  if (action === 'release' && task.state === 'waiting' && task.hold === 'restore') return messages.backups.confirmRelease;
  if (action === 'resend')
    return task.state === 'unconfirmed' && isIdempotencyConflict(task.error)
      ? messages.queue.confirmSendAsNew
      : messages.queue.confirmResend;
  if (action === 'stop-polling') return messages.queue.confirmStopPolling;
  if (action === 'discard' && task.state === 'unconfirmed') return messages.queue.confirmDiscard;
  return null;
}
