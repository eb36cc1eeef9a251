import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadAfter, loadedFor } from '../../../renderer/src/use-loaded-value.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A call whose response arrives when the test says so. */
function pendingCall() {
  let respond: (value: string) => void = () => undefined;
  let callCount = 0;
  const load = (): Promise<string> => {
    callCount += 1;
    return new Promise((resolve) => {
      respond = resolve;
    });
  };
  return { load, respond: (value: string) => respond(value), callCount: () => callCount };
}

test('without a delay the call is made at once, and its value is used', async () => {
  const { load, respond, callCount } = pendingCall();
  const used: string[] = [];
  loadAfter(0, load, (value) => used.push(value));
  expect(callCount()).toBe(1);
  respond('a tag');
  await vi.advanceTimersByTimeAsync(0);
  expect(used).toEqual(['a tag']);
});

test('a response that arrives after the load was cancelled is dropped', async () => {
  const { load, respond } = pendingCall();
  const used: string[] = [];
  const cancel = loadAfter(0, load, (value) => used.push(value));
  cancel();
  respond('of the earlier video');
  await vi.advanceTimersByTimeAsync(0);
  expect(used).toEqual([]);
});

test('many changes within the delay cause one call', async () => {
  const { load, respond, callCount } = pendingCall();
  const used: string[] = [];
  let cancel = loadAfter(400, load, (value) => used.push(value));
  for (let change = 0; change < 5; change += 1) {
    await vi.advanceTimersByTimeAsync(100);
    cancel();
    cancel = loadAfter(400, load, (value) => used.push(value));
  }
  expect(callCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(400);
  respond('all changes');
  await vi.advanceTimersByTimeAsync(0);
  expect([callCount(), used]).toEqual([1, ['all changes']]);
});

test('a value of another input is not shown for this one', () => {
  const reloaded = { latest: { input: 7, value: 'of video 7' }, error: null };
  expect([loadedFor(reloaded, 7), loadedFor(reloaded, 8), loadedFor({ latest: null, error: null }, 7)]).toEqual(['of video 7', null, null]);
});
