// Every trial has its own test file, so that the gate runs the short part of every trial.
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { trials } from '../../soak/trials.ts';

test('every soak trial has a test file that runs its short part', () => {
  const files = readdirSync(import.meta.dirname);
  expect(trials.map(({ name }) => `${name}.test.ts`).filter((file) => !files.includes(file))).toEqual([]);
});
