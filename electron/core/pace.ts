// How many requests a second go out for one profile: what the person set, true in any second; halved when the service says "too many",
// recovering slowly. In memory: after a start the studio begins at the set rate and learns again.

/** A new profile's requests a second. */
export const usualPerSecond = 10;
const leastPerSecond = 0.5;
/** Time in which a lowered rate doubles. */
const doublesEveryMs = 60_000;
const second = 1_000;

interface Bucket {
  /** Whole requests that may leave now. */
  tokens: number;
  /** The share of the set rate that is in force, 0–1. */
  share: number;
  atMs: number;
  /** When requests left within the last second, oldest first. */
  left: number[];
}

/** A rate that the service made the studio lower. */
export interface Slowed {
  readonly perSecond: number;
  /** When it is the set one again, if nothing else happens. */
  readonly untilMs: number;
}

export interface Pace {
  /** Takes up to `wanted` permissions for requests that leave at once; the number granted. */
  take(profileId: number, wanted: number, nowMs: number): number;
  /** Like `take`, for requests that have to be prepared first: each asks `leave` when it is ready. */
  promise(profileId: number, wanted: number, nowMs: number): number;
  /** Whether a promised request may leave now; false while the last second is full, which it is if many become ready together. */
  leave(profileId: number, nowMs: number): boolean;
  /** When `leave` is worth asking again. */
  roomMs(profileId: number, nowMs: number): number;
  /** When the next permission comes, null when there is one now. */
  nextMs(profileId: number, nowMs: number): number | null;
  tooMany(profileId: number, nowMs: number): void;
  /** null while the set rate is in force. */
  slowed(profileId: number, nowMs: number): Slowed | null;
}

/** After a rest some leave at once, half a second's worth; the second as a whole has no more for that. */
const burstOf = (perSecond: number): number => Math.max(1, Math.round(perSecond / 2));

/** `limitOf`: the requests a second that the person set. */
export function createPace(limitOf: (profileId: number) => number): Pace {
  const buckets = new Map<number, Bucket>();

  function bucketAt(profileId: number, nowMs: number): { bucket: Bucket; perSecond: number } {
    const limit = limitOf(profileId);
    const last = buckets.get(profileId) ?? { tokens: burstOf(limit), share: 1, atMs: nowMs, left: [] };
    const passedMs = Math.max(0, nowMs - last.atMs);
    const share = Math.min(1, last.share * 2 ** (passedMs / doublesEveryMs));
    const bucket = {
      tokens: Math.min(burstOf(limit * share), last.tokens + (passedMs / second) * limit * last.share),
      share,
      atMs: nowMs,
      // What a clock that went back left in the future says nothing any more.
      left: last.left.filter((ms) => ms > nowMs - second && ms <= nowMs),
    };
    buckets.set(profileId, bucket);
    return { bucket, perSecond: limit * share };
  }

  /** What the last second still leaves room for. */
  const room = ({ left }: Pick<Bucket, 'left'>, perSecond: number): number => Math.floor(Math.max(1, perSecond)) - left.length;

  /** When the last second has room again. */
  function roomMs({ left }: Pick<Bucket, 'left'>, perSecond: number, nowMs: number): number {
    const free = room({ left }, perSecond);
    return free >= 1 ? nowMs : (left[-free] ?? nowMs) + second;
  }

  function promise(profileId: number, wanted: number, nowMs: number): { granted: number; bucket: Bucket } {
    const { bucket, perSecond } = bucketAt(profileId, nowMs);
    const granted = Math.max(0, Math.min(wanted, Math.floor(bucket.tokens), room(bucket, perSecond)));
    bucket.tokens -= granted;
    return { granted, bucket };
  }

  return {
    take(profileId, wanted, nowMs) {
      const { granted, bucket } = promise(profileId, wanted, nowMs);
      for (let n = 0; n < granted; n += 1) bucket.left.push(nowMs);
      return granted;
    },
    promise: (profileId, wanted, nowMs) => promise(profileId, wanted, nowMs).granted,
    leave(profileId, nowMs) {
      const { bucket, perSecond } = bucketAt(profileId, nowMs);
      if (room(bucket, perSecond) < 1) return false;
      bucket.left.push(nowMs);
      return true;
    },
    roomMs(profileId, nowMs) {
      const { bucket, perSecond } = bucketAt(profileId, nowMs);
      return roomMs(bucket, perSecond, nowMs);
    },
    nextMs(profileId, nowMs) {
      const { bucket, perSecond } = bucketAt(profileId, nowMs);
      if (bucket.tokens >= 1 && room(bucket, perSecond) >= 1) return null;
      const tokenMs = nowMs + Math.ceil((Math.max(0, 1 - bucket.tokens) / perSecond) * second);
      return Math.max(tokenMs, roomMs(bucket, perSecond, nowMs));
    },
    tooMany(profileId, nowMs) {
      const { bucket } = bucketAt(profileId, nowMs);
      bucket.share = Math.max(leastPerSecond / limitOf(profileId), bucket.share / 2);
      bucket.tokens = 0;
    },
    slowed(profileId, nowMs) {
      const { bucket, perSecond } = bucketAt(profileId, nowMs);
      if (bucket.share >= 1) return null;
      return { perSecond, untilMs: Math.ceil(nowMs + Math.log2(1 / bucket.share) * doublesEveryMs) };
    },
  };
}
