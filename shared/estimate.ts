// Estimates what a request will cost and how long it will take, from earlier tasks. An estimate is a range and never a promise: without earlier
// tasks it is unknown. Pure.
import { z } from 'zod';

/** The values that the cost depends on, as far as the studio can see. */
export const estimateKey = z.strictObject({
  model: z.string().max(128),
  durationSeconds: z.number().nullable(),
  quality: z.string().max(32).nullable(),
  generateAudio: z.boolean().nullable(),
});
/** The properties of a request that decide its estimate. */
export type EstimateKey = z.infer<typeof estimateKey>;

/** The most requests in one call. */
export const estimateKeysMax = 200;

const range = z.strictObject({ min: z.number(), max: z.number() });
/** A range of credits or seconds, both ends included. */
export type EstimateRange = z.infer<typeof range>;

/** The estimate for one request, or for all of a batch. */
export const estimate = z.strictObject({
  /** null: unknown. */
  credits: range.nullable(),
  seconds: range.nullable(),
  /** The number of finished tasks that the cost is taken from. */
  samples: z.number().int(),
  /** `same`: tasks with the same values. `by-length`: similar tasks, scaled by the duration of the video. */
  basis: z.enum(['same', 'by-length', 'none']),
});
/** The estimate for one request, as calls return it. */
export type Estimate = z.infer<typeof estimate>;

/** A finished task of the model. Lists have the newest first. */
export interface EstimateSample {
  /** null in this and the next two members: left to the service. */
  readonly durationSeconds: number | null;
  readonly quality: string | null;
  readonly generateAudio: boolean | null;
  /** Cost of the task; null where the service did not report it. */
  readonly credits: number | null;
  /** From submission to completion; null where that is unknown. */
  readonly tookSeconds: number | null;
}

/** Prices change: only the newest tasks count. */
const maxCreditSamples = 8;
const maxDurationSamples = 12;
/** Fewer similar tasks than this are not enough for an estimate. */
const minComparable = 3;

const withoutNulls = (values: readonly (number | null)[]): readonly number[] => values.filter((value) => value !== null);

const rangeOf = (values: readonly number[]): EstimateRange | null =>
  values.length === 0 ? null : { min: Math.min(...values), max: Math.max(...values) };

/** Returns the middle half of the values if there are enough, so that a few unusually slow tasks do not widen every estimate. */
function usualRange(values: readonly number[]): EstimateRange | null {
  if (values.length < 4) return rangeOf(values);
  const sorted = [...values].sort((a, b) => a - b);
  const cut = Math.floor(sorted.length / 4);
  return rangeOf(sorted.slice(cut, sorted.length - cut));
}

function estimateCredits(
  key: EstimateKey,
  sameDuration: readonly EstimateSample[],
  comparable: readonly EstimateSample[],
): Pick<Estimate, 'credits' | 'samples' | 'basis'> {
  const exact = withoutNulls(sameDuration.map(({ credits }) => credits)).slice(0, maxCreditSamples);
  if (exact.length > 0) return { credits: rangeOf(exact), samples: exact.length, basis: 'same' };
  const { durationSeconds } = key;
  if (durationSeconds !== null) {
    const perSecond = withoutNulls(
      comparable.map((sample) =>
        sample.credits === null || sample.durationSeconds === null || sample.durationSeconds <= 0
          ? null
          : sample.credits / sample.durationSeconds,
      ),
    ).slice(0, maxCreditSamples);
    const perSecondRange = perSecond.length < minComparable ? null : rangeOf(perSecond);
    if (perSecondRange !== null) {
      const credits = { min: perSecondRange.min * durationSeconds, max: perSecondRange.max * durationSeconds };
      return { credits, samples: perSecond.length, basis: 'by-length' };
    }
  }
  return { credits: null, samples: 0, basis: 'none' };
}

/** Estimates one request from finished tasks of its model, newest first. */
export function estimateFrom(key: EstimateKey, samples: readonly EstimateSample[]): Estimate {
  const comparable = samples.filter(({ quality, generateAudio }) => quality === key.quality && generateAudio === key.generateAudio);
  const sameDuration = comparable.filter(({ durationSeconds }) => durationSeconds === key.durationSeconds);
  const durationsOf = (list: readonly EstimateSample[]) =>
    withoutNulls(list.map(({ tookSeconds }) => tookSeconds)).slice(0, maxDurationSamples);
  const [exact, all] = [durationsOf(sameDuration), durationsOf(samples)];
  const seconds = exact.length > 0 ? usualRange(exact) : all.length >= minComparable ? usualRange(all) : null;
  return { ...estimateCredits(key, sameDuration, comparable), seconds };
}

/** Returns the sum of several estimates; null as soon as one of them is unknown. */
export function sumOfCredits(estimates: readonly Estimate[]): EstimateRange | null {
  let [min, max] = [0, 0];
  for (const { credits } of estimates) {
    if (credits === null) return null;
    min += credits.min;
    max += credits.max;
  }
  return { min, max };
}
