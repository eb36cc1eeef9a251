// A simple limit of requests per second, counted in whole seconds of the real clock.

/** Creates the limit: the returned function counts a request at `nowMs` and is true when it is within the limit. */
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
