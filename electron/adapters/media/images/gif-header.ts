// Reads the header of a GIF file, and whether it has a second frame.
import type { ByteReader } from '../../mp4/mp4-boxes.ts';
import { type ImageMetadata, orientedMetadata, readView } from './image-header.ts';

/** Returns the size of the logical screen; a GIF with a second frame is animated. */
export async function readGifHeader(reader: ByteReader): Promise<ImageMetadata | null> {
  const view = await readView(reader, 6, 5);
  if (view === null) return null;
  const size = { width: view.getUint16(0, true), height: view.getUint16(2, true) };
  const isAnimated = await hasSecondFrame(reader, 13 + colourTableBytes(view.getUint8(4)));
  return orientedMetadata(size, 1, null, isAnimated ? ['animated'] : []);
}

const colourTableBytes = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
/** A GIF of 100 MB has 400,000 blocks. They are read from memory, a window at a time. */
const maxBlocks = 500_000;

/** GIF89a: extensions (0x21) and pictures (0x2c), both stored as blocks of up to 255 bytes, each with its length before it. */
async function hasSecondFrame(reader: ByteReader, start: number): Promise<boolean> {
  const byteAt = createSequentialReader(reader);
  let position = start;
  let frames = 0;
  // Extensions and pictures without blocks count as well.
  for (let blocks = 0; blocks < maxBlocks; blocks += 1) {
    const introducer = await byteAt(position);
    if (introducer === 0x2c) {
      frames += 1;
      if (frames > 1) return true;
      position += 10;
      position += colourTableBytes((await byteAt(position - 1)) ?? 0) + 1;
    } else if (introducer === 0x21) position += 2;
    else return false;
    for (; blocks < maxBlocks; blocks += 1) {
      const length = await byteAt(position);
      if (length === null) return false;
      position += 1 + length;
      if (length === 0) break;
    }
  }
  return false;
}

/**
 * Returns a reader of single bytes at ascending positions, which reads the file in large pieces. It returns null beyond the end of the
 * file.
 */
function createSequentialReader(reader: ByteReader): (position: number) => Promise<number | null> {
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
