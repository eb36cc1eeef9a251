// Reads the headers of BMP and TIFF files.
import { orientationOf } from '../../../../shared/pictures/orientation.ts';
import type { ByteReader } from '../../mp4/mp4-boxes.ts';
import { type ImageMetadata, orientedMetadata, readView } from './image-header.ts';

/** Returns the integers of a TIFF directory by tag. */
function readDirectory(view: DataView, offset: number, isLittle: boolean): Map<number, number> | null {
  if (offset + 2 > view.byteLength) return null;
  const tags = new Map<number, number>();
  const count = Math.min(view.getUint16(offset, isLittle), 200);
  for (let index = 0; index < count; index += 1) {
    const entry = offset + 2 + index * 12;
    if (entry + 12 > view.byteLength) break;
    const type = view.getUint16(entry + 2, isLittle);
    const value = type === 3 ? view.getUint16(entry + 8, isLittle) : type === 4 ? view.getUint32(entry + 8, isLittle) : null;
    if (value !== null) tags.set(view.getUint16(entry, isLittle), value);
  }
  return tags;
}

/** Reads the first directory of a TIFF file; null if it has no size. */
export async function readTiffHeader(reader: ByteReader): Promise<ImageMetadata | null> {
  const head = await readView(reader, 0, 8);
  if (head === null) return null;
  const isLittle = head.getUint16(0) === 0x4949;
  const bytes = await reader.read(head.getUint32(4, isLittle), 2 + 200 * 12);
  const tags = readDirectory(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, isLittle);
  const [width, height] = [tags?.get(256), tags?.get(257)];
  if (width === undefined || height === undefined) return null;
  return orientedMetadata({ width, height }, orientationOf(tags?.get(274)), tags?.has(338) === true);
}

/** Reads the size and depth of a BMP file. */
export async function readBmpHeader(reader: ByteReader): Promise<ImageMetadata | null> {
  const view = await readView(reader, 14, 16);
  if (view === null) return null;
  if (view.getUint32(0, true) === 12)
    return orientedMetadata({ width: view.getUint16(4, true), height: view.getUint16(6, true) }, 1, false);
  // A negative height means that the rows are stored from top to bottom.
  const [width, height] = [view.getInt32(4, true), Math.abs(view.getInt32(8, true))];
  return orientedMetadata({ width, height }, 1, view.getUint16(14, true) === 32 ? null : false);
}
