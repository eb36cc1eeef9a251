// PNG and WebP say in a chunk of their own which way up they are shown. Some versions of Chromium turn them, some do not, and `createImageBitmap` differs
// from <img>: so the chunk is made unknown to Chromium before decoding, and the turn is made here. JPEG is turned by all of them. Pure.
import { maxChunks, type Orientation, orientationInExif } from '../../../shared/pictures/orientation.ts';

/** The first two letters of a name that no decoder knows; in a PNG it stays one that may be passed over. */
const unknownBeginning = [0x78, 0x78];

/** Where the chunk's name stands, and its content. */
interface Found {
  readonly nameAt: number;
  readonly content: Uint8Array;
}

const nameAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

/** Chunks of a PNG: length, name, content, checksum. Of a WebP: name, length in little-endian, content, padding to an even length. */
function find(bytes: Uint8Array, wanted: string, kind: 'png' | 'webp'): Found | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = kind === 'png' ? 8 : 12;
  for (let count = 0; count < maxChunks && at + 8 <= bytes.byteLength; count += 1) {
    const length = kind === 'png' ? view.getUint32(at) : view.getUint32(at + 4, true);
    const name = kind === 'png' ? at + 4 : at;
    if (kind === 'png' && nameAt(bytes, name) === 'IEND') return null;
    if (nameAt(bytes, name) === wanted) return { nameAt: name, content: bytes.subarray(at + 8, at + 8 + length) };
    at += kind === 'png' ? length + 12 : length + 8 + (length % 2);
  }
  return null;
}

/** The same bytes with the chunk renamed in place, and the orientation it named. A PNG's chunk with a wrong checksum is passed over if it is not critical. */
export function takeOrientation(bytes: Uint8Array, mimeType: string): Orientation {
  const found = mimeType === 'image/png' ? find(bytes, 'eXIf', 'png') : mimeType === 'image/webp' ? find(bytes, 'EXIF', 'webp') : null;
  if (found === null) return 1;
  const orientation = orientationInExif(found.content);
  if (orientation !== 1) bytes.set(unknownBeginning, found.nameAt);
  return orientation;
}
