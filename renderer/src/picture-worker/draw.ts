// Draws a picture on a canvas as a fix plan says, and encodes the canvas as a file.
import type { FixPlan } from '../../../shared/fixing/fix-plan.ts';
import { opaquePng } from './png.ts';

/**
 * Shorter edge, in pixels, of the copy that is enlarged to become the blurred background. This is cheaper than a blur filter and looks as
 * soft.
 */
const blurEdge = 14;

function contextOf(width: number, height: number, alpha: boolean): OffscreenCanvasRenderingContext2D {
  // The pixels are read back, which would be slow from GPU memory.
  const context = new OffscreenCanvas(width, height).getContext('2d', { alpha, willReadFrequently: true });
  if (context === null) throw new Error(`no 2D canvas of ${width} × ${height}`);
  context.imageSmoothingQuality = 'high';
  return context;
}

/** Draws the picture at a very small size, then enlarges it in steps, so that no squares are visible. */
function fillBlurred(context: OffscreenCanvasRenderingContext2D, picture: ImageBitmap): void {
  const { width, height } = context.canvas;
  const scale = blurEdge / Math.min(width, height);
  let [smallWidth, smallHeight] = [Math.max(2, Math.round(width * scale)), Math.max(2, Math.round(height * scale))];
  const coverScale = Math.max(smallWidth / picture.width, smallHeight / picture.height);
  let small = contextOf(smallWidth, smallHeight, false);
  const size = { width: picture.width * coverScale, height: picture.height * coverScale };
  small.drawImage(picture, (smallWidth - size.width) / 2, (smallHeight - size.height) / 2, size.width, size.height);
  while (smallWidth * 4 < width) {
    [smallWidth, smallHeight] = [smallWidth * 3, smallHeight * 3];
    const larger = contextOf(smallWidth, smallHeight, false);
    larger.drawImage(small.canvas, 0, 0, smallWidth, smallHeight);
    small = larger;
  }
  context.drawImage(small.canvas, 0, 0, width, height);
}

/**
 * Crops or pads the picture as the plan says. The returned canvas has the size of the result. Its transparent parts stay transparent only
 * if the plan draws no background.
 */
export function drawFixed(
  picture: ImageBitmap,
  { width, height, background, sourceRect, targetRect }: FixPlan,
): OffscreenCanvasRenderingContext2D {
  const context = contextOf(width, height, background.kind === 'nothing');
  switch (background.kind) {
    case 'nothing':
      break;
    case 'colour':
      context.fillStyle = background.colour;
      context.fillRect(0, 0, width, height);
      break;
    case 'blur':
      fillBlurred(context, picture);
      break;
  }
  context.drawImage(
    picture,
    sourceRect.x,
    sourceRect.y,
    sourceRect.width,
    sourceRect.height,
    targetRect.x,
    targetRect.y,
    targetRect.width,
    targetRect.height,
  );
  return context;
}

/** Encodes a canvas of `drawFixed` in the format of the same plan. A PNG with a background has no alpha channel. */
export function encodeFixed(context: OffscreenCanvasRenderingContext2D, { format, quality, background }: FixPlan): Promise<Blob> {
  if (format === 'jpeg') return context.canvas.convertToBlob({ type: 'image/jpeg', quality });
  return background.kind === 'nothing' ? context.canvas.convertToBlob({ type: 'image/png' }) : opaquePng(context);
}
