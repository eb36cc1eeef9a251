// What a tile says about the judgement of its video, and the stars that it offers under the pointer or with the focus.
import { Flag, FlagOff, Heart, Star } from 'lucide-react';
import type { MouseEvent } from 'react';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { messages } from '../../messages.ts';
import { judge, videosWith } from './judge.ts';
import { StarRating } from './star-rating.tsx';

/** True when a video was judged in a way that its tile shows. */
const isJudged = ({ rating, flag, isFavourite }: LibraryItem): boolean => rating > 0 || flag !== null || isFavourite;

/** The marks of a judgement: stars, flag, favourite. Nothing for a video without one. */
export function VerdictMarks({ item }: { readonly item: LibraryItem }) {
  const { rating, flag, isFavourite } = item;
  if (!isJudged(item)) return null;
  const { pick, reject, favourite, stars } = messages.judging;
  return (
    <span className="inline-flex shrink-0 items-center gap-1.5">
      {flag === 'pick' && <Flag size={12} role="img" aria-label={pick} className="fill-current" />}
      {flag === 'reject' && <FlagOff size={12} role="img" aria-label={reject} />}
      {rating > 0 && (
        <span role="img" aria-label={stars(rating)} className="inline-flex text-[#ffd25e]">
          {Array.from({ length: rating }, (_, star) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: stars are all alike
            <Star key={star} size={11} aria-hidden className="fill-current" />
          ))}
        </span>
      )}
      {isFavourite && <Heart size={12} role="img" aria-label={favourite} className="fill-current" />}
    </span>
  );
}

/** Stars to click, on a tile. Its own clicks neither select nor open the tile (`data-judge`). Keys do the same, so Tab does not stop here. */
export function TileStars({ item }: { readonly item: LibraryItem }) {
  const stop = (event: MouseEvent): void => event.stopPropagation();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: it only keeps clicks from the tile
    <div data-judge onClick={stop} onDoubleClick={stop} className="pointer-events-auto">
      <StarRating
        tone="picture"
        isInTabOrder={false}
        value={item.rating}
        onChange={(rating) => judge(videosWith(item.resultId), { kind: 'rate', rating })}
      />
    </div>
  );
}
