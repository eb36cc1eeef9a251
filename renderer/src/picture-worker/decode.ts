// Decodes a picture of any accepted kind completely: upright, first frame, sRGB. `createImageBitmap` refuses a picture that ends too early.
import { extractOrientation } from './chunk-orientation.ts';
import { drawUpright } from './upright.ts';

/** Rejects when the picture cannot be decoded to its end (see `decodeFailure`). Changes `bytes`. */
export async function decodeUpright(bytes: Uint8Array<ArrayBuffer>, mimeType: string): Promise<ImageBitmap> {
  // The decoder is loaded with the first TIFF.
  if (mimeType === 'image/tiff') return await (await import('./tiff.ts')).decodeTiff(bytes.buffer);
  const orientation = extractOrientation(bytes, mimeType);
  return drawUpright(await createImageBitmap(new Blob([bytes])), orientation);
}
