// Which looks share a request. With more than fifty tasks live a profile's looks travel together, fifty at a time, where the service
// answers such a request; it is undocumented, so the single look is the rule and what every doubt falls back to.
//
// A group is known by its leader, the id the job loop sees; the others travel with it and count as busy until it is back.

/** Both the number from which it is worth it and what one request may name (the service's newer clients). */
export const maxBatchSize = 50;
/** A service without the call is asked for it again after this long. */
const asksAgainAfterMs = 3_600_000;

export interface PollBatches {
  supportsBatch(profileId: number, nowMs: number): boolean;
  /** The service has no such call. */
  markBatchUnsupported(profileId: number, nowMs: number): void;
  /** The ids in groups of at most fifty, by their leaders; those that were left out of an answer go alone. */
  split(ids: readonly number[]): readonly (readonly number[])[];
  /** This group is on its way. */
  start(group: readonly number[]): void;
  /** Who travels with a leader, itself included. */
  membersOf(leader: number): readonly number[];
  isInFlight(id: number): boolean;
  /** How many travel now. */
  inFlightCount(): number;
  /** The group is back, whatever became of it. */
  finish(leader: number): void;
  /** Not named by an answer that named others: only a look of its own says why. */
  pollSingly(id: number): void;
  polledSingly(id: number): void;
  /** Forgets tasks that nobody follows any more. */
  retain(isFollowed: (id: number) => boolean): void;
  /** How many tasks go alone. */
  singlyCount(): number;
}

export function createPollBatches(): PollBatches {
  const groups = new Map<number, readonly number[]>();
  const travelling = new Set<number>();
  const alone = new Set<number>();
  const without = new Map<number, number>();

  return {
    supportsBatch: (profileId, nowMs) => nowMs - (without.get(profileId) ?? Number.NEGATIVE_INFINITY) >= asksAgainAfterMs,
    markBatchUnsupported: (profileId, nowMs) => without.set(profileId, nowMs),
    split(ids) {
      const singles = ids.filter((id) => alone.has(id)).map((id) => [id]);
      const others = ids.filter((id) => !alone.has(id));
      const together = Array.from({ length: Math.ceil(others.length / maxBatchSize) }, (_, n) =>
        others.slice(n * maxBatchSize, (n + 1) * maxBatchSize),
      );
      return [...singles, ...together];
    },
    start(group) {
      const [leader] = group;
      if (leader === undefined) return;
      groups.set(leader, group);
      for (const id of group) travelling.add(id);
    },
    membersOf: (leader) => groups.get(leader) ?? [leader],
    isInFlight: (id) => travelling.has(id),
    inFlightCount: () => travelling.size,
    finish(leader) {
      for (const id of groups.get(leader) ?? []) travelling.delete(id);
      groups.delete(leader);
    },
    pollSingly: (id) => alone.add(id),
    polledSingly: (id) => alone.delete(id),
    retain(isFollowed) {
      for (const id of alone) if (!isFollowed(id)) alone.delete(id);
    },
    singlyCount: () => alone.size,
  };
}
