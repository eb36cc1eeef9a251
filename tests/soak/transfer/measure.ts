// What a piece of work does to the process it runs in: how long it takes, how long the event loop stands still meanwhile, and how much
// memory comes with it.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 1;
const lookEveryMs = 20;

export interface Measured {
  readonly tookMs: number;
  /** How long the loop kept a timer waiting beyond its time. */
  readonly blockedP99Ms: number;
  readonly blockedMostMs: number;
  /** The most that was resident at one time, beyond what was at the beginning. */
  readonly grownMegabytes: number;
}

export async function measured<T>(work: () => Promise<T>): Promise<Measured & { readonly value: T }> {
  const before = process.memoryUsage.rss();
  let most = before;
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const looking = setInterval(look, lookEveryMs);
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  const beganAtMs = performance.now();
  try {
    const value = await work();
    const tookMs = performance.now() - beganAtMs;
    look();
    const beyond = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolutionMs);
    return {
      value,
      tookMs,
      blockedP99Ms: beyond(delay.percentile(99)),
      blockedMostMs: beyond(delay.max),
      grownMegabytes: (most - before) / 1024 / 1024,
    };
  } finally {
    clearInterval(looking);
    delay.disable();
  }
}
