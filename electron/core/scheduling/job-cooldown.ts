// Remembers jobs that threw, so that they are skipped for a while: a bug with one row must not cause a busy loop.

/** In memory; one for each job runner. Times are Unix milliseconds. */
export interface JobCooldown {
  /** Records that a job threw at `nowMs`. */
  add(id: number, nowMs: number): void;
  /** The jobs to skip at `nowMs`; removes the others. */
  skippedIds(nowMs: number): readonly number[];
  /** When the first of them may run again; infinite when there is none. */
  nextEndMs(): number;
}

/** `cooldownMs`: how long each is skipped. */
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
