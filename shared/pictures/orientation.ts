// The orientation of a picture (EXIF 2.32 and TIFF 6.0, tag 274), and where PNG and WebP store it. JPEG is left to the code that reads its segments.

/** 1: as stored. 2 to 4: mirrored or upside down. 5 to 8: on its side, so that width and height are exchanged. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** True when the picture is shown with width and height exchanged. */
export const swapsSides = (orientation: Orientation): boolean => orientation >= 5;

/** Returns a valid orientation; 1 for any other value. */
export const orientationOf = (value: number | undefined): Orientation =>
  value !== undefined && Number.isInteger(value) && value >= 1 && value <= 8 ? (value as Orientation) : 1;

/** How many chunks of a PNG or WebP are searched: the same in the header reader and the decoder. Programs write chunks of 8 KB. */
export const maxChunks = 100_000;

const orientationTag = 274;
const maxEntries = 200;

/** Reads the orientation of an EXIF block: a TIFF whose first directory may have the tag. */
function orientationIn(tiff: DataView): Orientation {
  if (tiff.byteLength < 8) return 1;
  const isLittle = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, isLittle);
  if (directory + 2 > tiff.byteLength) return 1;
  const entries = Math.min(tiff.getUint16(directory, isLittle), maxEntries);
  for (let entry = directory + 2; entry < directory + 2 + entries * 12 && entry + 12 <= tiff.byteLength; entry += 12) {
    if (tiff.getUint16(entry, isLittle) !== orientationTag) continue;
    return tiff.getUint16(entry + 2, isLittle) === 3 ? orientationOf(tiff.getUint16(entry + 8, isLittle)) : 1;
  }
  return 1;
}

/** Reads the orientation of an EXIF chunk. Some writers put the marker of a JPEG segment before the block. */
export function orientationInExif(bytes: Uint8Array): Orientation {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const hasMarker = view.byteLength >= 6 && view.getUint32(0) === 0x45786966 && view.getUint16(4) === 0;
  return orientationIn(hasMarker ? new DataView(bytes.buffer, bytes.byteOffset + 6, bytes.byteLength - 6) : view);
}
