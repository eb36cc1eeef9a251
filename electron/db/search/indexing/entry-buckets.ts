// The buckets into which facets group numbers and dates.

/** Limits between the buckets of a duration, in seconds. A value that equals a limit belongs to the bucket above it. */
export const durationBuckets = [4, 6, 9, 13] as const;
/** Limits between the buckets of a cost, in credits. */
export const creditBuckets = [1, 10, 50, 200] as const;

/** Returns the number of a value's bucket, from 1; 0 for NaN. */
export function bucketOf(limits: readonly number[], value: number): number {
  if (Number.isNaN(value)) return 0;
  const index = limits.findIndex((limit) => value < limit);
  return index < 0 ? limits.length + 1 : index + 1;
}

/** Names a bucket: `4-6` from 4 to below 6, `13-` for 13 and above. */
export function bucketName(limits: readonly number[], bucket: number): string {
  return `${limits[bucket - 2] ?? 0}-${limits[bucket - 1] ?? ''}`;
}

let lastMonth = { fromMs: 1, untilMs: 0, month: 0 };

/**
 * Returns the local month of a moment (Unix milliseconds) as months since January 1970. Caches the latest month, because neighbouring
 * entries mostly have the same month.
 */
export function monthOf(atMs: number): number {
  if (atMs < lastMonth.fromMs || atMs >= lastMonth.untilMs) {
    const date = new Date(atMs);
    const month = (date.getFullYear() - 1970) * 12 + date.getMonth();
    lastMonth = { fromMs: monthStart(month), untilMs: monthStart(month + 1), month };
  }
  return lastMonth.month;
}

/** Returns the local start of a month (Unix milliseconds). */
export const monthStart = (month: number): number => new Date(1970, month, 1).getTime();
