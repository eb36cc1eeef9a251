// The rating, flag and favourite mark of one or several videos, as the buttons show them. Pure.
import type { JudgementSummary } from '../../../../shared/ipc.ts';
import type { VideoFlag } from './judge-keys.ts';

/** A value that all videos share; `mixed` if the values differ, and until the videos are counted. */
export type SharedValue<T> = T | 'mixed';

/** The verdict that the buttons show for some videos. */
export interface ShownVerdict {
  readonly rating: SharedValue<number>;
  readonly flag: SharedValue<VideoFlag>;
  readonly isFavourite: SharedValue<boolean>;
}

/** The verdict of one video. */
export const verdictOfItem = ({ rating, flag, isFavourite }: ShownVerdict): ShownVerdict => ({ rating, flag, isFavourite });

/** The shared verdict of several videos. `summary` is null until they are counted. */
export function verdictOfSummary(summary: JudgementSummary | null): ShownVerdict {
  if (summary === null) return { rating: 'mixed', flag: 'mixed', isFavourite: 'mixed' };
  const { videoCount: videos, ratingCounts: ratings, pickCount: picks, rejectCount: rejects, favouriteCount: favourites } = summary;
  const rating = ratings.indexOf(videos);
  const flag = picks === videos ? 'pick' : rejects === videos ? 'reject' : picks + rejects === 0 ? null : 'mixed';
  const isFavourite = favourites === videos ? true : favourites === 0 ? false : 'mixed';
  return { rating: rating < 0 ? 'mixed' : rating, flag, isFavourite };
}
