// A matrix of values: the composer's request with every combination of several models, prompts and values. An empty list keeps the composer's value.
import { batchMaxVariations } from './batch-limits.ts';
import type { LineOverrides } from './line-overrides.ts';

/** The lists of a matrix; an empty one keeps the composer's value. */
export interface ValueMatrix {
  readonly models: readonly string[];
  readonly prompts: readonly string[];
  readonly seconds: readonly number[];
  readonly qualities: readonly string[];
  readonly aspectRatios: readonly string[];
  readonly audio: readonly boolean[];
  /** The number of tasks for each combination. */
  readonly variations: number;
}

/** The matrix that is just the composer's request, once. */
export const emptyMatrix: ValueMatrix = { models: [], prompts: [], seconds: [], qualities: [], aspectRatios: [], audio: [], variations: 1 };

/** Returns the prompts of a text: one per line that is not blank. */
export const promptsIn = (text: string): readonly string[] =>
  text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/** Returns the factor of each list of a matrix, 1 for an empty one. */
const matrixFactors = ({ variations, ...lists }: ValueMatrix): Readonly<Record<keyof ValueMatrix, number>> => ({
  models: Math.max(1, lists.models.length),
  prompts: Math.max(1, lists.prompts.length),
  seconds: Math.max(1, lists.seconds.length),
  qualities: Math.max(1, lists.qualities.length),
  aspectRatios: Math.max(1, lists.aspectRatios.length),
  audio: Math.max(1, lists.audio.length),
  variations: Math.min(batchMaxVariations, Math.max(1, Math.floor(variations))),
});

/** Returns the number of tasks of a matrix without making them. */
export const matrixSize = (matrix: ValueMatrix): number =>
  Object.values(matrixFactors(matrix)).reduce((product, factor) => product * factor, 1);

const combine = <T>(
  combinations: readonly LineOverrides[],
  values: readonly T[],
  put: (value: T) => LineOverrides,
): readonly LineOverrides[] =>
  values.length === 0 ? combinations : combinations.flatMap((combination) => values.map((value) => ({ ...combination, ...put(value) })));

/** Returns every combination. The caller checks `matrixSize` first. */
export function matrixOverrides({ models, prompts, seconds, qualities, aspectRatios, audio }: ValueMatrix): readonly LineOverrides[] {
  let combinations: readonly LineOverrides[] = [{}];
  combinations = combine(combinations, prompts, (prompt) => ({ prompt }));
  combinations = combine(combinations, models, (model) => ({ model }));
  combinations = combine(combinations, seconds, (durationSeconds) => ({ durationSeconds }));
  combinations = combine(combinations, qualities, (quality) => ({ quality }));
  combinations = combine(combinations, aspectRatios, (aspectRatio) => ({ aspectRatio }));
  return combine(combinations, audio, (generateAudio) => ({ generateAudio }));
}
