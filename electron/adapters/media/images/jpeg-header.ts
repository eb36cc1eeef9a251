// Reads the header of a JPEG file: segments up to the first frame header.
import type { NormalizeReason } from '../../../../shared/pictures/normalize.ts';
import type { Orientation } from '../../../../shared/pictures/orientation.ts';
import type { ByteReader } from '../../mp4/mp4-boxes.ts';
import { type ImageMetadata, orientedMetadata, readExifOrientation, readView } from './image-header.ts';

const maxSegments = 500;
/** Maximum number of stray bytes between two segments of a JPEG. Decoders also search for the next marker. */
const strayBytes = 4_096;

/** Reads the segments up to the first frame header; null if there is none. */
export async function readJpegHeader(reader: ByteReader): Promise<ImageMetadata | null> {
  let position = 2;
  let orientation: Orientation = 1;
  for (let count = 0; count < maxSegments; count += 1) {
    const markerAt = await findNextMarker(reader, position);
    if (markerAt === null) return null;
    position = markerAt;
    const head = await readView(reader, position, 4);
    if (head === null) return null;
    const marker = head.getUint8(1);
    if (marker === 0xd8 || (marker >= 0xd0 && marker <= 0xd7) || marker === 0x01) {
      position += 2;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) return null; // picture data before any frame header
    const length = head.getUint16(2);
    if (length < 2) return null;
    if (isFrameMarker(marker)) {
      const frame = await readView(reader, position + 4, 6);
      return frame === null ? null : parseJpegFrame(marker, frame, orientation);
    }
    if (marker === 0xe1 && orientation === 1) orientation = await readExifOrientation(reader, position + 4, length - 2, true);
    position += 2 + length;
  }
  return null;
}

/** SOF0 to SOF15, without DHT, JPG and DAC (ITU-T T.81, table B.1). */
const isFrameMarker = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function parseJpegFrame(marker: number, frame: DataView, orientation: Orientation): ImageMetadata {
  const size = { width: frame.getUint16(3), height: frame.getUint16(1) };
  const reasons: NormalizeReason[] = [];
  if (frame.getUint8(5) === 4) reasons.push('cmyk'); // or YCCK, which is CMYK as well
  // Every decoder reads baseline, extended and progressive Huffman coding with 8 bits.
  if (marker > 0xc2 || frame.getUint8(0) !== 8) reasons.push('rare-coding');
  return orientedMetadata(size, orientation, false, reasons);
}

/** Finds the next marker after fill bytes and a few stray bytes; null if there is none. */
async function findNextMarker(reader: ByteReader, position: number): Promise<number | null> {
  const nextBytes = await reader.read(position, 4);
  if (nextBytes[0] === 0xff && nextBytes[1] !== 0xff && nextBytes[1] !== 0) return position;
  const bytes = await reader.read(position, strayBytes);
  for (let offset = 0; offset + 1 < bytes.byteLength; offset += 1) {
    if (bytes[offset] === 0xff && bytes[offset + 1] !== 0xff && bytes[offset + 1] !== 0) return position + offset;
  }
  return null;
}
