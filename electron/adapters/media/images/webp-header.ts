// Reads the header of a WebP file in its three forms: VP8, VP8L and VP8X.
import { maxChunks, type Orientation } from '../../../../shared/pictures/orientation.ts';
import type { ByteReader } from '../../mp4/mp4-boxes.ts';
import { type ImageMetadata, orientedMetadata, readExifOrientation, readView } from './image-header.ts';

/** Reads the first chunk, and the EXIF chunk if the flags announce one; returns null for any other form. */
export async function readWebpHeader(reader: ByteReader): Promise<ImageMetadata | null> {
  const view = await readView(reader, 12, 18);
  if (view === null) return null;
  const byte = (offset: number) => view.getUint8(offset);
  switch (view.getUint32(0)) {
    case 0x56503858: {
      // VP8X: flags, then width − 1 and height − 1 in 24 bits each
      const width = 1 + byte(12) + byte(13) * 256 + byte(14) * 65_536;
      const height = 1 + byte(15) + byte(16) * 256 + byte(17) * 65_536;
      const orientation = (byte(8) & 0x08) === 0 ? 1 : await readWebpOrientation(reader);
      return orientedMetadata({ width, height }, orientation, (byte(8) & 0x10) !== 0, (byte(8) & 0x02) === 0 ? [] : ['animated']);
    }
    case 0x5650384c: {
      // VP8L: a signature byte, then 14 bits each for width and height, and one for alpha
      if (byte(8) !== 0x2f) return null;
      const bits = view.getUint32(9, true);
      return orientedMetadata({ width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }, 1, ((bits >>> 28) & 1) === 1);
    }
    case 0x56503820: // VP8: frame tag, start code, then 14 bits each for width and height
      if (byte(11) !== 0x9d || byte(12) !== 0x01 || byte(13) !== 0x2a) return null;
      return orientedMetadata({ width: view.getUint16(14, true) & 0x3fff, height: view.getUint16(16, true) & 0x3fff }, 1, false);
    default:
      return null;
  }
}

async function readWebpOrientation(reader: ByteReader): Promise<Orientation> {
  let position = 12;
  for (let count = 0; count < maxChunks; count += 1) {
    const chunk = await readView(reader, position, 8);
    if (chunk === null) return 1;
    const length = chunk.getUint32(4, true);
    if (chunk.getUint32(0) === 0x45584946) return await readExifOrientation(reader, position + 8, length, false);
    position += 8 + length + (length % 2);
  }
  return 1;
}
