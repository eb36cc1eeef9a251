// How many requests a second go out for one profile: what the person set, true in any second; halved when the service says "too many",
// recovering slowly. In memory: after a start the studio begins at the set rate and learns again. It counts on the monotonic clock: setting the
// wall clock must neither empty the last second nor undo what a 429 taught.
import type { Clock } from '../ports.ts';

/** A new profile's requests a second. */
export const defaultRequestsPerSecond = 10;
const leastPerSecond = 0.5;
/** Time in which a lowered rate doubles. */
const doublesEveryMs = 60_000;
const second = 1_000;

interface Bucket {
  /** Whole requests that may leave now. */
  tokens: number;
  /** The share of the set rate that is in force, 0–1. */
  share: number;
  /** Monotonic. */
  atMs: number;
  /** When requests left within the last second, oldest first; monotonic. */
  left: number[];
}

/** A rate that the service made the studio lower. */
export interface Throttle {
  readonly requestsPerSecond: number;
  /** When it is the set one again, if nothing else happens. */
  readonly untilMs: number;
}

export interface RateLimiter {
  /** Takes up to `wanted` permissions for requests that leave at once; the number granted. */
  acquire(profileId: number, wanted: number): number;
  /** Like `take`, for requests that have to be prepared first: each asks `leave` when it is ready. */
  reserve(profileId: number, wanted: number): number;
  /** Whether a promised request may leave now; false while the last second is full, which it is if many become ready together. */
  commit(profileId: number): boolean;
  /** Milliseconds until `leave` is worth asking again; 0 while there is room. */
  commitInMs(profileId: number): number;
  /** Milliseconds until the next permission, null when there is one now. */
  nextPermitInMs(profileId: number): number | null;
  /** The service said 429. */
  onRateLimited(profileId: number): void;
  /** null while the set rate is in force. */
  throttle(profileId: number): Throttle | null;
}

/** After a rest some leave at once, half a second's worth; the second as a whole has no more for that. */
const burstOf = (perSecond: number): number => Math.max(1, Math.round(perSecond / 2));

/** `limitOf`: the requests a second that the person set. */
export function createRateLimiter(limitOf: (profileId: number) => number, clock: Pick<Clock, 'now' | 'monotonicMs'>): RateLimiter {
  const buckets = new Map<number, Bucket>();

  function bucketNow(profileId: number): { bucket: Bucket; perSecond: number; nowMs: number } {
    const nowMs = clock.monotonicMs();
    const limit = limitOf(profileId);
    const last = buckets.get(profileId) ?? { tokens: burstOf(limit), share: 1, atMs: nowMs, left: [] };
    const passedMs = Math.max(0, nowMs - last.atMs);
    const share = Math.min(1, last.share * 2 ** (passedMs / doublesEveryMs));
    const bucket = {
      tokens: Math.min(burstOf(limit * share), last.tokens + (passedMs / second) * limit * last.share),
      share,
      atMs: nowMs,
      left: last.left.filter((ms) => ms > nowMs - second),
    };
    buckets.set(profileId, bucket);
    return { bucket, perSecond: limit * share, nowMs };
  }

  /** What the last second still leaves room for. */
  const room = ({ left }: Pick<Bucket, 'left'>, perSecond: number): number => Math.floor(Math.max(1, perSecond)) - left.length;

  /** Until the last second has room again. */
  function roomInMs({ left }: Pick<Bucket, 'left'>, perSecond: number, nowMs: number): number {
    const free = room({ left }, perSecond);
    return free >= 1 ? 0 : (left[-free] ?? nowMs) + second - nowMs;
  }

  function promise(profileId: number, wanted: number): { granted: number; bucket: Bucket; nowMs: number } {
    const { bucket, perSecond, nowMs } = bucketNow(profileId);
    const granted = Math.max(0, Math.min(wanted, Math.floor(bucket.tokens), room(bucket, perSecond)));
    bucket.tokens -= granted;
    return { granted, bucket, nowMs };
  }

  return {
    acquire(profileId, wanted) {
      const { granted, bucket, nowMs } = promise(profileId, wanted);
      for (let n = 0; n < granted; n += 1) bucket.left.push(nowMs);
      return granted;
    },
    reserve: (profileId, wanted) => promise(profileId, wanted).granted,
    commit(profileId) {
      const { bucket, perSecond, nowMs } = bucketNow(profileId);
      if (room(bucket, perSecond) < 1) return false;
      bucket.left.push(nowMs);
      return true;
    },
    commitInMs(profileId) {
      const { bucket, perSecond, nowMs } = bucketNow(profileId);
      return roomInMs(bucket, perSecond, nowMs);
    },
    nextPermitInMs(profileId) {
      const { bucket, perSecond, nowMs } = bucketNow(profileId);
      if (bucket.tokens >= 1 && room(bucket, perSecond) >= 1) return null;
      const tokenInMs = Math.ceil((Math.max(0, 1 - bucket.tokens) / perSecond) * second);
      return Math.max(tokenInMs, roomInMs(bucket, perSecond, nowMs));
    },
    onRateLimited(profileId) {
      const { bucket } = bucketNow(profileId);
      bucket.share = Math.max(leastPerSecond / limitOf(profileId), bucket.share / 2);
      bucket.tokens = 0;
    },
    throttle(profileId) {
      const { bucket, perSecond } = bucketNow(profileId);
      if (bucket.share >= 1) return null;
      return { requestsPerSecond: perSecond, untilMs: Math.ceil(clock.now() + Math.log2(1 / bucket.share) * doublesEveryMs) };
    },
  };
}
