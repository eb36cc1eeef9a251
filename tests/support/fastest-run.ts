// The duration of a piece of work, for tests that show that it does not take quadratic time.

/** The duration of the fastest of several runs: other work of the machine makes the others slower. */
export function fastestRunMs(runs: number, run: () => void): number {
  const durationsMs = Array.from({ length: runs }, () => {
    const startedMs = performance.now();
    run();
    return performance.now() - startedMs;
  });
  return Math.min(...durationsMs);
}
