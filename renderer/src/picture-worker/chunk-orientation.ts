// PNG and WebP store their orientation in a separate chunk. Some versions of Chromium apply it, some do not, and `createImageBitmap`
// differs from `<img>`. So the chunk is hidden from Chromium before decoding, and the picture is rotated here. A JPEG needs none of this,
// because all versions apply its orientation. Pure.
import { maxChunks, type Orientation, orientationInExif } from '../../../shared/pictures/orientation.ts';

/** The first two letters of a chunk name that no decoder knows. In a PNG, they mark a chunk that a decoder may skip. */
const unknownPrefix = [0x78, 0x78];

/** Position of the chunk's name, and its content. */
interface FoundChunk {
  readonly nameOffset: number;
  readonly content: Uint8Array;
}

const chunkNameAt = (bytes: Uint8Array, offset: number): string => String.fromCharCode(...bytes.subarray(offset, offset + 4));

/**
 * Finds a chunk. A PNG chunk is length, name, content, checksum; a WebP chunk is name, little-endian length, content, padding to an even
 * length.
 */
function findChunk(bytes: Uint8Array, name: string, kind: 'png' | 'webp'): FoundChunk | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = kind === 'png' ? 8 : 12;
  for (let count = 0; count < maxChunks && offset + 8 <= bytes.byteLength; count += 1) {
    const length = kind === 'png' ? view.getUint32(offset) : view.getUint32(offset + 4, true);
    const nameOffset = kind === 'png' ? offset + 4 : offset;
    if (kind === 'png' && chunkNameAt(bytes, nameOffset) === 'IEND') return null;
    if (chunkNameAt(bytes, nameOffset) === name) return { nameOffset, content: bytes.subarray(offset + 8, offset + 8 + length) };
    offset += kind === 'png' ? length + 12 : length + 8 + (length % 2);
  }
  return null;
}

/**
 * Reads the orientation and renames its chunk in `bytes`, in place. The checksum of a PNG chunk is then wrong, which decoders ignore for
 * chunks that are not critical.
 */
export function extractOrientation(bytes: Uint8Array, mimeType: string): Orientation {
  const chunk =
    mimeType === 'image/png' ? findChunk(bytes, 'eXIf', 'png') : mimeType === 'image/webp' ? findChunk(bytes, 'EXIF', 'webp') : null;
  if (chunk === null) return 1;
  const orientation = orientationInExif(chunk.content);
  if (orientation !== 1) bytes.set(unknownPrefix, chunk.nameOffset);
  return orientation;
}
