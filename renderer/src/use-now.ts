// The time, for what follows the clock on the screen. All of it shares one timer, which is armed for the next moment at which anything
// changes, and rests while nothing of the kind is shown.
import { useEffect, useState, useSyncExternalStore } from 'react';

/** With the length of their steps; a minute's steps begin with the minute. */
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

/** Calls `follow` at least at each step of the clock; returns the off-switch. */
export function subscribeToClock(follow: () => void, everyMs: number): () => void {
  followers.set(follow, everyMs);
  armFor((stepOf(Date.now(), everyMs) + 1) * everyMs);
  return () => followers.delete(follow);
}

/** Now, drawn again at each step; null stands still. */
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

/** The present second. */
export function useNowSeconds(): number {
  return useSyncExternalStore(followSeconds, nowSeconds);
}
