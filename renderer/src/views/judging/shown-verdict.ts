// What one or several videos are judged as. Pure.
import type { LibraryItem } from '../../../../shared/ipc.ts';
import type { VideoFlag } from './judge-keys.ts';

/** A value that all videos share; `mixed` where they differ, or where not all of their records are loaded. */
export type Shared<T> = T | 'mixed';

/** The judgement of some videos. */
export interface ShownVerdict {
  readonly rating: Shared<number>;
  readonly flag: Shared<VideoFlag>;
  readonly isFavourite: Shared<boolean>;
}

function shared<T>(values: readonly T[]): Shared<T> {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : 'mixed';
}

/** What these videos share. `isComplete`: whether `items` are all of them. */
export function verdictOfItems(items: readonly Pick<LibraryItem, 'rating' | 'flag' | 'isFavourite'>[], isComplete = true): ShownVerdict {
  if (!isComplete) return { rating: 'mixed', flag: 'mixed', isFavourite: 'mixed' };
  return {
    rating: shared(items.map(({ rating }) => rating)),
    flag: shared(items.map(({ flag }) => flag)),
    isFavourite: shared(items.map(({ isFavourite }) => isFavourite)),
  };
}
