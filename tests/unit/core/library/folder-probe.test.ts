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
    probe.schedule();
  });
});

test('the first probe runs after ten seconds, and each further delay is half as long again, at most a minute', async () => {
  probe.schedule();
  await clock.advance(10_000 + 15_000 + 22_500 + 33_750 + 50_625 + 60_000 + 60_000);
  expect(probedAtMs).toEqual([10_000, 25_000, 47_500, 81_250, 131_875, 191_875, 251_875]);
});

test('scheduling again replaces the scheduled probe, and restarts its delay without increasing it', async () => {
  probe.schedule();
  await clock.advance(9_000);
  probe.schedule();
  await clock.advance(9_999);
  expect(probedAtMs).toEqual([]);
  await clock.advance(1);
  expect(probedAtMs).toEqual([19_000]);
});

test('a reset cancels the probe and restarts the back-off', async () => {
  probe.schedule();
  await clock.advance(30_000);
  probe.reset();
  probedAtMs.length = 0;
  await clock.advance(120_000);
  expect(probedAtMs).toEqual([]);
  probe.schedule();
  await clock.advance(10_000);
  expect(probedAtMs).toEqual([160_000]);
});

test('a stopped probe never runs again', async () => {
  probe.schedule();
  probe.stop();
  probe.schedule();
  await clock.advance(120_000);
  expect(probedAtMs).toEqual([]);
});
