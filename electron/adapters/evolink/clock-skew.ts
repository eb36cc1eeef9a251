// Measures how far a service's clock is ahead of this computer's, from the `Date` header of its responses. A wrong local clock must not
// decide which listed task is ours, or when a link expires.

/** A smaller difference counts as zero, because the header has whole seconds and a response takes a while. */
const minDifferenceMs = 3_000;
/** A response that took longer is ignored, because the service may have dated it at any moment in between. */
const maxRoundTripMs = 10_000;
/** A larger difference is ignored, because the clock of the service or of a proxy must be wrong. */
const maxDifferenceMs = 400 * 24 * 3_600_000;

interface ClockSkewTracker {
  /** Takes the `Date` header of a response, with our time at the request and at the response. An unusable measurement changes nothing. */
  observe(host: string, date: string | null, requestedAtMs: number, respondedAtMs: number): void;
  /** The service's clock minus ours; null before the first usable response of this host. */
  skewMs(host: string): number | null;
}

/** Creates the clock skew of every host, kept in memory: the last usable response of a host replaces its earlier skew. */
export function createClockSkewTracker(): ClockSkewTracker {
  const skewByHost = new Map<string, number>();
  return {
    observe(host, date, requestedAtMs, respondedAtMs) {
      const serverTimeMs = date === null ? Number.NaN : Date.parse(date);
      const roundTripMs = respondedAtMs - requestedAtMs;
      // If the local clock was changed in between, the measurement is useless.
      if (Number.isNaN(serverTimeMs) || roundTripMs < 0 || roundTripMs > maxRoundTripMs) return;
      const differenceMs = Math.round(serverTimeMs + 500 - (requestedAtMs + respondedAtMs) / 2);
      if (Math.abs(differenceMs) > maxDifferenceMs) return;
      skewByHost.set(host, Math.abs(differenceMs) < minDifferenceMs ? 0 : differenceMs);
    },
    skewMs: (host) => skewByHost.get(host) ?? null,
  };
}
