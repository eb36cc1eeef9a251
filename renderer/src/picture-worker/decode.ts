// A picture of any kind that is taken here, decoded whole: upright, its first frame, in sRGB. `createImageBitmap` refuses a picture that ends too early.
import { takeOrientation } from './chunk-orientation.ts';
import { uprighted } from './upright.ts';

/** Rejects where the picture cannot be decoded to its end. `bytes` are changed. */
export async function decodeUpright(bytes: Uint8Array<ArrayBuffer>, mimeType: string): Promise<ImageBitmap> {
  // Its decoder is loaded with the first TIFF.
  if (mimeType === 'image/tiff') return await (await import('./tiff.ts')).decodeTiff(bytes.buffer);
  const orientation = takeOrientation(bytes, mimeType);
  return uprighted(await createImageBitmap(new Blob([bytes])), orientation);
}
