// The window updates its copy of main's state when the main process is replaced.
import { afterEach, expect, test, vi } from 'vitest';
import type { CallName, StudioEvent } from '../../../../shared/ipc.ts';
import { ok } from '../../../../shared/result.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Creates a fake main process. It returns its current boot and revision, and otherwise empty data. */
function fakeMain() {
  const requested: CallName[] = [];
  const waiting: (() => void)[] = [];
  let emit = (_event: StudioEvent): void => undefined;
  const now = { boot: 'one', revision: 7 };
  const answer = (name: CallName) =>
    ok(name === 'studio.snapshot' ? { ...now, status: {}, tasks: [], isComplete: true } : { resultIds: [], storedAtMs: [] });
  vi.stubGlobal('window', {
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    studio: {
      call: (name: CallName) => {
        requested.push(name);
        return new Promise((resolve) => waiting.push(() => resolve(answer(name))));
      },
      onEvent: (listener: (event: StudioEvent) => void) => {
        emit = listener;
        return () => undefined;
      },
    },
  });
  return {
    now,
    requested,
    delta(boot: string, revision: number): void {
      const library = { changed: [], added: [], removed: [] };
      emit({ type: 'delta', boot, revision, status: null, changed: [], removed: [], library });
    },
    /** Answers calls until no call is pending. */
    async answerAll(): Promise<void> {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        next();
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

test('several deltas of a replaced main process cause one snapshot, not one each', async () => {
  const main = fakeMain();
  const { connectStore } = await import('../../../../renderer/src/store/connect-store.ts');
  const { useStudio } = await import('../../../../renderer/src/store/studio-store.ts');
  const stop = connectStore(() => undefined);
  for (const revision of [8, 9, 10]) main.delta('one', revision);
  Object.assign(main.now, { boot: 'two', revision: 1 });
  await main.answerAll();
  expect(main.requested.filter((name) => name === 'studio.snapshot')).toHaveLength(2);
  main.delta('two', 2);
  expect(useStudio.getState().mirror).toMatchObject({ boot: 'two', revision: 2 });
  stop();
});
