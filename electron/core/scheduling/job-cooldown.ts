// Remembers jobs that threw and skips them for a while, so that a bug with one row cannot cause a busy loop.

/** The jobs to skip, in memory. Each job runner has its own. Times are Unix milliseconds. */
export interface JobCooldown {
  /** Records that a job threw at `nowMs`. */
  add(id: number, nowMs: number): void;
  /** The jobs to skip at `nowMs`. Jobs whose time is over are removed. */
  skippedIds(nowMs: number): readonly number[];
  /** The time at which the first of the jobs may run again; infinite if there are none. */
  nextEndMs(): number;
}

/** `cooldownMs`: how long each job is skipped. */
export function createJobCooldown(cooldownMs: number): JobCooldown {
  const untilMs = new Map<number, number>();
  return {
    add: (id, nowMs) => void untilMs.set(id, nowMs + cooldownMs),
    skippedIds(nowMs) {
      // A time further ahead than any pause was recorded before the clock was set back.
      for (const [id, endMs] of untilMs) if (endMs <= nowMs || endMs > nowMs + cooldownMs) untilMs.delete(id);
      return [...untilMs.keys()];
    },
    nextEndMs: () => Math.min(Number.POSITIVE_INFINITY, ...untilMs.values()),
  };
}
