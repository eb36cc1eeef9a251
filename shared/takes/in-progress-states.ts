// The states in which a task will probably become a take, so that the composer counts it as one in progress.
import type { TaskState } from '../task.ts';

/** Neither an ended task is among them, nor a draft, which nobody has ordered. */
export const takenStates = ['waiting', 'submitting', 'unconfirmed', 'pending', 'processing'] as const satisfies readonly TaskState[];
