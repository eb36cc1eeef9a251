// What is asked before an action that cannot be taken back or may cost money.
import { isIdempotencyConflict } from '../../../../shared/service-errors/index.ts';
import type { Task } from '../../../../shared/task.ts';
import { words } from '../../messages.ts';
import type { Action } from './queue-sections.ts';

/** null: it is done at once. */
export function question(action: Action, task: Task): { readonly title: string; readonly detail: string; readonly confirm: string } | null {
  if (action === 'release' && task.state === 'waiting' && task.hold === 'restore') return words.backups.releaseAsk;
  if (action === 'send-again')
    return task.state === 'unconfirmed' && isIdempotencyConflict(task.error) ? words.queue.sendAsNew : words.queue.sendAgain;
  if (action === 'stop-following') return words.queue.stopFollowing;
  if (action === 'discard' && task.state === 'unconfirmed') return words.queue.discardUnconfirmed;
  return null;
}
