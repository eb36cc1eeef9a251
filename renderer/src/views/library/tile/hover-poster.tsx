// The poster of a video. While the pointer moves over it, it shows the frames of the filmstrip. It is never a `<video>`, because hundreds
// of posters are on the screen.
import { type PointerEvent, useRef, useState } from 'react';

interface Strip {
  readonly frames: number;
  readonly ratio: number;
}

/** Width of each frame of a filmstrip, in pixels. */
const frameWidth = 160;

interface Props {
  readonly resultId: number;
  /**
   * Whether moving the pointer scrubs. The filmstrip is requested only after the pointer has moved over the poster, because crossing a row
   * should load nothing.
   */
  readonly canScrub: boolean;
  /** Whether the picture fills its parent and is cropped. Otherwise the whole picture is shown. */
  readonly fills?: boolean;
}

/** Fills its parent, which must be positioned. The horizontal position of the pointer chooses the frame. */
export function HoverPoster({ resultId, canScrub, fills = false }: Props) {
  const [strip, setStrip] = useState<Strip | null>(null);
  const [fraction, setFraction] = useState<number | null>(null);
  const hasRequested = useRef(false);
  const address = `studio-media://filmstrip/${resultId}`;

  const handlePointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (!canScrub || event.pointerType === 'touch') return;
    const bounds = event.currentTarget.getBoundingClientRect();
    setFraction(Math.min(0.999, Math.max(0, (event.clientX - bounds.left) / bounds.width)));
    if (hasRequested.current) return;
    hasRequested.current = true;
    const image = new Image();
    image.onload = () =>
      setStrip({ frames: Math.max(1, Math.round(image.naturalWidth / frameWidth)), ratio: frameWidth / image.naturalHeight });
    image.src = address;
  };

  const frame = strip === null || fraction === null ? null : Math.min(strip.frames - 1, Math.floor(fraction * strip.frames));
  return (
    <div
      className="absolute inset-0 grid place-items-center overflow-hidden"
      onPointerMove={handlePointerMove}
      onPointerLeave={() => setFraction(null)}
    >
      <img
        src={`studio-media://poster/${resultId}`}
        alt=""
        draggable={false}
        decoding="async"
        className={`absolute inset-0 size-full ${fills ? 'object-cover' : 'object-contain'}`}
      />
      {strip !== null && frame !== null && (
        <>
          <div
            className="relative shrink-0"
            style={{
              aspectRatio: strip.ratio,
              ...(strip.ratio > 1.6 !== fills ? { width: '100%' } : { height: '100%' }),
              backgroundImage: `url(${address})`,
              backgroundSize: `${strip.frames * 100}% 100%`,
              backgroundPosition: `${strip.frames === 1 ? 0 : (frame / (strip.frames - 1)) * 100}% 0`,
            }}
          />
          <div className="absolute inset-x-2 top-1/2 h-[2px] rounded bg-white/40 shadow-[0_0_4px_#0008]">
            <div className="h-full rounded bg-white" style={{ width: `${(fraction ?? 0) * 100}%` }} />
          </div>
        </>
      )}
    </div>
  );
}
