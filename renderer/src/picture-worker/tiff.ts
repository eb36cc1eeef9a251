// Decodes the first page of a TIFF, upright, because Chromium cannot. The decoder is loaded with the first TIFF.
import { orientationOf } from '../../../shared/pictures/orientation.ts';
import { firstPage } from './tiff-first-page.ts';
import { drawUpright } from './upright.ts';

/**
 * Decodes the first page of a TIFF. Rejects with `TruncatedPictureError` when a part of the file is missing, with `PictureTooLargeError`
 * when the page is too large, and with other errors for variants that the decoder does not read.
 */
export async function decodeTiff(file: ArrayBuffer): Promise<ImageBitmap> {
  const bytes = firstPage(file);
  const { decode, decodeImage, toRGBA8 } = (await import('utif2')).default;
  const [page] = decode(bytes);
  if (page === undefined) throw new Error('no page in it');
  decodeImage(bytes, page);
  const { width, height } = page;
  if (!(width > 0 && height > 0)) throw new Error('a page without a size');
  const pixels = new ImageData(new Uint8ClampedArray(toRGBA8(page)), width, height);
  return drawUpright(await createImageBitmap(pixels), orientationOf(page.t274?.[0]));
}
