// Detects the type of a file from its first bytes, and the size of a picture. Names and declared types are ignored, so that a renamed PDF is
// refused as the service would refuse it.
import type { Size } from '../models/result-size.ts';

interface FileType {
  readonly mimeType: string;
  readonly extension: string;
  readonly size: Size | null;
}

const ascii = (bytes: Buffer, start: number, end: number): string => bytes.toString('latin1', start, end);

/** The number of first bytes that `sniffFileType` may need to find a picture's size after its metadata. */
export const headBytes = 512 * 1_024;

/** Detects the type of the file that begins with `head`; null when the service does not take such files. */
export function sniffFileType(head: Buffer): FileType | null {
  const picture = recognisePicture(head);
  if (picture) return picture;
  const media = (mimeType: string, extension: string): FileType => ({ mimeType, extension, size: null });
  const brand = ascii(head, 4, 8) === 'ftyp' ? ascii(head, 8, 12) : null;
  if (brand === 'M4A ') return media('audio/mp4', 'm4a');
  if (brand === 'qt  ') return media('video/quicktime', 'mov');
  if (brand !== null) return /^(heic|heix|mif1|avif)/.test(brand) ? null : media('video/mp4', 'mp4');
  if (head.length > 4 && head.readUInt32BE(0) === 0x1a45dfa3) return media('video/webm', 'webm');
  if (ascii(head, 0, 4) === 'RIFF')
    return ascii(head, 8, 12) === 'WAVE'
      ? media('audio/wav', 'wav')
      : ascii(head, 8, 12) === 'AVI '
        ? media('video/x-msvideo', 'avi')
        : null;
  if (ascii(head, 0, 3) === 'ID3' || (head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2)) return media('audio/mpeg', 'mp3');
  if (ascii(head, 0, 4) === 'OggS') return media('audio/ogg', 'ogg');
  if (ascii(head, 0, 4) === 'fLaC') return media('audio/flac', 'flac');
  return null;
}

function recognisePicture(head: Buffer): FileType | null {
  const picture = (name: string, extension: string, size: Size | null): FileType => ({ mimeType: `image/${name}`, extension, size });
  if (head.length >= 24 && head.readUInt32BE(0) === 0x89504e47)
    return picture('png', 'png', { width: head.readUInt32BE(16), height: head.readUInt32BE(20) });
  if (/^GIF8[79]a/.test(ascii(head, 0, 6)) && head.length >= 10)
    return picture('gif', 'gif', { width: head.readUInt16LE(6), height: head.readUInt16LE(8) });
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return picture('jpeg', 'jpg', jpegSize(head));
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') return picture('webp', 'webp', webpSize(head));
  return null;
}

/** Walks the segments to the frame header (SOF0–SOF15 without the three that are not frames). */
function jpegSize(head: Buffer): Size | null {
  let at = 2;
  while (at + 9 < head.length && head[at] === 0xff) {
    const marker = head[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: head.readUInt16BE(at + 5), width: head.readUInt16BE(at + 7) };
    }
    at += 2 + head.readUInt16BE(at + 2);
  }
  return null;
}

function webpSize(head: Buffer): Size | null {
  if (head.length < 30) return null;
  switch (ascii(head, 12, 16)) {
    case 'VP8X':
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
    default:
      return null;
  }
}
