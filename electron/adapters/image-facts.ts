// Size and transparency of a picture from its header, without decoding it. Bounded: no file can make this read more than a little.
import type { ByteReader } from './mp4-boxes.ts';

export interface ImageFacts {
  /** As shown: a photo that its EXIF orientation turns by a quarter has its sides exchanged. */
  readonly width: number;
  readonly height: number;
  /** null where the format does not say it in the header. */
  readonly hasAlpha: boolean | null;
}

const MAX_SEGMENTS = 500;
const EXIF_BYTES = 64 * 1024;

/** null when the header is damaged or says nothing of a size. */
export async function imageFacts(reader: ByteReader, mimeType: string): Promise<ImageFacts | null> {
  const facts = await factsOf(reader, mimeType);
  return facts === null || facts.width <= 0 || facts.height <= 0 ? null : facts;
}

async function factsOf(reader: ByteReader, mimeType: string): Promise<ImageFacts | null> {
  switch (mimeType) {
    case 'image/jpeg':
      return await jpegFacts(reader);
    case 'image/png':
      return await pngFacts(reader);
    case 'image/webp':
      return await webpFacts(reader);
    case 'image/gif': {
      const view = await viewAt(reader, 6, 4);
      return view === null ? null : { width: view.getUint16(0, true), height: view.getUint16(2, true), hasAlpha: null };
    }
    case 'image/bmp':
      return await bmpFacts(reader);
    case 'image/tiff':
      return await tiffFacts(reader);
    default:
      return null;
  }
}

async function jpegFacts(reader: ByteReader): Promise<ImageFacts | null> {
  let position = 2;
  let isTurned = false;
  for (let count = 0; count < MAX_SEGMENTS; count += 1) {
    const head = await viewAt(reader, position, 4);
    if (head === null || head.getUint8(0) !== 0xff) return null;
    const marker = head.getUint8(1);
    if (marker === 0xff) {
      position += 1; // fill byte
      continue;
    }
    if (marker === 0xd8 || (marker >= 0xd0 && marker <= 0xd7) || marker === 0x01) {
      position += 2;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) return null; // picture data before any frame header
    const length = head.getUint16(2);
    if (length < 2) return null;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      const frame = await viewAt(reader, position + 4, 5);
      if (frame === null) return null;
      const [width, height] = [frame.getUint16(3), frame.getUint16(1)];
      return isTurned ? { width: height, height: width, hasAlpha: false } : { width, height, hasAlpha: false };
    }
    if (marker === 0xe1) isTurned ||= await isTurnedByExif(reader, position + 4, length - 2);
    position += 2 + length;
  }
  return null;
}

/** EXIF orientations 5 to 8 lay the picture on its side. */
async function isTurnedByExif(reader: ByteReader, start: number, length: number): Promise<boolean> {
  const bytes = await reader.read(start, Math.min(length, EXIF_BYTES));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 14 || view.getUint32(0) !== 0x45786966 || view.getUint16(4) !== 0) return false;
  const orientation = tiffTags(new DataView(bytes.buffer, bytes.byteOffset + 6, bytes.byteLength - 6), 0)?.get(274);
  return orientation !== undefined && orientation >= 5 && orientation <= 8;
}

/** The whole numbers in the directory at the header's offset, by tag; `shift` is where `view` begins in the file. */
function tiffTags(view: DataView, at: number): Map<number, number> | null {
  if (view.byteLength < at + 8) return null;
  const isLittle = view.getUint16(at) === 0x4949;
  return readDirectory(view, view.getUint32(at + 4, isLittle), isLittle);
}

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

async function tiffFacts(reader: ByteReader): Promise<ImageFacts | null> {
  const head = await viewAt(reader, 0, 8);
  if (head === null) return null;
  const isLittle = head.getUint16(0) === 0x4949;
  const bytes = await reader.read(head.getUint32(4, isLittle), 2 + 200 * 12);
  const tags = readDirectory(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, isLittle);
  const [width, height] = [tags?.get(256), tags?.get(257)];
  return width === undefined || height === undefined ? null : { width, height, hasAlpha: tags?.has(338) === true };
}

async function pngFacts(reader: ByteReader): Promise<ImageFacts | null> {
  const header = await viewAt(reader, 8, 18);
  if (header === null || header.getUint32(4) !== 0x49484452) return null;
  const [width, height, colour] = [header.getUint32(8), header.getUint32(12), header.getUint8(17)];
  if (colour === 4 || colour === 6) return { width, height, hasAlpha: true };
  // Other colour types are transparent through a tRNS chunk before the picture data.
  let position = 33;
  for (let count = 0; count < MAX_SEGMENTS; count += 1) {
    const chunk = await viewAt(reader, position, 8);
    const name = chunk?.getUint32(4);
    if (chunk === null || name === 0x49444154) break;
    if (name === 0x74524e53) return { width, height, hasAlpha: true };
    position += 12 + chunk.getUint32(0);
  }
  return { width, height, hasAlpha: false };
}

async function webpFacts(reader: ByteReader): Promise<ImageFacts | null> {
  const view = await viewAt(reader, 12, 18);
  if (view === null) return null;
  const byte = (at: number) => view.getUint8(at);
  switch (view.getUint32(0)) {
    case 0x56503858: // VP8X: flags, then both sides less one in 24 bits
      return {
        width: 1 + byte(12) + byte(13) * 256 + byte(14) * 65_536,
        height: 1 + byte(15) + byte(16) * 256 + byte(17) * 65_536,
        hasAlpha: (byte(8) & 0x10) !== 0,
      };
    case 0x5650384c: {
      // VP8L: a signature byte, then 14 bits each and one for alpha
      if (byte(8) !== 0x2f) return null;
      const bits = view.getUint32(9, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff), hasAlpha: ((bits >>> 28) & 1) === 1 };
    }
    case 0x56503820: // VP8: frame tag, start code, 14 bits each
      if (byte(11) !== 0x9d || byte(12) !== 0x01 || byte(13) !== 0x2a) return null;
      return { width: view.getUint16(14, true) & 0x3fff, height: view.getUint16(16, true) & 0x3fff, hasAlpha: false };
    default:
      return null;
  }
}

async function bmpFacts(reader: ByteReader): Promise<ImageFacts | null> {
  const view = await viewAt(reader, 14, 16);
  if (view === null) return null;
  if (view.getUint32(0, true) === 12) return { width: view.getUint16(4, true), height: view.getUint16(6, true), hasAlpha: false };
  // A negative height means rows from the top.
  const [width, height] = [view.getInt32(4, true), Math.abs(view.getInt32(8, true))];
  return { width, height, hasAlpha: view.getUint16(14, true) === 32 ? null : false };
}

async function viewAt(reader: ByteReader, position: number, length: number): Promise<DataView | null> {
  const bytes = await reader.read(position, length);
  return bytes.byteLength < length ? null : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
