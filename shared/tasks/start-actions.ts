// The actions of the start-up for tasks and results that it finds in the database.
import type { ResultState, TaskState } from './task-schema.ts';

/** How the start-up continues with a task that it finds in the database, especially one that was being sent or polled. */
export type StartAction = 'leave' | 'send-when-due' | 'mark-unconfirmed' | 'poll-soon' | 'fetch-results';
/** The action of the start-up for each state of a task. `electron/core/recovery/crash-recovery.ts` carries it out. */
export const startActions: { readonly [state in TaskState]: StartAction } = {
  draft: 'leave',
  waiting: 'send-when-due',
  submitting: 'mark-unconfirmed',
  unconfirmed: 'leave',
  pending: 'poll-soon',
  processing: 'poll-soon',
  completed: 'fetch-results',
  failed: 'leave',
  cancelled: 'leave',
  abandoned: 'leave',
  discarded: 'leave',
};

/** The action of the start-up for each state of a result. */
export const resultStartActions: { readonly [state in ResultState]: 'leave' | 'download-when-due' | 'make-available' } = {
  available: 'download-when-due',
  downloading: 'make-available',
  stored: 'leave',
  missing: 'leave',
  expired: 'leave',
};
