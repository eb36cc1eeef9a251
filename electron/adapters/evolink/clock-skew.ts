// How far a service's clock is ahead of this computer's, learnt from the `Date` header of its answers: a wrong clock here must not decide
// which listed task is ours, nor how long a link lives.

/** The header has whole seconds, and an answer takes a while: what is closer than this is no difference. */
const leastMs = 3_000;
/** An answer that took longer says too little about when it was dated. */
const slowestMs = 10_000;
/** A service whose clock is further off is wrong itself, or something between us is. */
const furthestMs = 400 * 24 * 3_600_000;

interface ClockSkew {
  /** An answer with its `Date` header, and when it was asked for and when it came. */
  observe(host: string, date: string | null, askedAtMs: number, cameAtMs: number): void;
  /** The service's clock minus ours; null before the first answer that told. */
  skewMs(host: string): number | null;
}

export function createClockSkew(): ClockSkew {
  const ahead = new Map<string, number>();
  return {
    observe(host, date, askedAtMs, cameAtMs) {
      const datedMs = date === null ? Number.NaN : Date.parse(date);
      const tookMs = cameAtMs - askedAtMs;
      // A clock that jumped in between measures nothing.
      if (Number.isNaN(datedMs) || tookMs < 0 || tookMs > slowestMs) return;
      const differenceMs = Math.round(datedMs + 500 - (askedAtMs + cameAtMs) / 2);
      if (Math.abs(differenceMs) > furthestMs) return;
      ahead.set(host, Math.abs(differenceMs) < leastMs ? 0 : differenceMs);
    },
    skewMs: (host) => ahead.get(host) ?? null,
  };
}
