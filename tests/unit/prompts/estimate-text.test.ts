// The text of an estimate.
import { expect, test } from 'vitest';
import type { Estimate, EstimateRange } from '../../../shared/estimate.ts';
import { text } from '../../../shared/text/index.ts';

const estimate = (credits: EstimateRange | null, seconds: EstimateRange | null): Estimate => ({
  credits,
  seconds,
  samples: 1,
  basis: 'same',
});
const [sixteen, fewMinutes] = [
  { min: 16, max: 16 },
  { min: 118, max: 175 },
];

test.each<[string, Estimate, number, boolean]>([
  ['about 16 credits, ready in about 2–3 min', estimate(sixteen, fewMinutes), 1, false],
  ['about 16–20 credits', estimate({ min: 16, max: 20 }, null), 1, false],
  ['about 64 credits, ready in about 2–3 min each', estimate(sixteen, fewMinutes), 4, false],
  ['about 16 simulated credits, ready in about 10 s', estimate(sixteen, { min: 9, max: 11 }), 1, true],
  ['cost unknown', estimate(null, null), 1, false],
  ['ready in about 10 s', estimate(null, { min: 9, max: 11 }), 1, true],
  ['cost unknown, ready in about 45–60 s', estimate(null, { min: 44, max: 61 }), 1, false],
  ['about 1 credit', estimate({ min: 1, max: 1 }, null), 1, false],
  ['about 0.4–0.5 credits', estimate({ min: 0.4, max: 0.5 }, null), 1, false],
  ['about 3 credits, ready in about 1–2 h', estimate({ min: 3, max: 3 }, { min: 4_000, max: 7_000 }), 1, false],
])('an estimate reads “%s”', (expected, ...args) => {
  expect(text('en').prompts.estimate.text(...args)).toBe(expected);
});

test('an estimate is translated into Chinese', () => {
  expect(text('zh').prompts.estimate.text(estimate(sixteen, fewMinutes), 2, true)).toBe('约 32 模拟积分，每个约 2–3 分钟完成');
});

test('a simulated balance never looks like real money', () => {
  const credits = { remaining: 1_095, unlimited: false, accountRemaining: null, readAtMs: 0 };
  expect([text('en').settings.creditsText(credits, true), text('en').settings.creditsText(credits)]).toEqual([
    '1,095 simulated credits',
    '1,095 credits',
  ]);
});
