// A clock that moves only when a test advances it. Promises settle between two timers.
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../electron/core/ports.ts';

export interface FakeClock extends Clock {
  /** Advances the time and runs due timers in order. */
  advance(ms: number): Promise<void>;
  /** Lets promises settle without advancing the time. */
  settle(): Promise<void>;
  /** Simulates a sleep of the computer: the wall clock moves on, the monotonic clock stops, as on Linux, and timers fire late. */
  sleep(ms: number): Promise<void>;
  /** Sets the wall clock; timers, which run on the monotonic clock, are unaffected. */
  set(nowMs: number): void;
  /** The number of timers that have not fired. */
  pendingTimers(): number;
}

export function createFakeClock(startMs = 1_770_000_000_000): FakeClock {
  let nowMs = startMs;
  /** The wall-clock time at which the monotonic clock shows 0. `set` and `sleep` move this time together with the wall clock. */
  let monotonicOriginMs = startMs;
  let nextId = 0;
  const timers = new Map<number, { atMs: number; action: () => void }>();

  const settle = async (): Promise<void> => {
    for (let round = 0; round < 4; round += 1) await setImmediate();
  };

  const earliest = (untilMs: number): [number, { atMs: number; action: () => void }] | null => {
    let first: [number, { atMs: number; action: () => void }] | null = null;
    for (const entry of timers) if (entry[1].atMs <= untilMs && (first === null || entry[1].atMs < first[1].atMs)) first = entry;
    return first;
  };

  async function runUntil(untilMs: number): Promise<void> {
    await settle();
    for (let next = earliest(untilMs); next !== null; next = earliest(untilMs)) {
      const [id, { atMs, action }] = next;
      timers.delete(id);
      nowMs = Math.max(nowMs, atMs);
      action();
      await settle();
    }
    nowMs = Math.max(nowMs, untilMs);
  }

  return {
    now: () => nowMs,
    monotonicMs: () => nowMs - monotonicOriginMs,
    setTimer(delayMs, action) {
      nextId += 1;
      const id = nextId;
      timers.set(id, { atMs: nowMs + Math.max(0, delayMs), action });
      return () => timers.delete(id);
    },
    advance: (ms) => runUntil(nowMs + ms),
    settle,
    async sleep(ms) {
      nowMs += ms;
      monotonicOriginMs += ms;
      await runUntil(nowMs);
    },
    set(toMs) {
      for (const timer of timers.values()) timer.atMs += toMs - nowMs;
      monotonicOriginMs += toMs - nowMs;
      nowMs = toMs;
    },
    pendingTimers: () => timers.size,
  };
}
