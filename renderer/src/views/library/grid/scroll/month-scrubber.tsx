// The months of the library at its right edge. It shows where the view is, and scrolls to a month by pointer or keys. It replaces the
// scroll bar.
import { type KeyboardEvent, type PointerEvent, type RefObject, useMemo, useRef, useState } from 'react';
import { messages } from '../../../../messages.ts';
import { useLibraryView } from '../../library-view.ts';
import { type MonthMarks, monthAt, trackMarks } from './scrubber-marks.ts';

/** Space above and below the track, in pixels, so that the first and last labels are not cut off. */
const edgePixels = 12;

interface Props {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly marks: MonthMarks;
  /** Height of the view, in pixels. */
  readonly viewPixels: number;
  /** Focuses a cell. */
  readonly goTo: (cell: number) => void;
}

/** A slider over the months. It is an empty strip while everything is in view, so that the tiles do not move. */
export function MonthScrubber({ scroller, marks, viewPixels, goTo }: Props) {
  const track = useRef<HTMLDivElement>(null);
  const scrollTop = useLibraryView((s) => s.scrollTop);
  const [pointedShare, setPointedShare] = useState<number | null>(null);
  const { months, totalPixels } = marks;
  const scrollPixels = Math.max(0, totalPixels - viewPixels);
  const trackPixels = viewPixels - 2 * edgePixels;
  const trackItems = useMemo(() => trackMarks(months, scrollPixels, trackPixels), [months, scrollPixels, trackPixels]);
  if (scrollPixels === 0) return <div className="w-[38px] shrink-0" />;

  const scrollTo = (top: number): void => {
    if (scroller.current !== null) scroller.current.scrollTop = top;
  };
  const current = monthAt(months, scrollTop);
  const nameOf = (month: number): string => messages.format.month(months[month]?.startMs ?? 0);

  const handlePointer = (event: PointerEvent<HTMLElement>, isPress: boolean): void => {
    const share = shareOf(event, track.current);
    setPointedShare(share);
    if (isPress) event.currentTarget.setPointerCapture(event.pointerId);
    if (isPress || event.buttons === 1) scrollTo(share * scrollPixels);
  };
  const handleKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      goTo(months[current]?.cell ?? 0);
      return;
    }
    const next = monthAfterKey(event.key, current, months.length);
    if (next === null) return;
    event.preventDefault();
    scrollTo(months[next]?.top ?? 0);
  };
  const share = Math.min(1, scrollTop / scrollPixels);
  const pointed = pointedShare === null ? null : { share: pointedShare, month: monthAt(months, pointedShare * scrollPixels) };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={messages.library.display.months}
      aria-orientation="vertical"
      aria-valuemin={1}
      aria-valuemax={months.length}
      aria-valuenow={current + 1}
      aria-valuetext={nameOf(current)}
      className="group/scrubber relative w-[38px] shrink-0 cursor-default touch-none select-none -outline-offset-2"
      style={{ paddingBlock: edgePixels }}
      onPointerDown={(event) => handlePointer(event, true)}
      onPointerMove={(event) => handlePointer(event, false)}
      onPointerLeave={() => setPointedShare(null)}
      onKeyDown={handleKeyDown}
      onWheel={(event) => scroller.current?.scrollBy(0, event.deltaY)}
      onBlur={() => setPointedShare(null)}
    >
      <div ref={track} className="relative h-full" aria-hidden>
        {trackItems.map((mark) => (
          <span
            key={mark.startMs}
            className="absolute right-1.5 flex h-0 items-center text-faint text-sm tabular-nums"
            style={{ top: `${mark.share * 100}%` }}
          >
            {mark.year ?? <span className="h-px w-1.5 bg-line-strong" />}
          </span>
        ))}
        <span className="absolute right-0 h-4 w-[3px] -translate-y-1/2 rounded-full bg-accent" style={{ top: `${share * 100}%` }} />
        <ScrubberLabel
          share={pointed?.share ?? share}
          text={nameOf(pointed?.month ?? current)}
          className={pointed === null ? 'hidden group-focus-visible/scrubber:block' : ''}
        />
      </div>
    </div>
  );
}

function ScrubberLabel({ share, text, className }: { readonly share: number; readonly text: string; readonly className: string }) {
  return (
    <span
      className={`absolute right-full z-20 mr-1 -translate-y-1/2 rounded-control border border-line-strong bg-raised px-2 py-1 text-text whitespace-nowrap shadow-float ${className}`}
      style={{ top: `${share * 100}%` }}
    >
      {text}
    </span>
  );
}

/** The position of the pointer on the track: 0 at the top, 1 at the end. */
function shareOf({ clientY }: PointerEvent, track: Element | null): number {
  const bounds = track?.getBoundingClientRect();
  return bounds === undefined ? 0 : Math.min(1, Math.max(0, (clientY - bounds.top) / bounds.height));
}

/** The month that a key leads to; null for any other key. */
function monthAfterKey(key: string, current: number, count: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowRight: 1,
    ArrowUp: -1,
    ArrowLeft: -1,
    PageDown: 12,
    PageUp: -12,
    Home: -count,
    End: count,
  };
  const step = steps[key];
  return step === undefined ? null : Math.min(count - 1, Math.max(0, current + step));
}
