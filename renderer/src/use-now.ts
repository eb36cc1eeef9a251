// The current time for components that show it. All of them share one timer, which is set for the next time at which one of them changes.
// There is no timer while no such component is mounted.
import { useEffect, useState, useSyncExternalStore } from 'react';

/** Listeners with their interval in milliseconds. Intervals are aligned to the clock: a minute interval fires at full minutes. */
const followers = new Map<() => void, number>();
let timer: ReturnType<typeof setTimeout> | null = null;
let armedForMs = Number.POSITIVE_INFINITY;

const stepOf = (atMs: number, everyMs: number): number => Math.floor(atMs / everyMs);

function armFor(atMs: number): void {
  if (atMs >= armedForMs) return;
  if (timer !== null) clearTimeout(timer);
  armedForMs = atMs;
  timer = setTimeout(tick, Math.max(0, atMs - Date.now()));
}

function tick(): void {
  const nowMs = Date.now();
  timer = null;
  armedForMs = Number.POSITIVE_INFINITY;
  for (const [follow, everyMs] of followers) {
    follow();
    armFor((stepOf(nowMs, everyMs) + 1) * everyMs);
  }
}

/** Calls `listener` at each interval of the clock, sometimes more often; returns the function that unsubscribes. */
export function subscribeToClock(follow: () => void, everyMs: number): () => void {
  followers.set(follow, everyMs);
  armFor((stepOf(Date.now(), everyMs) + 1) * everyMs);
  return () => followers.delete(follow);
}

/** The current time (Unix, milliseconds). Renders again at each interval; null: never renders again. */
export function useNow(everyMs: number | null): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (everyMs === null) return;
    return subscribeToClock(
      () => setNowMs((before) => (stepOf(before, everyMs) === stepOf(Date.now(), everyMs) ? before : Date.now())),
      everyMs,
    );
  }, [everyMs]);
  return nowMs;
}

const followSeconds = (follow: () => void) => subscribeToClock(follow, 1_000);
const nowSeconds = () => stepOf(Date.now(), 1_000);

/** The current time in whole Unix seconds. Renders again each second. */
export function useNowSeconds(): number {
  return useSyncExternalStore(followSeconds, nowSeconds);
}
