// How often an unhealthy folder is probed.
import { beforeEach, expect, test } from 'vitest';
import { createFolderProbe, type FolderProbe } from '../../../../electron/core/library/folder/folder-probe.ts';
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts';

let clock: FakeClock;
let probe: FolderProbe;
let probedAtMs: number[];
let startMs: number;
beforeEach(() => {
  clock = createFakeClock();
  startMs = clock.now();
  probedAtMs = [];
  probe = createFolderProbe(clock, () => {
    probedAtMs.push(clock.now() - startMs);
    probe.arm();
  });
});

test('the first probe comes after ten seconds, each later one waits half as long again, at most a minute', async () => {
  probe.arm();
  await clock.advance(10_000 + 15_000 + 22_500 + 33_750 + 50_625 + 60_000 + 60_000);
  expect(probedAtMs).toEqual([10_000, 25_000, 47_500, 81_250, 131_875, 191_875, 251_875]);
});

test('scheduling a probe again replaces the scheduled one, and is no later than a first probe', async () => {
  probe.arm();
  await clock.advance(9_000);
  probe.arm();
  await clock.advance(9_999);
  expect(probedAtMs).toEqual([]);
  await clock.advance(1);
  expect(probedAtMs).toEqual([19_000]);
});

test('after a reset nothing is probed, and the next probe comes soon again', async () => {
  probe.arm();
  await clock.advance(30_000);
  probe.reset();
  probedAtMs.length = 0;
  await clock.advance(120_000);
  expect(probedAtMs).toEqual([]);
  probe.arm();
  await clock.advance(10_000);
  expect(probedAtMs).toEqual([160_000]);
});

test('a stopped probe never runs again', async () => {
  probe.arm();
  probe.stop();
  probe.arm();
  await clock.advance(120_000);
  expect(probedAtMs).toEqual([]);
});
