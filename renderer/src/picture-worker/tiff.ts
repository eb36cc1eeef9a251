// TIFF, which Chromium does not decode: the first page, upright. Its decoder is loaded with the first TIFF.
import { firstPage } from './tiff-first-page.ts';

/** How a picture lies on its side (TIFF 6.0, Orientation) as a canvas transform of a `width` × `height` picture. */
function turnOf(orientation: number, width: number, height: number): readonly [DOMMatrix2DInit, boolean] {
  switch (orientation) {
    case 2:
      return [{ a: -1, b: 0, c: 0, d: 1, e: width, f: 0 }, false];
    case 3:
      return [{ a: -1, b: 0, c: 0, d: -1, e: width, f: height }, false];
    case 4:
      return [{ a: 1, b: 0, c: 0, d: -1, e: 0, f: height }, false];
    case 5:
      return [{ a: 0, b: 1, c: 1, d: 0, e: 0, f: 0 }, true];
    case 6:
      return [{ a: 0, b: 1, c: -1, d: 0, e: height, f: 0 }, true];
    case 7:
      return [{ a: 0, b: -1, c: -1, d: 0, e: height, f: width }, true];
    case 8:
      return [{ a: 0, b: -1, c: 1, d: 0, e: 0, f: width }, true];
    default:
      return [{ a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 }, false];
  }
}

export async function decodeTiff(file: ArrayBuffer): Promise<ImageBitmap> {
  const bytes = firstPage(file);
  const { decode, decodeImage, toRGBA8 } = (await import('utif2')).default;
  const [page] = decode(bytes);
  if (page === undefined) throw new Error('no page in it');
  decodeImage(bytes, page);
  const { width, height } = page;
  if (!(width > 0 && height > 0)) throw new Error('a page without a size');
  const pixels = new ImageData(new Uint8ClampedArray(toRGBA8(page)), width, height);
  const [turn, isOnItsSide] = turnOf(page.t274?.[0] ?? 1, width, height);
  if (turn.a === 1 && turn.d === 1) return await createImageBitmap(pixels);
  const canvas = new OffscreenCanvas(isOnItsSide ? height : width, isOnItsSide ? width : height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no 2D canvas');
  context.setTransform(turn);
  const lying = await createImageBitmap(pixels);
  context.drawImage(lying, 0, 0);
  lying.close();
  return canvas.transferToImageBitmap();
}
