// Reads the header of a PNG file.
import { maxChunks, type Orientation } from '../../../../shared/pictures/orientation.ts';
import type { ByteReader } from '../../mp4/mp4-boxes.ts';
import { type ImageMetadata, orientedMetadata, readExifOrientation, readView } from './image-header.ts';

/** Reads IHDR and the chunks before the pixels: transparency of other colour types (tRNS), animation (acTL) and orientation (eXIf). */
export async function readPngHeader(reader: ByteReader): Promise<ImageMetadata | null> {
  const header = await readView(reader, 8, 18);
  if (header === null || header.getUint32(4) !== 0x49484452) return null;
  const [width, height, colour] = [header.getUint32(8), header.getUint32(12), header.getUint8(17)];
  let hasAlpha = colour === 4 || colour === 6;
  let orientation: Orientation = 1;
  let isAnimated = false;
  let hasExif = false;
  let position = 33;
  for (let count = 0; count < maxChunks; count += 1) {
    const chunk = await readView(reader, position, 8);
    const name = chunk?.getUint32(4);
    if (chunk === null || name === 0x49454e44) break;
    if (name === 0x74524e53) hasAlpha = true;
    if (name === 0x6163544c) isAnimated = true;
    // The eXIf chunk may also follow the pixels.
    if (name === 0x65584966 && !hasExif) {
      orientation = await readExifOrientation(reader, position + 8, chunk.getUint32(0), false);
      hasExif = true;
    }
    position += 12 + chunk.getUint32(0);
  }
  return orientedMetadata({ width, height }, orientation, hasAlpha, isAnimated ? ['animated'] : []);
}
