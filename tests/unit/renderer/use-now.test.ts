import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { subscribeToClock } from '../../../renderer/src/use-now.ts';

const minute = 60_000;
let subscriptions: (() => void)[] = [];
/** Subscribes to the clock. `atMs` contains the times of its calls, in milliseconds from the start. */
function follow(everyMs: number): { readonly atMs: readonly number[]; unsubscribe(): void } {
  const atMs: number[] = [];
  const unsubscribe = subscribeToClock(() => atMs.push(Date.now()), everyMs);
  subscriptions.push(unsubscribe);
  return { atMs, unsubscribe };
}

beforeEach(() => {
  vi.useFakeTimers({ now: 300 });
});
afterEach(() => {
  for (const unsubscribe of subscriptions) unsubscribe();
  subscriptions = [];
  vi.runAllTimers();
  vi.useRealTimers();
});

test('a per-second value updates each second, a per-minute value each minute', () => {
  const second = follow(1_000);
  vi.advanceTimersByTime(2_900);
  expect(second.atMs).toEqual([1_000, 2_000, 3_000]);
  second.unsubscribe();
  const minutes = follow(minute);
  vi.advanceTimersByTime(2 * minute);
  expect(minutes.atMs.at(-1)).toBe(2 * minute);
});

test('many subscribers share one timer, and a per-minute subscriber is not called each second', () => {
  const first = follow(minute);
  follow(minute);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(minute);
  expect(first.atMs).toEqual([minute]);
});

test('a later per-second subscriber does not wait for the minute', () => {
  follow(minute);
  const second = follow(1_000);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(700);
  expect(second.atMs).toEqual([1_000]);
});

test('no timer runs without subscribers', () => {
  follow(1_000).unsubscribe();
  vi.advanceTimersByTime(1_000);
  expect(vi.getTimerCount()).toBe(0);
});
