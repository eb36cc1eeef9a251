// A plain limit of requests a second, counted in whole seconds of the real clock.

/** True when one more request is fine at `nowMs`. */
export function createRateLimit(perSecond: () => number | null): (nowMs: number) => boolean {
  let second = 0;
  let used = 0;
  return (nowMs) => {
    const limit = perSecond();
    if (limit === null) return true;
    const current = Math.floor(nowMs / 1_000);
    if (current !== second) {
      second = current;
      used = 0;
    }
    used += 1;
    return used <= limit;
  };
}
