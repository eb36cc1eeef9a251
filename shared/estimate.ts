// What a request will probably cost and how long it will take, from what was made before. An estimate is a range and never a promise:
// what was not seen before is unknown. Pure.
import { z } from 'zod';

/** What the cost depends on as far as the studio can see. */
export const estimateKey = z.strictObject({
  model: z.string().max(128),
  durationSeconds: z.number().nullable(),
  quality: z.string().max(32).nullable(),
  generateAudio: z.boolean().nullable(),
});
export type EstimateKey = z.infer<typeof estimateKey>;

/** More requests than this are not asked about at once. */
export const estimateKeysMax = 200;

const range = z.strictObject({ least: z.number(), most: z.number() });
export type Range = z.infer<typeof range>;

export const estimate = z.strictObject({
  /** null: unknown. */
  credits: range.nullable(),
  seconds: range.nullable(),
  /** How many finished tasks the cost is taken from. */
  samples: z.number().int(),
  /** `same`: tasks with the same values. `by-length`: others of its kind, reckoned by the length of the video. */
  basis: z.enum(['same', 'by-length', 'none']),
});
export type Estimate = z.infer<typeof estimate>;

/** A finished task of the model, newest first in a list. */
export interface Sample {
  readonly durationSeconds: number | null;
  readonly quality: string | null;
  readonly generateAudio: boolean | null;
  readonly credits: number | null;
  readonly tookSeconds: number | null;
}

/** Prices change: only the newest tasks count. */
const newestForCredits = 8;
const newestForTime = 12;
/** Fewer than this say nothing about what is merely similar. */
const leastSimilar = 3;

const known = (values: readonly (number | null)[]): readonly number[] => values.filter((value) => value !== null);

const rangeOf = (values: readonly number[]): Range | null =>
  values.length === 0 ? null : { least: Math.min(...values), most: Math.max(...values) };

/** The middle half, where there are enough to have one: a single slow night should not stretch every estimate. */
function usualRange(values: readonly number[]): Range | null {
  if (values.length < 4) return rangeOf(values);
  const sorted = [...values].sort((a, b) => a - b);
  const cut = Math.floor(sorted.length / 4);
  return rangeOf(sorted.slice(cut, sorted.length - cut));
}

function creditsOf(key: EstimateKey, same: readonly Sample[], kindred: readonly Sample[]): Pick<Estimate, 'credits' | 'samples' | 'basis'> {
  const exact = known(same.map(({ credits }) => credits)).slice(0, newestForCredits);
  if (exact.length > 0) return { credits: rangeOf(exact), samples: exact.length, basis: 'same' };
  const { durationSeconds } = key;
  if (durationSeconds !== null) {
    const perSecond = known(
      kindred.map((sample) =>
        sample.credits === null || sample.durationSeconds === null || sample.durationSeconds <= 0
          ? null
          : sample.credits / sample.durationSeconds,
      ),
    ).slice(0, newestForCredits);
    const found = perSecond.length < leastSimilar ? null : rangeOf(perSecond);
    if (found !== null) {
      const credits = { least: found.least * durationSeconds, most: found.most * durationSeconds };
      return { credits, samples: perSecond.length, basis: 'by-length' };
    }
  }
  return { credits: null, samples: 0, basis: 'none' };
}

/** The estimate for one request from finished tasks of its model, newest first. */
export function estimateFrom(key: EstimateKey, samples: readonly Sample[]): Estimate {
  const kindred = samples.filter(({ quality, generateAudio }) => quality === key.quality && generateAudio === key.generateAudio);
  const same = kindred.filter(({ durationSeconds }) => durationSeconds === key.durationSeconds);
  const took = (list: readonly Sample[]) => known(list.map(({ tookSeconds }) => tookSeconds)).slice(0, newestForTime);
  const [exact, all] = [took(same), took(samples)];
  const seconds = exact.length > 0 ? usualRange(exact) : all.length >= leastSimilar ? usualRange(all) : null;
  return { ...creditsOf(key, same, kindred), seconds };
}

/** The sum over several requests; unknown as soon as one of them is. */
export function sumOfCredits(estimates: readonly Estimate[]): Range | null {
  let [least, most] = [0, 0];
  for (const { credits } of estimates) {
    if (credits === null) return null;
    least += credits.least;
    most += credits.most;
  }
  return { least, most };
}
