// Measures what an operation costs the process that runs it: its duration, the delays of the event loop, and the growth of memory.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 1;
const samplingIntervalMs = 20;

export interface Measurement {
  readonly tookMs: number;
  /** The 99th percentile of event loop delays. */
  readonly blockedP99Ms: number;
  readonly blockedMaxMs: number;
  /** The peak of the resident memory minus the resident memory at the start, in MiB. */
  readonly grownMegabytes: number;
}

export async function measure<T>(work: () => Promise<T>): Promise<Measurement & { readonly value: T }> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const sample = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const sampling = setInterval(sample, samplingIntervalMs);
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  const startedAtMs = performance.now();
  try {
    const value = await work();
    const tookMs = performance.now() - startedAtMs;
    sample();
    const delayMs = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolutionMs);
    return {
      value,
      tookMs,
      blockedP99Ms: delayMs(delay.percentile(99)),
      blockedMaxMs: delayMs(delay.max),
      grownMegabytes: (peak - before) / 1024 / 1024,
    };
  } finally {
    clearInterval(sampling);
    delay.disable();
  }
}
