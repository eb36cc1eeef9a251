// Detects the type of a file from its first bytes, and the size of a picture. Names and declared types are ignored, so that a renamed PDF is
// refused, as the service refuses it.
import type { Size } from '../models/result-size.ts';

interface FileType {
  readonly mimeType: string;
  readonly extension: string;
  /** Null for audio and video, and for a picture whose size cannot be found. */
  readonly size: Size | null;
}

const ascii = (bytes: Buffer, start: number, end: number): string => bytes.toString('latin1', start, end);

/** How many bytes to read from the start of a file for `sniffFileType`: a picture's size can come after long metadata. */
export const headBytes = 512 * 1_024;

/** Detects the type of the file that begins with `head`; null for a type that is unknown or that the service does not accept. */
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
  const picture = (subtype: string, extension: string, size: Size | null): FileType => ({ mimeType: `image/${subtype}`, extension, size });
  if (head.length >= 24 && head.readUInt32BE(0) === 0x89504e47)
    return picture('png', 'png', { width: head.readUInt32BE(16), height: head.readUInt32BE(20) });
  if (/^GIF8[79]a/.test(ascii(head, 0, 6)) && head.length >= 10)
    return picture('gif', 'gif', { width: head.readUInt16LE(6), height: head.readUInt16LE(8) });
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return picture('jpeg', 'jpg', jpegSize(head));
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') return picture('webp', 'webp', webpSize(head));
  return null;
}

/** Walks the segments to the frame header: a marker from 0xC0 to 0xCF, except 0xC4 (DHT), 0xC8 (JPG) and 0xCC (DAC). */
function jpegSize(head: Buffer): Size | null {
  let offset = 2;
  while (offset + 9 < head.length && head[offset] === 0xff) {
    const marker = head[offset + 1] ?? 0;
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: head.readUInt16BE(offset + 5), width: head.readUInt16BE(offset + 7) };
    }
    offset += 2 + head.readUInt16BE(offset + 2);
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
