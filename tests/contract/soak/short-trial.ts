// Runs the short, seeded part of a soak trial as a test. Each trial has its own test file, so that the trials run in parallel in the gate.
// `npm run soak` runs the full trials.
import { expect, test } from 'vitest';
import { perform } from '../../soak/run-trial.ts';
import type { Trial } from '../../soak/trial.ts';

/** Declares the test that performs the short part of `trial` and expects each of its conditions to hold. */
export function testShortPart(trial: Trial): void {
  test(trial.name, { timeout: 300_000 }, async () => {
    const output: string[] = [];
    const report = await perform(trial, { seed: 1, runs: null, scale: 'short', say: (line) => output.push(line) });
    expect(report.conditions).not.toEqual([]);
    const failed = report.conditions.filter(({ holds }) => !holds);
    // If a condition fails, the output explains the failure.
    expect({ failed, output: failed.length === 0 ? [] : output }).toEqual({ failed: [], output: [] });
  });
}
