// What a random action is drawn from.
import type { WalkStudio } from './walk-library.ts';

/** Returns a seeded random number in [0, 1). */
export type RandomNumber = () => number;

/** What an action is drawn from: the studio, and the ids of what is in the library now. */
export interface RandomInputs {
  readonly studio: WalkStudio;
  /** The videos that are not in the trash. */
  readonly ids: readonly number[];
  /** A random integer from 0 to `below` - 1. */
  index(below: number): number;
  pick<T>(values: readonly T[]): T | undefined;
  /** One id, sometimes several or many consecutive ones. */
  someIds(ids: readonly number[]): Float64Array<ArrayBuffer>;
}

const words = ['rain', 'Rain', 'fox', '夜景', 'ＦＯＸ', 'client work', 'ثعلب', 'wet', 'dawn', 'night/2', '"quoted"', 'a\nb', ''] as const;

/** A word that may be a name, a title or a tag; sometimes one that is refused. */
export const wordOf = ({ pick, index }: RandomInputs): string => `${pick(words) ?? ''}${index(3) === 0 ? ` ${index(9)}` : ''}`;
