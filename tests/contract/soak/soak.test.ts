// The short, seeded part of every soak that needs no window; the whole of it is `npm run soak`.
import { expect, test } from 'vitest';
import { perform } from '../../soak/perform.ts';
import { trials } from '../../soak/trials.ts';

test.each(trials.map((trial) => [trial.name, trial] as const))('%s', { timeout: 120_000 }, async (_name, trial) => {
  const said: string[] = [];
  const report = await perform(trial, { seed: 1, runs: null, scale: 'short', say: (line) => said.push(line) });
  expect(report.holdings).not.toEqual([]);
  const failed = report.holdings.filter(({ holds }) => !holds);
  // What it said on the way tells why.
  expect({ failed, said: failed.length === 0 ? [] : said }).toEqual({ failed: [], said: [] });
});
