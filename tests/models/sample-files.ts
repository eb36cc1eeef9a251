// Creates files that match a reference in everything that the service checks: type, size in pixels and duration. The files have no other
// content.
import type { Reference } from '../../shared/models/index.ts';
import { tinyClip } from '../contract/simulator/tiny-clip.ts';

const padded = (...bytes: readonly number[]): Buffer => Buffer.concat([Buffer.from(bytes), Buffer.alloc(64)]).subarray(0, 64);

function pictureBytes(format: string, width: number, height: number): Buffer {
  switch (format) {
    case 'jpeg': {
      const bytes = padded(0xff, 0xd8, 0xff, 0xc0, 0, 17, 8);
      bytes.writeUInt16BE(height, 7);
      bytes.writeUInt16BE(width, 9);
      return bytes;
    }
    case 'png': {
      const bytes = padded(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52);
      bytes.writeUInt32BE(width, 16);
      bytes.writeUInt32BE(height, 20);
      return bytes;
    }
    case 'webp': {
      const bytes = padded();
      bytes.write('RIFF    WEBPVP8X', 0, 'latin1');
      bytes.writeUIntLE(width - 1, 24, 3);
      bytes.writeUIntLE(height - 1, 27, 3);
      return bytes;
    }
    case 'gif': {
      const bytes = padded();
      bytes.write('GIF89a', 0, 'latin1');
      bytes.writeUInt16LE(width, 6);
      bytes.writeUInt16LE(height, 8);
      return bytes;
    }
    case 'bmp': {
      const bytes = padded(0x42, 0x4d);
      bytes.writeUInt32LE(40, 14); // BITMAPINFOHEADER
      bytes.writeInt32LE(width, 18);
      bytes.writeInt32LE(height, 22);
      return bytes;
    }
    case 'tiff': {
      // Little-endian, one directory with the tags for width and height, each a LONG.
      const bytes = padded(0x49, 0x49, 42, 0, 8, 0, 0, 0, 2, 0);
      for (const [offset, tag, value] of [
        [10, 256, width],
        [22, 257, height],
      ] as const) {
        bytes.writeUInt16LE(tag, offset);
        bytes.writeUInt16LE(4, offset + 2);
        bytes.writeUInt32LE(1, offset + 4);
        bytes.writeUInt32LE(value, offset + 8);
      }
      return bytes;
    }
    default:
      throw new Error(`no sample of ${format}`);
  }
}

const videoBrands: Readonly<Record<string, string>> = { 'video/quicktime': 'qt  ' };

function videoBytes({ mimeType, width, height, durationSeconds }: Reference): Buffer {
  if (mimeType === 'video/webm') return padded(0x1a, 0x45, 0xdf, 0xa3);
  const bytes = tinyClip({
    width: width ?? 1280,
    height: height ?? 720,
    durationSeconds: durationSeconds ?? 4,
    framesPerSecond: 24,
    audio: false,
    seed: 1,
  });
  bytes.write(videoBrands[mimeType] ?? 'isom', 8, 'latin1');
  return bytes;
}

/** Returns the bytes of a file that matches a reference. */
export function bytesOf(reference: Reference): Buffer {
  switch (reference.kind) {
    case 'image':
      return pictureBytes(reference.mimeType.slice('image/'.length), reference.width ?? 1280, reference.height ?? 720);
    case 'video':
      return videoBytes(reference);
    case 'audio':
      return Buffer.concat([Buffer.from('ID3\u0004\u0000\u0000', 'latin1'), Buffer.alloc(58)]);
  }
}
