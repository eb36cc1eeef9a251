// Headers of pictures: enough to read the size, but nothing that could be decoded.

/** EXIF as stored in a PNG: a TIFF whose only entry is the orientation. */
export const exif = (orientation: number): Buffer =>
  Buffer.concat([Buffer.from('MM\0*'), u32(8), u16(1), u16(0x112), u16(3), u32(1), u16(orientation), u16(0), u32(0)]);

const u16 = (value: number) => Buffer.from([(value >> 8) & 255, value & 255]);
const u32 = (value: number) => Buffer.from([(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);

export function png(width: number, height: number, colour = 2, chunks: readonly Buffer[] = []): Buffer {
  const header = Buffer.concat([u32(13), Buffer.from('IHDR'), u32(width), u32(height), Buffer.from([8, colour, 0, 0, 0]), u32(0)]);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), header, ...chunks, pngChunk('IDAT', 30), pngChunk('IEND', 0)]);
}

export function pngChunk(name: string, content: number | Buffer): Buffer {
  const bytes = typeof content === 'number' ? Buffer.alloc(content) : content;
  return Buffer.concat([u32(bytes.byteLength), Buffer.from(name), bytes, u32(0)]);
}

/** A JPEG header; with EXIF if an orientation is given. */
export function jpeg(width: number, height: number, orientation?: number, isLittle = false): Buffer {
  const segments = [Buffer.from([0xff, 0xd8]), jpegSegment(0xe0, Buffer.alloc(14))];
  if (orientation !== undefined) {
    const tiff = isLittle
      ? Buffer.concat([Buffer.from('II*\0'), Buffer.from([8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0])])
      : Buffer.concat([Buffer.from('MM\0*'), u32(8), u16(1), u16(0x112), u16(3), u32(1), u16(orientation), u16(0), u32(0)]);
    segments.push(jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff])));
  }
  segments.push(jpegSegment(0xc0, Buffer.concat([Buffer.from([8]), u16(height), u16(width), Buffer.alloc(10)])), Buffer.from([0xff, 0xda]));
  return Buffer.concat(segments);
}

/** A JPEG whose frame header has this marker, these bits per sample and this number of components. */
export const jpegFrame = (marker: number, bits: number, components: number): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jpegSegment(marker, Buffer.concat([Buffer.from([bits]), u16(480), u16(640), Buffer.from([components]), Buffer.alloc(3 * components)])),
    Buffer.from([0xff, 0xda]),
  ]);

/** An extended WebP with `flags`, and EXIF with `orientation` after its picture. */
export function extendedWebp(flags: number, orientation: number): Buffer {
  const block = exif(orientation);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(block.byteLength);
  const head = Buffer.from([10, 0, 0, 0, flags, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0]);
  const picture = Buffer.concat([Buffer.from('VP8 '), Buffer.from([3, 0, 0, 0, 1, 2, 3, 0])]);
  return Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBPVP8X'), head, picture, Buffer.from('EXIF'), size, block]);
}

/** A GIF of `frames` frames, each preceded by a comment. */
export function gif(frames: number): Buffer {
  const frame = Buffer.from([0x21, 0xfe, 2, 0x2c, 0x2c, 0, 0x2c, 0, 0, 0, 0, 0x80, 2, 0xe0, 1, 0, 2, 3, 9, 9, 9, 0]);
  const head = Buffer.concat([Buffer.from('GIF89a\x80\x02\xe0\x01\x80\0\0', 'latin1'), Buffer.alloc(6)]);
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])]);
}

function jpegSegment(marker: number, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker]), u16(payload.byteLength + 2), payload]);
}

export function webp(kind: 'VP8 ' | 'VP8L' | 'VP8X', payload: readonly number[]): Buffer {
  return Buffer.concat([
    Buffer.from('RIFF\0\0\0\0WEBP'),
    Buffer.from(kind),
    Buffer.from([10, 0, 0, 0]),
    Buffer.from(payload),
    Buffer.alloc(20),
  ]);
}
