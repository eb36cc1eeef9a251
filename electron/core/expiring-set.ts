// What happened within the last moments, by name; what is older is forgotten, so that it never grows beyond what happens in that time.
import type { Clock } from './ports.ts';

export interface Recently {
  add(name: string): void;
  has(name: string): boolean;
  /** How many names are remembered. */
  size(): number;
}

export function createRecently(clock: Pick<Clock, 'monotonicMs'>, withinMs: number): Recently {
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
