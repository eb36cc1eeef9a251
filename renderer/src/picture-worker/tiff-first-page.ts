// Reduces a TIFF to what its decoder needs, so that decoding is safe. The decoder follows every directory that a file names, even in
// cycles. It also allocates arrays as long as an entry claims, so a file of a few bytes could use all memory of the window. The decoder
// therefore gets a file with one directory whose entries all lie inside the file. Pure. Source: TIFF 6.0, sections 2 and 8.
import { maxPixels } from '../../../shared/pictures/normalize.ts';
import { PictureTooLargeError, TruncatedPictureError } from './decode-failures.ts';

/** Upper limit of bytes for one packed page, and for one tile. */
const maxBytes = 1_200_000_000;
/** Upper limit of strips or tiles. */
const maxValues = 500_000;

/** Bytes of one value, by field type. */
const valueBytes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4 };

const tag = {
  width: 256,
  height: 257,
  bits: 258,
  samples: 277,
  tileWidth: 322,
  tileHeight: 323,
  stripOffsets: 273,
  stripBytes: 279,
  tileOffsets: 324,
  tileBytes: 325,
} as const;
/** Tags that describe the pixels. None of them leads to another directory. */
const keptTags = new Set([
  ...[256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 284, 292, 293, 317, 320, 322, 323, 324, 325, 338, 339],
  ...[347, 512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530, 531, 532],
]);

/** Returns a copy that contains only the first page. Throws the reason when the page cannot be decoded. */
export function firstPage(file: ArrayBuffer): ArrayBuffer {
  const bytes = file.slice(0);
  const view = new DataView(bytes);
  const size = bytes.byteLength;
  if (size < 14) throw new TruncatedPictureError('too short for a TIFF');
  const isLittleEndian = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, isLittleEndian);
  if (directory < 8 || directory + 6 > size) throw new TruncatedPictureError('its directory lies outside of it');
  const entryCount = Math.min(view.getUint16(directory, isLittleEndian), Math.floor((size - directory - 6) / 12));
  const firstValues = new Map<number, number>();
  const values = new Map<number, Values>();
  let writeOffset = directory + 2;
  for (let index = 0; index < entryCount; index += 1) {
    const entry = directory + 2 + index * 12;
    const [tagId, type, count] = [
      view.getUint16(entry, isLittleEndian),
      view.getUint16(entry + 2, isLittleEndian),
      view.getUint32(entry + 4, isLittleEndian),
    ];
    if (!keptTags.has(tagId)) continue;
    const length = count * (valueBytes[type] ?? Number.POSITIVE_INFINITY);
    const offset = length <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittleEndian);
    if (count === 0 || length > size || offset + length > size) throw new TruncatedPictureError(`its entry ${tagId} lies outside of it`);
    if ((type === 3 || type === 4) && count > maxValues) throw new Error(`its entry ${tagId} has too many values`);
    if (type === 3 || type === 4) values.set(tagId, { offset, count, bytes: type === 3 ? 2 : 4 });
    if (type === 3 || type === 4)
      firstValues.set(tagId, type === 3 ? view.getUint16(offset, isLittleEndian) : view.getUint32(offset, isLittleEndian));
    new Uint8Array(bytes).copyWithin(writeOffset, entry, entry + 12);
    writeOffset += 12;
  }
  view.setUint16(directory, (writeOffset - directory - 2) / 12, isLittleEndian);
  view.setUint32(writeOffset, 0, isLittleEndian); // no next directory
  checkSize(firstValues);
  checkContent(view, values, isLittleEndian);
  return bytes;
}

/** Position of the values of an entry, their number, and the bytes of each. */
interface Values {
  readonly offset: number;
  readonly count: number;
  readonly bytes: 2 | 4;
}

/** Checks that every strip or tile lies inside the file: the pixels of a truncated file are partly beyond its end. */
function checkContent(view: DataView, values: ReadonlyMap<number, Values>, isLittleEndian: boolean): void {
  for (const [offsetsTag, bytesTag] of [
    [tag.stripOffsets, tag.stripBytes],
    [tag.tileOffsets, tag.tileBytes],
  ] as const) {
    const [offsets, lengths] = [values.get(offsetsTag), values.get(bytesTag)];
    if (offsets === undefined) continue;
    const read = ({ offset, bytes }: Values, index: number): number =>
      bytes === 2 ? view.getUint16(offset + index * 2, isLittleEndian) : view.getUint32(offset + index * 4, isLittleEndian);
    for (let index = 0; index < offsets.count; index += 1) {
      const length = lengths !== undefined && index < lengths.count ? read(lengths, index) : 0;
      if (read(offsets, index) + length > view.byteLength) throw new TruncatedPictureError('a part of its pixels lies behind its end');
    }
  }
}

function checkSize(firstValues: ReadonlyMap<number, number>): void {
  const [width = 0, height = 0] = [firstValues.get(tag.width), firstValues.get(tag.height)];
  if (width <= 0 || height <= 0) throw new Error('a page without a size');
  const bits = (firstValues.get(tag.bits) ?? 1) * (firstValues.get(tag.samples) ?? 1);
  const packedBytes = (across: number, down: number) => down * Math.ceil((across * bits) / 8);
  if (width * height > maxPixels || packedBytes(width, height) > maxBytes)
    throw new PictureTooLargeError(`${width} × ${height} pixels are too many`);
  const [tileWidth, tileHeight] = [firstValues.get(tag.tileWidth), firstValues.get(tag.tileHeight)];
  if (tileWidth === undefined && tileHeight === undefined) return;
  if (!tileWidth || !tileHeight || packedBytes(tileWidth, tileHeight) > maxBytes) throw new Error('its tile size is invalid');
  if (Math.ceil(width / tileWidth) * Math.ceil(height / tileHeight) > maxValues) throw new Error('too many tiles');
}
