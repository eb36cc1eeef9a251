// The part of a picture that a crop keeps, as a frame over it. It is dragged with the pointer or moved with the arrow keys.
import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react';
import type { Rect, Size } from '../../../../../shared/fixing/index.ts';
import { messages } from '../../../messages.ts';
import { type CropPosition, clamp, positionAfterKey } from './crop-geometry.ts';

interface Props {
  /** The size of the picture in its own pixels, and on the screen. */
  readonly picture: Size;
  readonly shown: Size;
  /** The part that is kept, in pixels of the picture. */
  readonly part: Rect;
  /** The position of the frame within the space it can move in, 0 to 1. */
  readonly position: CropPosition;
  onMove(position: CropPosition): void;
}

const gridLineClass = 'pointer-events-none absolute bg-white/30';

/**
 * A frame with lines at the thirds, over the preview; what lies outside is darkened. Screen readers get a slider for the direction with
 * more space.
 */
export function CropFrame({ picture, shown, part, position, onMove }: Props) {
  const scale = shown.width / picture.width;
  const freeSpace = { x: (picture.width - part.width) * scale, y: (picture.height - part.height) * scale };
  const isSideways = freeSpace.x >= freeSpace.y;
  const percent = Math.round((isSideways ? position.x : position.y) * 100);

  const handleKeyDown = (event: KeyboardEvent): void => {
    const next = positionAfterKey(event.key, event.shiftKey, position);
    if (next === null) return;
    event.preventDefault();
    onMove(next);
  };
  const handlePointerMove = (event: PointerEvent): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const move = (share: number, pixels: number, freePixels: number): number =>
      freePixels < 1 ? share : clamp(share + pixels / freePixels);
    onMove({ x: move(position.x, event.movementX, freeSpace.x), y: move(position.y, event.movementY, freeSpace.y) });
  };
  const frameStyle: CSSProperties = {
    left: part.x * scale,
    top: part.y * scale,
    width: part.width * scale,
    height: part.height * scale,
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={messages.fixing.frame}
      aria-orientation={isSideways ? 'horizontal' : 'vertical'}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={messages.fixing.framePosition(percent)}
      onKeyDown={handleKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={handlePointerMove}
      style={frameStyle}
      className="absolute cursor-move touch-none border-2 border-white shadow-[0_0_0_9999px_rgb(0_0_0/0.6)] outline-offset-2 focus-visible:outline-2 focus-visible:outline-accent"
    >
      <span className={`${gridLineClass} inset-y-0 left-1/3 w-px`} />
      <span className={`${gridLineClass} inset-y-0 left-2/3 w-px`} />
      <span className={`${gridLineClass} inset-x-0 top-1/3 h-px`} />
      <span className={`${gridLineClass} inset-x-0 top-2/3 h-px`} />
    </div>
  );
}
