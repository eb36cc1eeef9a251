// Schedules the audits of stored files. Pure functions; all times in milliseconds.

/** Delay of the first round after the start, so that it does not delay the window and the due requests. */
export const auditAfterStartMs = 20_000;
/** Interval between the end of a round and the next one. */
export const auditEveryMs = 86_400_000;

/** Minimum pause, so that a window that often gets the focus does not start a round each time. */
const minPauseMs = 5_000;
/** The pause after a round per duration of that round, so that a large library, which takes longer, is audited less often. */
const pausePerRound = 20;

/** The earliest time at which the focus of the window may start the next round, after a round that ran from `startedAtMs` to `endedAtMs`. */
export const nextRoundNotBeforeMs = (startedAtMs: number, endedAtMs: number): number =>
  endedAtMs + minPauseMs + pausePerRound * (endedAtMs - startedAtMs);
