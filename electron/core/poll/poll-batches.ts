// The in-memory state of the poller's requests. With more than fifty live tasks a profile's polls share requests, up to fifty tasks in each, if the
// service supports that call. It is undocumented: the poll of a single task is the default and the fallback.

/** Both the number of live tasks from which batches are worth it and the most that one request may name (the service's newer clients). */
export const maxBatchSize = 50;
/** Time until the call is tried again with a service that did not support it. */
const retryUnsupportedAfterMs = 3_600_000;

/** In-memory state; lives as long as the poller. */
export interface PollBatches {
  /** Tasks with a running poll, single or in a batch. Tasks are added when their request is due and removed when it ends, with any outcome. */
  readonly inFlight: Set<number>;
  /** The tasks of each request that is due and has not started, by the id of its job, which is the first of them. */
  readonly due: Map<number, readonly number[]>;
  /** Tasks that a batch omitted or only summarised: they need a single poll, which removes them. */
  readonly singlePollIds: Set<number>;
  /** False for an hour after the service rejected the call as unknown. `nowMs` is monotonic. */
  isSupported(profileId: number, nowMs: number): boolean;
  /** Records that the service does not know the call. `nowMs` is monotonic. */
  markUnsupported(profileId: number, nowMs: number): void;
}

/** Called once by the poller. */
export function createPollBatches(): PollBatches {
  const unsupportedAtMs = new Map<number, number>();
  return {
    inFlight: new Set(),
    due: new Map(),
    singlePollIds: new Set(),
    isSupported: (profileId, nowMs) => nowMs - (unsupportedAtMs.get(profileId) ?? Number.NEGATIVE_INFINITY) >= retryUnsupportedAfterMs,
    markUnsupported: (profileId, nowMs) => void unsupportedAtMs.set(profileId, nowMs),
  };
}

/** The tasks of each request that polling all of `ids` takes: those of `singlePollIds` alone, at most fifty of the others in each. */
export function groupIntoRequests(ids: readonly number[], singlePollIds: ReadonlySet<number>): readonly (readonly number[])[] {
  const others = ids.filter((id) => !singlePollIds.has(id));
  const groups: (readonly number[])[] = ids.filter((id) => singlePollIds.has(id)).map((id) => [id]);
  for (let offset = 0; offset < others.length; offset += maxBatchSize) groups.push(others.slice(offset, offset + maxBatchSize));
  return groups;
}

/** Removes ids that are no longer polled. */
export function pruneSinglePolls({ singlePollIds }: Pick<PollBatches, 'singlePollIds'>, isPolled: (id: number) => boolean): void {
  for (const id of singlePollIds) if (!isPolled(id)) singlePollIds.delete(id);
}
