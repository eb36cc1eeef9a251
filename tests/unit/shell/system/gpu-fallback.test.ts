// An occasional crash of the graphics process is left to Chromium; three within a minute disable hardware acceleration for a week.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordGpuCrash, usesSoftwareRendering } from '../../../../electron/shell/system/gpu-fallback.ts';

test('three crashes within a minute are too many, three within three minutes are not', () => {
  const threeInAMinute = [0, 20_000, 40_000].reduce((before, at) => recordGpuCrash(before.times, at), recordGpuCrash([], -70_000));
  expect(threeInAMinute.isTooOften).toBe(true);
  const threeInThreeMinutes = [0, 61_000, 122_000].reduce((before, at) => recordGpuCrash(before.times, at), recordGpuCrash([], -70_000));
  expect(threeInThreeMinutes.isTooOften).toBe(false);
});

test('the graphics card is used unless the file disables it until a later time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'graphics-'));
  const usesSoftwareWith = (content: string) => {
    writeFileSync(join(folder, 'graphics.json'), content);
    return usesSoftwareRendering(folder, 1_000);
  };
  expect(usesSoftwareRendering(folder, 1_000)).toBe(false);
  expect(usesSoftwareWith('{"withoutCardUntilMs":2000}')).toBe(true);
  expect(usesSoftwareWith('{"withoutCardUntilMs":500}')).toBe(false);
  expect(usesSoftwareWith('{"withoutCardUntilMs":9e15}')).toBe(false);
  expect(usesSoftwareWith('nonsense')).toBe(false);
  rmSync(folder, { recursive: true });
});
