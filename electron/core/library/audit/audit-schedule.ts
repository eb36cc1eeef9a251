// When stored files are audited, as pure decisions. Milliseconds.

/** Of the first round: the window and what is due for the service come first. */
export const auditAfterStartMs = 20_000;
/** Between the end of a round and the next one. */
export const auditEveryMs = 86_400_000;

/** A window that gets the focus often starts no round each time. */
const restMs = 5_000;
/** A big library takes longer to walk, and is walked more seldom. */
const restPerRound = 20;

/** The earliest moment at which the window may start another round, after one that went on between these two. */
export const nextRoundNotBeforeMs = (startedAtMs: number, endedAtMs: number): number =>
  endedAtMs + restMs + restPerRound * (endedAtMs - startedAtMs);
