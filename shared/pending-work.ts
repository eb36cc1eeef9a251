// What a quit would interrupt.

/** Counts of what goes on now. `simulated`: nothing of it is at the real service. */
export interface PendingWork {
  readonly sending: number;
  readonly rendering: number;
  readonly saving: number;
  /** Would be sent by itself if the studio went on. */
  readonly waiting: number;
  readonly simulated: boolean;
}

/** Whether it is worth a question: what only waits is there at the next start just the same. */
export const shouldConfirmQuit = (work: PendingWork): boolean => work.sending + work.rendering + work.saving > 0;
