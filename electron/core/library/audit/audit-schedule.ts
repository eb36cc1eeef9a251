// The schedule of audits of stored files, as pure decisions. Milliseconds.

/** Delay of the first round: the window and due requests come first. */
export const auditAfterStartMs = 20_000;
/** Interval between the end of a round and the next one. */
export const auditEveryMs = 86_400_000;

/** Minimum pause, so that a window that often gets the focus does not start a round each time. */
const restMs = 5_000;
/** A large library takes longer to audit, and is audited less often. */
const restPerRound = 20;

/** The earliest time at which the focus may start another round, after a round between these two times. */
export const nextRoundNotBeforeMs = (startedAtMs: number, endedAtMs: number): number =>
  endedAtMs + restMs + restPerRound * (endedAtMs - startedAtMs);
