// Headers of pictures: enough for whoever reads the size, nothing that could be decoded.

const u16 = (value: number) => Buffer.from([(value >> 8) & 255, value & 255]);
const u32 = (value: number) => Buffer.from([(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);

export function png(width: number, height: number, colour = 2, chunks: readonly Buffer[] = []): Buffer {
  const header = Buffer.concat([u32(13), Buffer.from('IHDR'), u32(width), u32(height), Buffer.from([8, colour, 0, 0, 0]), u32(0)]);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), header, ...chunks, pngChunk('IDAT', 30), pngChunk('IEND', 0)]);
}

export function pngChunk(name: string, bytes: number): Buffer {
  return Buffer.concat([u32(bytes), Buffer.from(name), Buffer.alloc(bytes), u32(0)]);
}

/** With EXIF of this orientation where one is given. */
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
