// What the poller remembers about its requests. With more than fifty live tasks a profile's polls share requests, up to fifty tasks in each, where
// the service answers that call. It is undocumented: a poll of one task is the rule, and what every doubt falls back to.

/** Both the number of live tasks from which batches are worth it and the most that one request may name (the service's newer clients). */
export const maxBatchSize = 50;
/** A service without the call is asked for it again after this long. */
const retryUnsupportedAfterMs = 3_600_000;

/** In memory; one for the poller's lifetime. */
export interface PollBatches {
  /** Tasks whose poll is under way, alone or in a batch. A request adds its tasks and removes them when it is over, whatever became of it. */
  readonly inFlight: Set<number>;
  /** Tasks that a batch left out or only summed up: a poll of their own says why, and removes them. */
  readonly singles: Set<number>;
  /** False for an hour after the service said that it does not know the call. `nowMs` is monotonic. */
  isSupported(profileId: number, nowMs: number): boolean;
  /** The service does not know the call. `nowMs` is monotonic. */
  markUnsupported(profileId: number, nowMs: number): void;
}

/** Built once by the poller. */
export function createPollBatches(): PollBatches {
  const unsupportedAtMs = new Map<number, number>();
  return {
    inFlight: new Set(),
    singles: new Set(),
    isSupported: (profileId, nowMs) => nowMs - (unsupportedAtMs.get(profileId) ?? Number.NEGATIVE_INFINITY) >= retryUnsupportedAfterMs,
    markUnsupported: (profileId, nowMs) => void unsupportedAtMs.set(profileId, nowMs),
  };
}

/** The tasks from which a request each is made, so that these requests poll all of `ids`: every single, and one in fifty of the others. */
export function firstOfEachRequest(ids: readonly number[], singles: ReadonlySet<number>): readonly number[] {
  const others = ids.filter((id) => !singles.has(id));
  return [...ids.filter((id) => singles.has(id)), ...others.filter((_, index) => index % maxBatchSize === 0)];
}

/** Forgets the singles that nobody follows any more. */
export function retainSingles({ singles }: Pick<PollBatches, 'singles'>, isFollowed: (id: number) => boolean): void {
  for (const id of singles) if (!isFollowed(id)) singles.delete(id);
}
