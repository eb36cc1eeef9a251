// The states in which a task will probably become a take. The composer counts such a task as a take in progress.
import type { TaskState } from '../task.ts';

/** Excludes the states of ended tasks, and drafts, which the user has not submitted. */
export const inProgressStates = ['waiting', 'submitting', 'unconfirmed', 'pending', 'processing'] as const satisfies readonly TaskState[];
