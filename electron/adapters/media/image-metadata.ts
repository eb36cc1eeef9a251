// Reads size, transparency and the reasons for a normalized copy from the header of a picture, without decoding it. The number of bytes
// read is limited for any content of the file.
import type { ByteReader } from '../mp4/mp4-boxes.ts';
import { readBmpHeader, readTiffHeader } from './images/bitmap-headers.ts';
import { readGifHeader } from './images/gif-header.ts';
import type { ImageMetadata } from './images/image-header.ts';
import { readJpegHeader } from './images/jpeg-header.ts';
import { readPngHeader } from './images/png-header.ts';
import { readWebpHeader } from './images/webp-header.ts';

/** Reads the header; null if it is damaged or has no size. */
export async function readImageMetadata(reader: ByteReader, mimeType: string): Promise<ImageMetadata | null> {
  const metadata = await readHeader(reader, mimeType);
  return metadata === null || metadata.width <= 0 || metadata.height <= 0 ? null : metadata;
}

async function readHeader(reader: ByteReader, mimeType: string): Promise<ImageMetadata | null> {
  switch (mimeType) {
    case 'image/jpeg':
      return await readJpegHeader(reader);
    case 'image/png':
      return await readPngHeader(reader);
    case 'image/webp':
      return await readWebpHeader(reader);
    case 'image/gif':
      return await readGifHeader(reader);
    case 'image/bmp':
      return await readBmpHeader(reader);
    case 'image/tiff':
      return await readTiffHeader(reader);
    default:
      return null;
  }
}
