// Measures work, for tests that show that its time does not grow quadratically.

/** The duration of the fastest of several runs. Other work of the machine makes the other runs slower. */
export function fastestRunMs(runs: number, run: () => void): number {
  const durationsMs = Array.from({ length: runs }, () => {
    const startedMs = performance.now();
    run();
    return performance.now() - startedMs;
  });
  return Math.min(...durationsMs);
}
