// The metadata read from the header of a picture, and helpers of the readers of each format.
import type { NormalizeReason } from '../../../../shared/pictures/normalize.ts';
import { type Orientation, orientationInExif, swapsSides } from '../../../../shared/pictures/orientation.ts';
import type { ByteReader } from '../../mp4/mp4-boxes.ts';

/** Size, transparency and reasons for a normalized copy, from the header of a picture. */
export interface ImageMetadata {
  /** Pixels as shown: a quarter turn by the EXIF orientation exchanges the sides. */
  readonly width: number;
  readonly height: number;
  /** null where the format does not say it in the header. */
  readonly hasAlpha: boolean | null;
  /** Why a normalized copy is uploaded instead; empty where the file is uploaded as it is. */
  readonly normalize: readonly NormalizeReason[];
}

/** Limit of the bytes that are read of an EXIF block. */
const EXIF_BYTES = 64 * 1024;

/** Returns the size as shown, and the reason `turned` where the stored pixels have another one. */
export function orientedMetadata(
  { width, height }: { readonly width: number; readonly height: number },
  orientation: Orientation,
  hasAlpha: boolean | null,
  others: readonly NormalizeReason[] = [],
): ImageMetadata {
  const normalize: readonly NormalizeReason[] = orientation === 1 ? others : ['turned', ...others];
  return swapsSides(orientation) ? { width: height, height: width, hasAlpha, normalize } : { width, height, hasAlpha, normalize };
}

/** Reads the orientation of an EXIF block. `isMarked`: the block must begin with the EXIF marker, or it is another kind of segment. */
export async function readExifOrientation(reader: ByteReader, start: number, length: number, isMarked: boolean): Promise<Orientation> {
  const bytes = await reader.read(start, Math.min(length, EXIF_BYTES));
  if (isMarked && Buffer.from(bytes.subarray(0, 6)).toString('latin1') !== 'Exif\0\0') return 1;
  return orientationInExif(bytes);
}

/** Reads exactly `length` bytes; null where the file ends before. */
export async function readView(reader: ByteReader, position: number, length: number): Promise<DataView | null> {
  const bytes = await reader.read(position, length);
  return bytes.byteLength < length ? null : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
