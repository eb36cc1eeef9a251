// The current time for components that show it. All of them share one timer, which is set for the next time at which any of them changes.
// There is no timer while no such component is mounted.
import { useEffect, useState, useSyncExternalStore } from 'react';

/** Listeners with their interval in milliseconds. Intervals are aligned to the clock: a minute interval fires at full minutes. */
const listeners = new Map<() => void, number>();
let timer: ReturnType<typeof setTimeout> | null = null;
let timerDueAtMs = Number.POSITIVE_INFINITY;

const intervalIndex = (atMs: number, everyMs: number): number => Math.floor(atMs / everyMs);

function setTimerFor(atMs: number): void {
  if (atMs >= timerDueAtMs) return;
  if (timer !== null) clearTimeout(timer);
  timerDueAtMs = atMs;
  timer = setTimeout(tick, Math.max(0, atMs - Date.now()));
}

function tick(): void {
  const nowMs = Date.now();
  timer = null;
  timerDueAtMs = Number.POSITIVE_INFINITY;
  for (const [listener, everyMs] of listeners) {
    listener();
    setTimerFor((intervalIndex(nowMs, everyMs) + 1) * everyMs);
  }
}

/** Calls `listener` at each interval of the clock, sometimes more often; returns the function that unsubscribes. */
export function subscribeToClock(listener: () => void, everyMs: number): () => void {
  listeners.set(listener, everyMs);
  setTimerFor((intervalIndex(Date.now(), everyMs) + 1) * everyMs);
  return () => listeners.delete(listener);
}

/** The current time (Unix, milliseconds). Renders again at each interval; null: never renders again. */
export function useNow(everyMs: number | null): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (everyMs === null) return;
    return subscribeToClock(
      () => setNowMs((previousMs) => (intervalIndex(previousMs, everyMs) === intervalIndex(Date.now(), everyMs) ? previousMs : Date.now())),
      everyMs,
    );
  }, [everyMs]);
  return nowMs;
}

const subscribeToSeconds = (listener: () => void) => subscribeToClock(listener, 1_000);
const nowSeconds = () => intervalIndex(Date.now(), 1_000);

/** The current time in whole Unix seconds. Renders again each second. */
export function useNowSeconds(): number {
  return useSyncExternalStore(subscribeToSeconds, nowSeconds);
}
