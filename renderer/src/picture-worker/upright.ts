// Draws a rotated or mirrored picture upright.

import { type Orientation, swapsSides } from '../../../shared/pictures/orientation.ts';
import { PictureTooLargeError } from './decode-failures.ts';

/** The canvas transform that makes a `width` × `height` picture upright (TIFF 6.0, Orientation). */
function transformOf(orientation: Orientation, width: number, height: number): DOMMatrix2DInit {
  switch (orientation) {
    case 1:
      return { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
    case 2:
      return { a: -1, b: 0, c: 0, d: 1, e: width, f: 0 };
    case 3:
      return { a: -1, b: 0, c: 0, d: -1, e: width, f: height };
    case 4:
      return { a: 1, b: 0, c: 0, d: -1, e: 0, f: height };
    case 5:
      return { a: 0, b: 1, c: 1, d: 0, e: 0, f: 0 };
    case 6:
      return { a: 0, b: 1, c: -1, d: 0, e: height, f: 0 };
    case 7:
      return { a: 0, b: -1, c: -1, d: 0, e: height, f: width };
    case 8:
      return { a: 0, b: -1, c: 1, d: 0, e: 0, f: width };
  }
}

/** Draws the picture upright. Closes the given bitmap, unless it is upright already and is returned itself. */
export function drawUpright(bitmap: ImageBitmap, orientation: Orientation): ImageBitmap {
  if (orientation === 1) return bitmap;
  const { width, height } = bitmap;
  const isRotated = swapsSides(orientation);
  const canvas = new OffscreenCanvas(isRotated ? height : width, isRotated ? width : height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new PictureTooLargeError('no 2D canvas');
  context.setTransform(transformOf(orientation, width, height));
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.transferToImageBitmap();
}
