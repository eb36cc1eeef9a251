// How many requests a second go out for one profile: halved when the service says "too many", recovering slowly. In memory: after a
// start the studio begins at the usual rate and learns again.

const usualPerSecond = 10;
const leastPerSecond = 0.5;
/** Time in which a lowered rate doubles. */
const doublesEveryMs = 60_000;

interface Bucket {
  /** Whole requests that may leave now; never more than one second's worth. */
  tokens: number;
  perSecond: number;
  atMs: number;
}

export interface Pace {
  /** Takes up to `wanted` permissions; the number granted. */
  take(profileId: number, wanted: number, nowMs: number): number;
  /** When the next permission comes, null when there is one now. */
  nextMs(profileId: number, nowMs: number): number | null;
  tooMany(profileId: number, nowMs: number): void;
}

export function createPace(): Pace {
  const buckets = new Map<number, Bucket>();

  function bucketAt(profileId: number, nowMs: number): Bucket {
    const last = buckets.get(profileId) ?? { tokens: usualPerSecond, perSecond: usualPerSecond, atMs: nowMs };
    const passedMs = Math.max(0, nowMs - last.atMs);
    const perSecond = Math.min(usualPerSecond, last.perSecond * 2 ** (passedMs / doublesEveryMs));
    const bucket = { tokens: Math.min(Math.max(1, perSecond), last.tokens + (passedMs / 1_000) * last.perSecond), perSecond, atMs: nowMs };
    buckets.set(profileId, bucket);
    return bucket;
  }

  return {
    take(profileId, wanted, nowMs) {
      const bucket = bucketAt(profileId, nowMs);
      const granted = Math.min(wanted, Math.floor(bucket.tokens));
      bucket.tokens -= granted;
      return granted;
    },
    nextMs(profileId, nowMs) {
      const { tokens, perSecond } = bucketAt(profileId, nowMs);
      return tokens >= 1 ? null : nowMs + Math.ceil(((1 - tokens) / perSecond) * 1_000);
    },
    tooMany(profileId, nowMs) {
      const bucket = bucketAt(profileId, nowMs);
      bucket.perSecond = Math.max(leastPerSecond, bucket.perSecond / 2);
      bucket.tokens = 0;
    },
  };
}
