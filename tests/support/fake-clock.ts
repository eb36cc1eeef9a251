// Time that moves only when a test moves it. Between two timers, everything that waits for promises can run.
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../electron/core/ports.ts';

export interface FakeClock extends Clock {
  /** Moves time on, running due timers in order. */
  advance(ms: number): Promise<void>;
  /** Lets promises settle without moving time. */
  settle(): Promise<void>;
  /** The computer sleeps: time passes, timers fire late, and the monotonic clock stands still, as on Linux. */
  sleep(ms: number): Promise<void>;
  /** Sets the wall clock; timers, which run on the monotonic clock, are unaffected. */
  set(nowMs: number): void;
  armed(): number;
}

export function createFakeClock(startMs = 1_770_000_000_000): FakeClock {
  let nowMs = startMs;
  /** What `set` and `sleep` moved the wall clock by, besides the time that passed. */
  let setByMs = startMs;
  let nextId = 0;
  const timers = new Map<number, { atMs: number; action: () => void }>();

  const settle = async (): Promise<void> => {
    for (let round = 0; round < 4; round += 1) await setImmediate();
  };

  const earliest = (untilMs: number): [number, { atMs: number; action: () => void }] | null => {
    let found: [number, { atMs: number; action: () => void }] | null = null;
    for (const entry of timers) if (entry[1].atMs <= untilMs && (found === null || entry[1].atMs < found[1].atMs)) found = entry;
    return found;
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
    monotonicMs: () => nowMs - setByMs,
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
      setByMs += ms;
      await runUntil(nowMs);
    },
    set(toMs) {
      for (const timer of timers.values()) timer.atMs += toMs - nowMs;
      setByMs += toMs - nowMs;
      nowMs = toMs;
    },
    armed: () => timers.size,
  };
}
