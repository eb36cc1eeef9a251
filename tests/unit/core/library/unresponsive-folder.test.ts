// A library folder on a disconnected share: its calls never return, and the studio still stops in time.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileCallTimeoutMs } from '../../../../electron/core/scheduling/timeout.ts';
import { type Bench, fox, startBench } from '../../../support/studio-bench.ts';

const neverSettles = () => new Promise<never>(() => {});

let bench: Bench;
beforeEach(async () => {
  bench = startBench();
  await bench.connect();
  await bench.submit(fox, 1);
  for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
  await bench.clock.advance(25_000);
  expect((await bench.must('library.index', {})).resultIds).toHaveLength(1);
  await bench.clock.advance(600_000);
});
afterEach(() => expect(bench.log.incidents).toEqual([]));

/** Whether a stop ends at its time limit, and not before. */
async function stopsInTime(): Promise<boolean> {
  let hasEnded = false;
  const stopped = bench.studio.stop({ withinMs: 0 }).then(() => {
    hasEnded = true;
  });
  await bench.clock.advance(fileCallTimeoutMs - 1);
  expect(hasEnded, 'the call is really being waited for').toBe(false);
  await bench.clock.advance(1);
  await bench.clock.settle();
  if (hasEnded) await stopped;
  return hasEnded;
}

test('the studio stops while it reads the folder’s marker file', async () => {
  bench.library.readMarker = neverSettles;
  bench.library.files.clear();
  bench.studio.windowFocused();
  await bench.clock.settle();
  expect(await stopsInTime()).toBe(true);
});

test('the studio stops while it checks a file', async () => {
  bench.library.locate = neverSettles;
  bench.studio.windowFocused();
  await bench.clock.settle();
  expect(await stopsInTime()).toBe(true);
});

test('the studio stops while it reads all files', async () => {
  bench.library.hash = neverSettles;
  await bench.must('library.verifyAll', {});
  await bench.clock.settle();
  expect(await stopsInTime()).toBe(true);
});

test('the studio stops while it rebuilds the library', async () => {
  bench.library.readVideo = neverSettles;
  await bench.must('library.rebuild', {});
  await bench.clock.settle();
  expect(await stopsInTime()).toBe(true);
});

test('the studio stops while it moves the library', async () => {
  bench.library.copyOrLink = neverSettles;
  bench.desktop.chosenFolder = '/new';
  await bench.must('library.moveFolder', {});
  await bench.clock.settle();
  expect(await stopsInTime()).toBe(true);
});

test('the studio stops while it downloads', async () => {
  bench.library.onDownload = neverSettles;
  await bench.submit(fox, 1);
  for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
  await bench.clock.advance(25_000);
  expect(await stopsInTime()).toBe(true);
});
