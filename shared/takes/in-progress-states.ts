// The states in which a task will probably become a take, so that the composer counts it as one in progress.
import type { TaskState } from '../task.ts';

/** Without the states of ended tasks, and without drafts, which the user has not submitted. */
export const inProgressStates = ['waiting', 'submitting', 'unconfirmed', 'pending', 'processing'] as const satisfies readonly TaskState[];
