import { afterEach, expect, test } from 'vitest';
import { type Bench, startBench } from '../../support/studio-bench.ts';

// The setting of the spell checker.
let bench: Bench;
afterEach(() => bench?.studio.stop({ withinMs: 0 }));

const appliedCalls = () => bench.desktop.calls.filter((line) => line.startsWith('spelling '));

test('the spell checker is off until the user switches it on, and other settings do not change it', async () => {
  bench = startBench();
  expect(appliedCalls()).toEqual(['spelling false']);
  expect((await bench.must('studio.snapshot', {})).status.settings.spellCheck).toBe(false);
  await bench.must('settings.change', { theme: 'dark' });
  expect(appliedCalls()).toEqual(['spelling false']);
  await bench.must('settings.change', { spellCheck: true });
  await bench.must('settings.change', { spellCheck: false });
  expect(appliedCalls()).toEqual(['spelling false', 'spelling true', 'spelling false']);
});
