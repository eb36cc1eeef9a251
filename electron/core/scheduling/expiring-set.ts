// A set whose members expire after a time. Expired members are removed with each addition, so the size stays bounded.
import type { Clock } from '../ports.ts';

/** A set of strings in memory. */
export interface ExpiringSet {
  /** Adds a name, or renews it. */
  add(name: string): void;
  /** Whether the name was added within the time. */
  has(name: string): boolean;
  /** The number of names in the set. */
  size(): number;
}

/** `withinMs`: how long a name stays, in milliseconds on the monotonic clock. A change of the wall clock has no effect. */
export function createExpiringSet(clock: Pick<Clock, 'monotonicMs'>, withinMs: number): ExpiringSet {
  const atMs = new Map<string, number>();
  const isRecent = (ms: number): boolean => clock.monotonicMs() - ms < withinMs;
  return {
    add(name) {
      for (const [other, ms] of atMs) if (!isRecent(ms)) atMs.delete(other);
      atMs.set(name, clock.monotonicMs());
    },
    has(name) {
      const ms = atMs.get(name);
      return ms !== undefined && isRecent(ms);
    },
    size: () => atMs.size,
  };
}
