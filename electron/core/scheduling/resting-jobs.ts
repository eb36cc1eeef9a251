// Jobs that threw are left alone for a while: a bug that meets the same row each time must not run in a circle.

/** In memory; one for each job runner. Moments are Unix milliseconds. */
export interface RestingJobs {
  /** A job threw at `nowMs`. */
  add(id: number, nowMs: number): void;
  /** The jobs that still rest at `nowMs`; the others are forgotten. */
  resting(nowMs: number): readonly number[];
  /** When the first of them may run again; infinite where none rests. */
  nextEndMs(): number;
}

/** `restMs`: how long each is left alone. */
export function createRestingJobs(restMs: number): RestingJobs {
  const untilMs = new Map<number, number>();
  return {
    add: (id, nowMs) => void untilMs.set(id, nowMs + restMs),
    resting(nowMs) {
      // What lies further ahead than any rest was written before the clock was put back.
      for (const [id, endMs] of untilMs) if (endMs <= nowMs || endMs > nowMs + restMs) untilMs.delete(id);
      return [...untilMs.keys()];
    },
    nextEndMs: () => Math.min(Number.POSITIVE_INFINITY, ...untilMs.values()),
  };
}
