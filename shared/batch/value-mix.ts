// A mix: the composer's request in several models, prompts and values, each with each. An empty list means "as the composer has it".
import { batchMaxVariations } from './batch-limits.ts';
import type { LineOverrides } from './line-overrides.ts';

export interface Mix {
  readonly models: readonly string[];
  readonly prompts: readonly string[];
  readonly seconds: readonly number[];
  readonly qualities: readonly string[];
  readonly aspectRatios: readonly string[];
  readonly audio: readonly boolean[];
  readonly variations: number;
}

export const emptyMix: Mix = { models: [], prompts: [], seconds: [], qualities: [], aspectRatios: [], audio: [], variations: 1 };

/** The prompts of a text: one on each line that holds any. */
export const promptsIn = (text: string): readonly string[] =>
  text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/** How many things each list of a mix multiplies by, the idle ones left out; the variations are the last. */
const mixFactors = ({ variations, ...lists }: Mix): Readonly<Record<keyof Mix, number>> => ({
  models: Math.max(1, lists.models.length),
  prompts: Math.max(1, lists.prompts.length),
  seconds: Math.max(1, lists.seconds.length),
  qualities: Math.max(1, lists.qualities.length),
  aspectRatios: Math.max(1, lists.aspectRatios.length),
  audio: Math.max(1, lists.audio.length),
  variations: Math.min(batchMaxVariations, Math.max(1, Math.floor(variations))),
});

/** How many tasks a mix becomes; known without making them. */
export const mixSize = (mix: Mix): number => Object.values(mixFactors(mix)).reduce((product, factor) => product * factor, 1);

const each = <T>(wishes: readonly LineOverrides[], values: readonly T[], put: (value: T) => LineOverrides): readonly LineOverrides[] =>
  values.length === 0 ? wishes : wishes.flatMap((wish) => values.map((value) => ({ ...wish, ...put(value) })));

/** Every combination. The caller has looked at `mixSize` first. */
export function mixOverrides({ models, prompts, seconds, qualities, aspectRatios, audio }: Mix): readonly LineOverrides[] {
  let wishes: readonly LineOverrides[] = [{}];
  wishes = each(wishes, prompts, (prompt) => ({ prompt }));
  wishes = each(wishes, models, (model) => ({ model }));
  wishes = each(wishes, seconds, (durationSeconds) => ({ durationSeconds }));
  wishes = each(wishes, qualities, (quality) => ({ quality }));
  wishes = each(wishes, aspectRatios, (aspectRatio) => ({ aspectRatio }));
  return each(wishes, audio, (generateAudio) => ({ generateAudio }));
}
