// The work that a quit would interrupt.

/** Numbers of tasks and files in progress. `simulated`: none of the work is at the real service. */
export interface PendingWork {
  readonly sending: number;
  /** Accepted tasks that have not ended. */
  readonly rendering: number;
  /** Running downloads. */
  readonly saving: number;
  /** Tasks that would be submitted if the studio kept running. */
  readonly waiting: number;
  readonly simulated: boolean;
}

/** True when quitting needs a question: waiting tasks alone do not, because they still wait at the next start. */
export const shouldConfirmQuit = (work: PendingWork): boolean => work.sending + work.rendering + work.saving > 0;
