// The price of a simulated generation. The real prices are not documented; these are round numbers that grow with seconds and pixels.
import { toUnits } from '../tables/simulated-account-table.ts';
import type { ValidGeneration } from './validate-generation.ts';

interface Price {
  readonly rule: 'per_call' | 'per_second';
  /** The amount reserved at submission: an estimate, never less than the price. */
  readonly reservedUc: number;
  readonly priceUc: number;
}

const creditsPerSecond: Readonly<Record<string, number>> = {
  '480p': 1,
  '512p': 1,
  '720p': 1.6,
  '768p': 1.6,
  standard: 1.6,
  '1080p': 2.7,
  high: 2.7,
  '4k': 8,
};

/** Returns the price of a planned generation. Amounts are in UC, 10,000 to a credit. */
export function priceOf(plan: ValidGeneration): Price {
  if (plan.entry.output !== 'video') return { rule: 'per_call', reservedUc: toUnits(8), priceUc: toUnits(8) };
  const perSecond = creditsPerSecond[plan.quality ?? '720p'] ?? 1.6;
  const credits = perSecond * plan.durationSeconds * plan.results * (plan.audio ? 1.25 : 1);
  return { rule: 'per_second', reservedUc: toUnits(Math.ceil(credits * 1.1)), priceUc: toUnits(credits) };
}
