// The metadata read from the header of a picture, and helpers that the header readers of the formats share.
import type { NormalizeReason } from '../../../../shared/pictures/normalize.ts';
import { type Orientation, orientationInExif, swapsSides } from '../../../../shared/pictures/orientation.ts';
import type { ByteReader } from '../../mp4/mp4-boxes.ts';

/** Size, transparency and reasons for a normalized copy, from the header of a picture. */
export interface ImageMetadata {
  /** In pixels, as displayed: an EXIF orientation with a quarter turn swaps width and height. */
  readonly width: number;
  readonly height: number;
  /** Whether the picture may have transparency; null if the header does not say. */
  readonly hasAlpha: boolean | null;
  /** Why a normalized copy is uploaded instead of the file; empty if the file is uploaded as it is. */
  readonly normalize: readonly NormalizeReason[];
}

/** The maximum number of bytes that are read from an EXIF block. */
const maxExifBytes = 64 * 1024;

/** Returns the metadata with the size as displayed. Adds the reason `turned` if the orientation rotates or mirrors the picture. */
export function orientedMetadata(
  { width, height }: { readonly width: number; readonly height: number },
  orientation: Orientation,
  hasAlpha: boolean | null,
  otherReasons: readonly NormalizeReason[] = [],
): ImageMetadata {
  const normalize: readonly NormalizeReason[] = orientation === 1 ? otherReasons : ['turned', ...otherReasons];
  return swapsSides(orientation) ? { width: height, height: width, hasAlpha, normalize } : { width, height, hasAlpha, normalize };
}

/**
 * Reads the orientation in an EXIF block. With `isMarked`, returns 1 for a block without the EXIF marker, which is another kind of segment.
 */
export async function readExifOrientation(reader: ByteReader, start: number, length: number, isMarked: boolean): Promise<Orientation> {
  const bytes = await reader.read(start, Math.min(length, maxExifBytes));
  if (isMarked && Buffer.from(bytes.subarray(0, 6)).toString('latin1') !== 'Exif\0\0') return 1;
  return orientationInExif(bytes);
}

/** Reads exactly `length` bytes; null if the file ends before that. */
export async function readView(reader: ByteReader, position: number, length: number): Promise<DataView | null> {
  const bytes = await reader.read(position, length);
  return bytes.byteLength < length ? null : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
