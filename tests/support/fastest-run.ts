// How long a piece of work takes, for tests that it does not take quadratic time.

/** Milliseconds of the fastest of some runs: the others also measure what else the machine does. */
export function fastestRunMs(runs: number, run: () => void): number {
  const durationsMs = Array.from({ length: runs }, () => {
    const startedMs = performance.now();
    run();
    return performance.now() - startedMs;
  });
  return Math.min(...durationsMs);
}
