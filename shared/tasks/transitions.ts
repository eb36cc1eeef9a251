// The events of tasks and results as data, and the transitions that each event may cause. `electron/core/tasks/task-store.ts`, the only
// writer of states, refuses every other transition.
import type { ResultState, TaskState } from './task-schema.ts';

/** The events of a task, in the past tense. */
type TaskEventType =
  | 'generate-pressed'
  | 'edit-started'
  | 'discarded'
  | 'held'
  | 'released'
  | 'held-after-restore'
  | 'moved-to-front'
  | 'moved'
  | 'discard-undone'
  | 'created-by-auto-retry'
  | 'auto-retried'
  | 'submit-started'
  | 'resend-requested'
  | 'resend-started'
  | 'accepted'
  | 'refused-for-now'
  | 'refused'
  | 'outcome-unknown'
  | 'reconciled-without-match'
  | 'progressed'
  | 'poll-failed'
  | 'became-overdue'
  | 'completed'
  | 'results-refreshed'
  | 'failed-at-service'
  | 'cancelled-at-service'
  | 'abandoned'
  | 'polling-resumed'
  | 'dismissed';

/** The events of a result, in the past tense. */
type ResultEventType =
  | 'download-started'
  | 'download-interrupted'
  | 'stored'
  | 'link-expired'
  | 'link-refreshed'
  | 'file-disappeared'
  | 'file-reappeared'
  | 'file-changed'
  | 'file-verified'
  | 'file-moved'
  | 'file-renamed'
  | 'kept-unverified'
  | 'file-found'
  | 'download-retry-requested'
  | 'trashed'
  | 'taken-from-trash'
  | 'deleted';

/** The events in a journal. The first entry of a task or result is `created`, `found` (a result) or `restored` (from its file). */
export type JournalEventType = TaskEventType | ResultEventType | 'created' | 'found' | 'restored';

type Table<S extends string, E extends string> = { readonly [state in S]: { readonly [event in E]?: readonly S[] } };

/** State → event → the states that it may lead to. The task store refuses every other transition. */
export const taskTransitions: Table<TaskState, TaskEventType> = {
  draft: { 'generate-pressed': ['waiting'], 'created-by-auto-retry': ['waiting'], discarded: ['discarded'] },
  waiting: {
    'edit-started': ['draft'],
    discarded: ['discarded'],
    held: ['waiting'],
    // A backup was restored: the task may have been sent since.
    'held-after-restore': ['waiting'],
    released: ['waiting'],
    'moved-to-front': ['waiting'],
    moved: ['waiting'],
    // A check before sending (no key, a missing reference, a failed upload) can end or delay a task that was never sent.
    'refused-for-now': ['waiting'],
    refused: ['failed'],
    'submit-started': ['submitting'],
  },
  submitting: {
    'resend-started': ['submitting'],
    accepted: ['pending', 'processing'],
    'refused-for-now': ['waiting', 'unconfirmed'],
    // A refused resend proves nothing about the first submission: the task stays unconfirmed.
    refused: ['failed', 'unconfirmed'],
    'outcome-unknown': ['unconfirmed'],
  },
  unconfirmed: {
    accepted: ['pending', 'processing'],
    'reconciled-without-match': ['unconfirmed'],
    'resend-requested': ['submitting'],
    discarded: ['discarded'],
  },
  pending: {
    progressed: ['pending', 'processing'],
    'poll-failed': ['pending'],
    'became-overdue': ['pending'],
    completed: ['completed'],
    'failed-at-service': ['failed'],
    'cancelled-at-service': ['cancelled'],
    abandoned: ['abandoned'],
  },
  processing: {
    progressed: ['pending', 'processing'],
    'poll-failed': ['processing'],
    'became-overdue': ['processing'],
    completed: ['completed'],
    'failed-at-service': ['failed'],
    'cancelled-at-service': ['cancelled'],
    abandoned: ['abandoned'],
  },
  completed: { 'results-refreshed': ['completed'], 'poll-failed': ['completed'], dismissed: ['completed'] },
  // The auto-retry takes its place in the queue.
  failed: { dismissed: ['failed'], 'auto-retried': ['failed'] },
  cancelled: { dismissed: ['cancelled'] },
  abandoned: { 'polling-resumed': ['pending'], dismissed: ['abandoned'] },
  // Applies only to a task that was surely never accepted, and only until the next start. The task waits again with the same request and
  // key.
  discarded: { 'discard-undone': ['waiting'] },
};

/** The transitions of results, in the same form. */
export const resultTransitions: Table<ResultState, ResultEventType> = {
  available: {
    'download-started': ['downloading'],
    'link-expired': ['expired'],
    'link-refreshed': ['available'],
    'download-interrupted': ['available'],
    'download-retry-requested': ['available'],
    'kept-unverified': ['stored'],
    // The folder already has the file, because the database is older than the file.
    'file-found': ['stored'],
  },
  downloading: { stored: ['stored'], 'download-interrupted': ['available'], 'link-expired': ['expired'] },
  // A changed file stays where it is and is marked; nothing is downloaded over it without the user.
  stored: {
    'file-disappeared': ['missing'],
    'file-changed': ['stored'],
    'file-verified': ['stored'],
    'file-moved': ['stored'],
    'file-renamed': ['stored'],
    // The trash is not a state: a file in the trash may be changed or missing like any other file.
    trashed: ['stored'],
    'taken-from-trash': ['stored'],
    deleted: ['missing'],
  },
  // Without a valid link a missing file stays missing: its record is still useful, and the file may come back.
  missing: {
    'link-refreshed': ['available'],
    'file-reappeared': ['stored'],
    'file-found': ['stored'],
    'file-changed': ['stored'],
    'file-moved': ['stored'],
    // The next start completes a rename that a kill interrupted. By then it may have marked the video as missing, because the old name is
    // gone.
    'file-renamed': ['missing'],
    'link-expired': ['missing'],
    trashed: ['missing'],
    'taken-from-trash': ['missing'],
    deleted: ['missing'],
  },
  expired: {
    'link-refreshed': ['available'],
    'download-retry-requested': ['available'],
    'kept-unverified': ['stored'],
    'file-found': ['stored'],
  },
};

/** True when `event` may take a task from `from` to `to`. */
export function isTaskTransitionAllowed(from: TaskState, event: TaskEventType, to: TaskState): boolean {
  return taskTransitions[from][event]?.includes(to) ?? false;
}

/** True when `event` may take a result from `from` to `to`. */
export function isResultTransitionAllowed(from: ResultState, event: ResultEventType, to: ResultState): boolean {
  return resultTransitions[from][event]?.includes(to) ?? false;
}
