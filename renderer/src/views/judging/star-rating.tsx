// Five stars that set a rating. A click on the current rating removes it.
import { Star } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { maxRating } from '../../../../shared/judgement/judgement.ts';
import { messages } from '../../messages.ts';
import type { SharedValue } from './shown-verdict.ts';

const ratings = Array.from({ length: maxRating }, (_, index) => index + 1);

interface Props {
  readonly value: SharedValue<number>;
  onChange(rating: number): void;
  /** False on tiles: the grid has keys for rating, and Tab must not stop at each tile. */
  readonly isInTabOrder?: boolean;
  /** `picture`: on a picture of any colour. */
  readonly tone?: 'panel' | 'picture';
}

/** A radio group: the arrow keys change the rating, 0 to 5. */
export function StarRating({ value, onChange, isInTabOrder = true, tone = 'panel' }: Props) {
  const group = useRef<HTMLDivElement>(null);
  const rating = value === 'mixed' ? 0 : value;
  const handleKeyDown = (event: KeyboardEvent): void => {
    const step =
      event.key === 'ArrowRight' || event.key === 'ArrowUp' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowDown' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = Math.min(maxRating, Math.max(0, rating + step));
    if (next !== rating) onChange(next);
    group.current?.querySelectorAll('button')[Math.max(0, next - 1)]?.focus();
  };
  const emptyTone = tone === 'picture' ? 'text-white/70' : 'text-faint';
  return (
    <div ref={group} role="radiogroup" aria-label={messages.judging.rating} className="flex" onKeyDown={handleKeyDown}>
      {ratings.map((star) => (
        // biome-ignore lint/a11y/useSemanticElements: native radio inputs cannot be unchecked, and a rating can
        <button
          key={star}
          type="button"
          role="radio"
          aria-checked={star === rating}
          aria-label={messages.judging.stars(star)}
          title={messages.judging.stars(star)}
          tabIndex={isInTabOrder && star === Math.max(1, rating) ? 0 : -1}
          onClick={() => onChange(star === rating ? 0 : star)}
          className={`grid size-6 place-items-center rounded-[4px] ${star <= rating ? (tone === 'picture' ? 'text-[#ffd25e]' : 'text-warn') : emptyTone} hover:text-warn`}
        >
          <Star size={14} aria-hidden className={star <= rating ? 'fill-current' : ''} />
        </button>
      ))}
    </div>
  );
}
