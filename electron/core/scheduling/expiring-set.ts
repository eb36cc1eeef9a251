// A set whose members expire after a time. Expired members are removed with each addition, so it stays as small as what that time brings.
import type { Clock } from '../ports.ts';

export interface ExpiringSet {
  add(name: string): void;
  has(name: string): boolean;
  /** How many names are remembered. */
  size(): number;
}

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
