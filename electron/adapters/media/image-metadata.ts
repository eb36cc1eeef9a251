// Reads size, transparency and the reasons for a normalized copy from the header of a picture, without decoding it. Bounded: no file can make this
// read more than a little.
import type { NormalizeReason } from '../../../shared/pictures/normalize.ts';
import { maxChunks, type Orientation, orientationInExif, orientationOf, swapsSides } from '../../../shared/pictures/orientation.ts';
import type { ByteReader } from '../mp4/mp4-boxes.ts';

interface ImageMetadata {
  /** Pixels as shown: a quarter turn by the EXIF orientation exchanges the sides. */
  readonly width: number;
  readonly height: number;
  /** null where the format does not say it in the header. */
  readonly hasAlpha: boolean | null;
  /** Why a normalized copy is uploaded instead; empty where the file is uploaded as it is. */
  readonly normalize: readonly NormalizeReason[];
}

const MAX_SEGMENTS = 500;
const EXIF_BYTES = 64 * 1024;
/** The most stray bytes between two segments of a JPEG; decoders search for the next marker as well. */
const STRAY_BYTES = 4_096;

/** Reads the header; null when it is damaged or has no size. */
export async function readImageMetadata(reader: ByteReader, mimeType: string): Promise<ImageMetadata | null> {
  const facts = await factsOf(reader, mimeType);
  return facts === null || facts.width <= 0 || facts.height <= 0 ? null : facts;
}

async function factsOf(reader: ByteReader, mimeType: string): Promise<ImageMetadata | null> {
  switch (mimeType) {
    case 'image/jpeg':
      return await jpegFacts(reader);
    case 'image/png':
      return await pngFacts(reader);
    case 'image/webp':
      return await webpFacts(reader);
    case 'image/gif':
      return await gifFacts(reader);
    case 'image/bmp':
      return await bmpFacts(reader);
    case 'image/tiff':
      return await tiffFacts(reader);
    default:
      return null;
  }
}

/** Returns the size as shown, and the reason `turned` where the stored pixels have another one. */
function shown(
  { width, height }: { readonly width: number; readonly height: number },
  orientation: Orientation,
  hasAlpha: boolean | null,
  others: readonly NormalizeReason[] = [],
): ImageMetadata {
  const normalize: readonly NormalizeReason[] = orientation === 1 ? others : ['turned', ...others];
  return swapsSides(orientation) ? { width: height, height: width, hasAlpha, normalize } : { width, height, hasAlpha, normalize };
}

async function jpegFacts(reader: ByteReader): Promise<ImageMetadata | null> {
  let position = 2;
  let orientation: Orientation = 1;
  for (let count = 0; count < MAX_SEGMENTS; count += 1) {
    const found = await nextMarker(reader, position);
    if (found === null) return null;
    position = found;
    const head = await viewAt(reader, position, 4);
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
      const frame = await viewAt(reader, position + 4, 6);
      return frame === null ? null : jpegFrame(marker, frame, orientation);
    }
    if (marker === 0xe1 && orientation === 1) orientation = await exifAt(reader, position + 4, length - 2, true);
    position += 2 + length;
  }
  return null;
}

/** SOF0 to SOF15, without DHT, JPG and DAC (ITU-T T.81, table B.1). */
const isFrameMarker = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function jpegFrame(marker: number, frame: DataView, orientation: Orientation): ImageMetadata {
  const size = { width: frame.getUint16(3), height: frame.getUint16(1) };
  const others: NormalizeReason[] = [];
  if (frame.getUint8(5) === 4) others.push('cmyk'); // or YCCK, which is CMYK as well
  // Every decoder reads baseline, extended and progressive Huffman coding with 8 bits.
  if (marker > 0xc2 || frame.getUint8(0) !== 8) others.push('rare-coding');
  return shown(size, orientation, false, others);
}

/** Finds the next marker after fill bytes and a few stray bytes; null where there is none. */
async function nextMarker(reader: ByteReader, position: number): Promise<number | null> {
  const near = await reader.read(position, 4);
  if (near[0] === 0xff && near[1] !== 0xff && near[1] !== 0) return position;
  const bytes = await reader.read(position, STRAY_BYTES);
  for (let at = 0; at + 1 < bytes.byteLength; at += 1) {
    if (bytes[at] === 0xff && bytes[at + 1] !== 0xff && bytes[at + 1] !== 0) return position + at;
  }
  return null;
}

/** Reads the orientation of an EXIF block. `isMarked`: the block must begin with the EXIF marker, or it is another kind of segment. */
async function exifAt(reader: ByteReader, start: number, length: number, isMarked: boolean): Promise<Orientation> {
  const bytes = await reader.read(start, Math.min(length, EXIF_BYTES));
  if (isMarked && Buffer.from(bytes.subarray(0, 6)).toString('latin1') !== 'Exif\0\0') return 1;
  return orientationInExif(bytes);
}

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

async function tiffFacts(reader: ByteReader): Promise<ImageMetadata | null> {
  const head = await viewAt(reader, 0, 8);
  if (head === null) return null;
  const isLittle = head.getUint16(0) === 0x4949;
  const bytes = await reader.read(head.getUint32(4, isLittle), 2 + 200 * 12);
  const tags = readDirectory(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, isLittle);
  const [width, height] = [tags?.get(256), tags?.get(257)];
  if (width === undefined || height === undefined) return null;
  return shown({ width, height }, orientationOf(tags?.get(274)), tags?.has(338) === true);
}

/** Reads IHDR and the chunks before the pixels: transparency of other colour types (tRNS), animation (acTL) and orientation (eXIf). */
async function pngFacts(reader: ByteReader): Promise<ImageMetadata | null> {
  const header = await viewAt(reader, 8, 18);
  if (header === null || header.getUint32(4) !== 0x49484452) return null;
  const [width, height, colour] = [header.getUint32(8), header.getUint32(12), header.getUint8(17)];
  let hasAlpha = colour === 4 || colour === 6;
  let orientation: Orientation = 1;
  let isAnimated = false;
  let hasExif = false;
  let position = 33;
  for (let count = 0; count < maxChunks; count += 1) {
    const chunk = await viewAt(reader, position, 8);
    const name = chunk?.getUint32(4);
    if (chunk === null || name === 0x49454e44) break;
    if (name === 0x74524e53) hasAlpha = true;
    if (name === 0x6163544c) isAnimated = true;
    // The eXIf chunk may also follow the pixels.
    if (name === 0x65584966 && !hasExif) {
      orientation = await exifAt(reader, position + 8, chunk.getUint32(0), false);
      hasExif = true;
    }
    position += 12 + chunk.getUint32(0);
  }
  return shown({ width, height }, orientation, hasAlpha, isAnimated ? ['animated'] : []);
}

async function webpFacts(reader: ByteReader): Promise<ImageMetadata | null> {
  const view = await viewAt(reader, 12, 18);
  if (view === null) return null;
  const byte = (at: number) => view.getUint8(at);
  switch (view.getUint32(0)) {
    case 0x56503858: {
      // VP8X: flags, then both sides less one in 24 bits
      const width = 1 + byte(12) + byte(13) * 256 + byte(14) * 65_536;
      const height = 1 + byte(15) + byte(16) * 256 + byte(17) * 65_536;
      const orientation = (byte(8) & 0x08) === 0 ? 1 : await webpOrientation(reader);
      return shown({ width, height }, orientation, (byte(8) & 0x10) !== 0, (byte(8) & 0x02) === 0 ? [] : ['animated']);
    }
    case 0x5650384c: {
      // VP8L: a signature byte, then 14 bits each and one for alpha
      if (byte(8) !== 0x2f) return null;
      const bits = view.getUint32(9, true);
      return shown({ width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }, 1, ((bits >>> 28) & 1) === 1);
    }
    case 0x56503820: // VP8: frame tag, start code, 14 bits each
      if (byte(11) !== 0x9d || byte(12) !== 0x01 || byte(13) !== 0x2a) return null;
      return shown({ width: view.getUint16(14, true) & 0x3fff, height: view.getUint16(16, true) & 0x3fff }, 1, false);
    default:
      return null;
  }
}

async function webpOrientation(reader: ByteReader): Promise<Orientation> {
  let position = 12;
  for (let count = 0; count < maxChunks; count += 1) {
    const chunk = await viewAt(reader, position, 8);
    if (chunk === null) return 1;
    const length = chunk.getUint32(4, true);
    if (chunk.getUint32(0) === 0x45584946) return await exifAt(reader, position + 8, length, false);
    position += 8 + length + (length % 2);
  }
  return 1;
}

/** Returns the size of the logical screen; a GIF with a second frame is animated. */
async function gifFacts(reader: ByteReader): Promise<ImageMetadata | null> {
  const view = await viewAt(reader, 6, 5);
  if (view === null) return null;
  const size = { width: view.getUint16(0, true), height: view.getUint16(2, true) };
  const isAnimated = await hasSecondFrame(reader, 13 + colourTableBytes(view.getUint8(4)));
  return shown(size, 1, null, isAnimated ? ['animated'] : []);
}

const colourTableBytes = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
/** A GIF of 100 MB has 400,000 blocks. They are read from memory, a window at a time. */
const MAX_BLOCKS = 500_000;

/** GIF89a: extensions (0x21) and pictures (0x2c), both as blocks of up to 255 bytes with their length before them. */
async function hasSecondFrame(reader: ByteReader, start: number): Promise<boolean> {
  const byteAt = windowed(reader);
  let position = start;
  let frames = 0;
  // Extensions and pictures without blocks count as well.
  for (let blocks = 0; blocks < MAX_BLOCKS; blocks += 1) {
    const introducer = await byteAt(position);
    if (introducer === 0x2c) {
      frames += 1;
      if (frames > 1) return true;
      position += 10;
      position += colourTableBytes((await byteAt(position - 1)) ?? 0) + 1;
    } else if (introducer === 0x21) position += 2;
    else return false;
    for (; blocks < MAX_BLOCKS; blocks += 1) {
      const length = await byteAt(position);
      if (length === null) return false;
      position += 1 + length;
      if (length === 0) break;
    }
  }
  return false;
}

/** Returns a reader of single bytes at rising positions, which reads the file in large pieces; null beyond the end. */
function windowed(reader: ByteReader): (position: number) => Promise<number | null> {
  let from = 0;
  let bytes = new Uint8Array();
  return async (position) => {
    if (position < from || position >= from + bytes.byteLength) {
      if (position >= reader.size) return null;
      from = position;
      bytes = Uint8Array.from(await reader.read(position, 256 * 1024));
    }
    return bytes[position - from] ?? null;
  };
}

async function bmpFacts(reader: ByteReader): Promise<ImageMetadata | null> {
  const view = await viewAt(reader, 14, 16);
  if (view === null) return null;
  if (view.getUint32(0, true) === 12) return shown({ width: view.getUint16(4, true), height: view.getUint16(6, true) }, 1, false);
  // A negative height means rows from the top.
  const [width, height] = [view.getInt32(4, true), Math.abs(view.getInt32(8, true))];
  return shown({ width, height }, 1, view.getUint16(14, true) === 32 ? null : false);
}

async function viewAt(reader: ByteReader, position: number, length: number): Promise<DataView | null> {
  const bytes = await reader.read(position, length);
  return bytes.byteLength < length ? null : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
