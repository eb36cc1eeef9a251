// The buckets in which facets count values with many different numbers.

/** Limits between the buckets of a duration, in seconds: a value belongs to the bucket below the first limit above it. */
export const durationBuckets = [4, 6, 9, 13] as const;
/** Limits between the buckets of a cost, in credits. */
export const creditBuckets = [1, 10, 50, 200] as const;

/** Returns the number of a value's bucket, from 1; 0 for NaN. */
export function bucketOf(limits: readonly number[], value: number): number {
  if (Number.isNaN(value)) return 0;
  const above = limits.findIndex((limit) => value < limit);
  return above < 0 ? limits.length + 1 : above + 1;
}

/** Names a bucket: `4-6` from 4 to below 6, `13-` from 13 on. */
export function bucketName(limits: readonly number[], bucket: number): string {
  return `${limits[bucket - 2] ?? 0}-${limits[bucket - 1] ?? ''}`;
}

let lastMonth = { fromMs: 1, untilMs: 0, month: 0 };

/** Returns the local month of a moment (Unix milliseconds) as months since January 1970. Neighbours mostly share it. */
export function monthOf(atMs: number): number {
  if (atMs < lastMonth.fromMs || atMs >= lastMonth.untilMs) {
    const at = new Date(atMs);
    const month = (at.getFullYear() - 1970) * 12 + at.getMonth();
    lastMonth = { fromMs: monthStart(month), untilMs: monthStart(month + 1), month };
  }
  return lastMonth.month;
}

/** Returns the local start of a month (Unix milliseconds). */
export const monthStart = (month: number): number => new Date(1970, month, 1).getTime();
