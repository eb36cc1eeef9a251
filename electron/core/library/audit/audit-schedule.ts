// Schedules the audits of stored files. Pure functions; all times in milliseconds.

/** Delay between the start and the first round, so that a round does not delay the window and the due requests. */
export const auditAfterStartMs = 20_000;
/** Interval between the end of a round and the start of the next one. */
export const auditEveryMs = 86_400_000;

/** Minimum pause after a round, so that frequent focus changes do not start a round each time. */
const minPauseMs = 5_000;
/** Ratio of the pause to the duration of a round. A large library takes longer, so it is audited less often. */
const pausePerRound = 20;

/**
 * The earliest time at which a focus of the window may start the next round. The previous round ran from `startedAtMs` to `endedAtMs`.
 */
export const nextRoundNotBeforeMs = (startedAtMs: number, endedAtMs: number): number =>
  endedAtMs + minPauseMs + pausePerRound * (endedAtMs - startedAtMs);
