// Quitting asks for confirmation only about work that it would interrupt, and not if the user has turned the question off.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { text } from '../../../../shared/text/index.ts';
import { type Bench, startBench } from '../../../support/studio-bench.ts';

let bench: Bench;
beforeEach(() => {
  bench = startBench();
});
afterEach(async () => {
  await bench.studio.stop({ withinMs: 0 });
  expect(bench.log.incidents).toEqual([]);
});
const questions = () => bench.desktop.calls.filter((call) => call.startsWith('quit '));

test('quitting needs no confirmation when there is no work, or only waiting tasks', async () => {
  expect(bench.studio.confirmQuit()).toBe(false);
  await bench.connect();
  expect(await bench.studio.mayQuit()).toBe(true);
  expect(questions()).toEqual([]);
});

test('quitting during rendering asks for confirmation with the number of tasks, and the user decides', async () => {
  await bench.connect();
  await bench.submit(undefined, 6);
  expect(bench.studio.confirmQuit()).toBe(true);
  bench.desktop.quitAnswer = { shouldQuit: false, neverAskAgain: false };
  expect(await bench.studio.mayQuit()).toBe(false);
  bench.desktop.quitAnswer = { shouldQuit: true, neverAskAgain: false };
  expect(await bench.studio.mayQuit()).toBe(true);
  const work = { sending: 0, rendering: 4, saving: 0, waiting: 2, simulated: false };
  expect(questions()).toEqual([`quit ${JSON.stringify(work)}`, `quit ${JSON.stringify(work)}`]);
  expect(text('en').quitting.pendingWork(work)).toBe('4 videos are still rendering at EvoLink.');
  expect(text('en').quitting.pendingWork({ ...work, rendering: 3, saving: 1 })).toBe(
    '3 videos are still rendering at EvoLink, 1 is being saved.',
  );
});

test('“don’t ask again” is stored and can be undone in the settings', async () => {
  await bench.connect();
  await bench.submit();
  bench.desktop.quitAnswer = { shouldQuit: true, neverAskAgain: true };
  await bench.studio.mayQuit();
  expect(bench.studio.confirmQuit()).toBe(false);
  await bench.must('settings.change', { confirmQuit: true });
  expect(bench.studio.confirmQuit()).toBe(true);
});
