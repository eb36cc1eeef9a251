// A simple limit of requests per second, counted in whole seconds of the real clock.

/** Creates the limit: the returned function counts a request at `nowMs` and is true when it is within the limit. */
export function createRateLimit(perSecond: () => number | null): (nowMs: number) => boolean {
  let second = 0;
  let requestCount = 0;
  return (nowMs) => {
    const limit = perSecond();
    if (limit === null) return true;
    const currentSecond = Math.floor(nowMs / 1_000);
    if (currentSecond !== second) {
      second = currentSecond;
      requestCount = 0;
    }
    requestCount += 1;
    return requestCount <= limit;
  };
}
