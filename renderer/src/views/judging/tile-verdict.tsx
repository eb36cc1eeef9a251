// The judgement of a video on its tile, and the stars that appear under the pointer or with the focus.
import { Flag, FlagOff, Heart, Star } from 'lucide-react';
import type { MouseEvent } from 'react';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { messages } from '../../messages.ts';
import { actionTargets, judge } from './judge.ts';
import { StarRating } from './star-rating.tsx';

/** True when the video has a judgement that its tile shows. */
const isJudged = ({ rating, flag, isFavourite }: LibraryItem): boolean => rating > 0 || flag !== null || isFavourite;

interface VerdictMarksProps {
  readonly item: LibraryItem;
  /** Whether they are on a picture, which is dark below them in every theme. */
  readonly isOnPicture: boolean;
}

/** The marks of a judgement: stars, flag, favourite. Renders nothing for a video without a judgement. */
export function VerdictMarks({ item, isOnPicture }: VerdictMarksProps) {
  const { rating, flag, isFavourite } = item;
  if (!isJudged(item)) return null;
  const { pick, reject, favourite, stars } = messages.judging;
  return (
    <span className="inline-flex shrink-0 items-center gap-1.5">
      {flag === 'pick' && <Flag size={12} role="img" aria-label={pick} className="fill-current" />}
      {flag === 'reject' && <FlagOff size={12} role="img" aria-label={reject} />}
      {rating > 0 && (
        <span
          role="img"
          aria-label={stars(rating)}
          // The stars to click on replace them on a tile (`TileStars`).
          className={`inline-flex ${isOnPicture ? 'text-[#ffd25e] group-hover:hidden group-focus:hidden' : 'text-warn'}`}
        >
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

/**
 * Stars to click on a tile. A click on them neither selects nor opens the tile (`data-judge`). Tab does not stop at the stars, because the
 * grid has keys for rating.
 */
export function TileStars({ item }: { readonly item: LibraryItem }) {
  const stop = (event: MouseEvent): void => event.stopPropagation();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: it only keeps clicks from the tile
    <div data-judge onClick={stop} onDoubleClick={stop} className="pointer-events-auto">
      <StarRating
        tone="picture"
        isInTabOrder={false}
        value={item.rating}
        onChange={(rating) => judge(actionTargets(item.resultId), { kind: 'rate', rating })}
      />
    </div>
  );
}
