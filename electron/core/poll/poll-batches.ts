// The in-memory state of the poller's requests. If a profile has more than fifty live tasks and the service supports batches, up to fifty
// tasks share one poll request. The batch call is undocumented, so polls of single tasks are the default and the fallback.

/**
 * The maximum number of tasks in one request (source: the service's newer clients). A profile with more live tasks than this uses
 * batches.
 */
export const maxBatchSize = 50;
/** How long the batch call is not tried again after the service rejected it. */
const retryUnsupportedAfterMs = 3_600_000;

/** In-memory state that exists as long as the poller. */
export interface PollBatches {
  /** Tasks with a running poll, single or in a batch. A task is added when its request is due, and removed when the request ends. */
  readonly inFlight: Set<number>;
  /** The tasks of each request that is due but has not started. The key is the job id, which is the id of the first task. */
  readonly due: Map<number, readonly number[]>;
  /** Tasks that a batch response omitted or only summarised. They need a single poll, which removes them. */
  readonly singlePollIds: Set<number>;
  /** False for an hour after the service rejected the call as unknown. `nowMs`: monotonic. */
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

/** Groups `ids` into requests: each id in `singlePollIds` gets its own request, and at most fifty others share one. */
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
