// Measures how long some work takes, and how long it blocks the event loop at most.

/** Measures the duration of `work`, and the longest block of the event loop during it. */
export async function measureTurns(work: () => Promise<unknown>): Promise<{ readonly tookMs: number; readonly longestMs: number }> {
  const startedAtMs = performance.now();
  let turnAtMs = startedAtMs;
  let longestMs = 0;
  let isRunning = true;
  const turn = (): void => {
    const nowMs = performance.now();
    longestMs = Math.max(longestMs, nowMs - turnAtMs);
    turnAtMs = nowMs;
    if (isRunning) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  const tookMs = performance.now() - startedAtMs;
  isRunning = false;
  turn();
  return { tookMs, longestMs };
}
