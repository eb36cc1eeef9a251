// What one or several videos are judged as. Pure.
import type { JudgementSummary } from '../../../../shared/ipc.ts';
import type { VideoFlag } from './judge-keys.ts';

/** A value that all videos share; `mixed` where they differ, and until they were counted. */
export type Shared<T> = T | 'mixed';

/** The judgement of some videos. */
export interface ShownVerdict {
  readonly rating: Shared<number>;
  readonly flag: Shared<VideoFlag>;
  readonly isFavourite: Shared<boolean>;
}

/** The judgement of one video. */
export const verdictOfItem = ({ rating, flag, isFavourite }: ShownVerdict): ShownVerdict => ({ rating, flag, isFavourite });

/** What several videos share. null: they were not counted yet. */
export function verdictOfSummary(summary: JudgementSummary | null): ShownVerdict {
  if (summary === null) return { rating: 'mixed', flag: 'mixed', isFavourite: 'mixed' };
  const { videos, ratings, picks, rejects, favourites } = summary;
  const rating = ratings.indexOf(videos);
  const flag = picks === videos ? 'pick' : rejects === videos ? 'reject' : picks + rejects === 0 ? null : 'mixed';
  const isFavourite = favourites === videos ? true : favourites === 0 ? false : 'mixed';
  return { rating: rating < 0 ? 'mixed' : rating, flag, isFavourite };
}
