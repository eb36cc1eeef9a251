// Detects the type of a file by its content, never by its name. Knows the types of references (the customer's parameter reference: JPEG,
// PNG, WebP for generation; GIF and video in all formats as files), and the unsupported types that users most often try.

/** A detected file type. `other` cannot be a reference. */
export interface FileType {
  readonly kind: 'image' | 'video' | 'audio' | 'other';
  readonly mimeType: string;
  /** The extension of the studio's own copy, without a dot. */
  readonly extension: string;
}

/** Number of first bytes that are enough to detect every type below. */
export const sniffBytes = 4_096;

const kinds = {
  image: (mimeType: string, extension: string): FileType => ({ kind: 'image', mimeType, extension }),
  video: (mimeType: string, extension: string): FileType => ({ kind: 'video', mimeType, extension }),
  audio: (mimeType: string, extension: string): FileType => ({ kind: 'audio', mimeType, extension }),
  other: (mimeType: string): FileType => ({ kind: 'other', mimeType, extension: 'bin' }),
};

/** The first bytes of a file, one character per byte, and the type that they identify. */
const signatures: readonly (readonly [string, FileType])[] = [
  ['\xff\xd8\xff', kinds.image('image/jpeg', 'jpg')],
  ['\x89PNG\r\n\x1a\n', kinds.image('image/png', 'png')],
  ['GIF87a', kinds.image('image/gif', 'gif')],
  ['GIF89a', kinds.image('image/gif', 'gif')],
  ['II*\0', kinds.image('image/tiff', 'tiff')],
  ['MM\0*', kinds.image('image/tiff', 'tiff')],
  ['ID3', kinds.audio('audio/mpeg', 'mp3')],
  ['fLaC', kinds.audio('audio/flac', 'flac')],
  ['FLV\x01', kinds.video('video/x-flv', 'flv')],
  ['\x30\x26\xb2\x75\x8e\x66\xcf\x11', kinds.video('video/x-ms-wmv', 'wmv')],
  ['\0\0\x01\xba', kinds.video('video/mpeg', 'mpg')],
  ['\0\0\x01\xb3', kinds.video('video/mpeg', 'mpg')],
  ['%PDF-', kinds.other('application/pdf')],
  ['PK\x03\x04', kinds.other('application/zip')],
  ['8BPS', kinds.other('image/vnd.adobe.photoshop')],
  ['\x7fELF', kinds.other('application/x-executable')],
  ['MZ', kinds.other('application/x-executable')],
  ['Rar!', kinds.other('application/vnd.rar')],
  ['7z\xbc\xaf', kinds.other('application/x-7z-compressed')],
  ['\0\0\x01\0', kinds.other('image/vnd.microsoft.icon')],
];

/** Detects the type from the first bytes; null if it is unknown. */
export function fileTypeOf(first: Uint8Array): FileType | null {
  const text = Buffer.from(first.buffer, first.byteOffset, Math.min(first.byteLength, sniffBytes)).toString('latin1');
  const signature = signatures.find(([beginning]) => text.startsWith(beginning));
  if (signature !== undefined) return signature[1];
  return (
    riffType(text) ?? mp4Type(text) ?? matroskaType(text) ?? oggType(text) ?? streamType(first, text) ?? bitmapType(text) ?? textType(text)
  );
}

function riffType(text: string): FileType | null {
  if (!text.startsWith('RIFF')) return null;
  const form = text.slice(8, 12);
  if (form === 'WEBP') return kinds.image('image/webp', 'webp');
  if (form === 'AVI ') return kinds.video('video/x-msvideo', 'avi');
  return form === 'WAVE' ? kinds.audio('audio/wav', 'wav') : null;
}

/** Detects ISO media files by their major brand. QuickTime files of the nineties begin with other boxes. */
function mp4Type(text: string): FileType | null {
  const box = text.slice(4, 8);
  if (box === 'moov' || box === 'mdat' || box === 'wide' || box === 'pnot') return kinds.video('video/quicktime', 'mov');
  if (box !== 'ftyp') return null;
  const brand = text.slice(8, 12);
  if (brand === 'qt  ') return kinds.video('video/quicktime', 'mov');
  if (brand === 'avif' || brand === 'avis') return kinds.other('image/avif');
  if (/^(heic|heix|hevc|hevx|heim|heis|mif1|msf1)$/.test(brand)) return kinds.other('image/heic');
  if (brand === 'M4A ' || brand === 'M4B ') return kinds.audio('audio/mp4', 'm4a');
  if (brand === 'crx ') return kinds.other('image/x-canon-cr3');
  if (brand.startsWith('3g')) return kinds.video('video/3gpp', '3gp');
  return kinds.video('video/mp4', 'mp4');
}

function matroskaType(text: string): FileType | null {
  if (!text.startsWith('\x1a\x45\xdf\xa3')) return null;
  return text.slice(0, 64).includes('webm') ? kinds.video('video/webm', 'webm') : kinds.video('video/x-matroska', 'mkv');
}

function oggType(text: string): FileType | null {
  if (!text.startsWith('OggS')) return null;
  return text.slice(0, 128).includes('theora') ? kinds.video('video/ogg', 'ogv') : kinds.audio('audio/ogg', 'ogg');
}

/** Detects streams without a file header: MPEG-TS by the sync bytes of its first three packets, AAC and MP3 by the header of the first frame. */
function streamType(first: Uint8Array, text: string): FileType | null {
  if (text[0] === 'G' && text[188] === 'G' && text[376] === 'G') return kinds.video('video/mp2t', 'ts');
  const [a = 0, b = 0] = first;
  if (a !== 0xff || (b & 0xe0) !== 0xe0) return null;
  const layer = (b >> 1) & 3;
  if (layer === 0) return (b & 0xf0) === 0xf0 ? kinds.audio('audio/aac', 'aac') : null;
  return layer === 1 && ((b >> 3) & 3) !== 1 ? kinds.audio('audio/mpeg', 'mp3') : null;
}

/** "BM" begins many words, so the size of the header must fit too. */
function bitmapType(text: string): FileType | null {
  const headerBytes = text.charCodeAt(14) + text.charCodeAt(15) * 256;
  return text.startsWith('BM') && [12, 16, 40, 52, 56, 64, 108, 124].includes(headerBytes) ? kinds.image('image/bmp', 'bmp') : null;
}

function textType(text: string): FileType | null {
  const beginning = text
    .slice(0, 512)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(!doctype html|html|head|body)/.test(beginning)) return kinds.other('text/html');
  if (/^(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!doctype svg|<svg)/s.test(beginning)) return kinds.other('image/svg+xml');
  if (/^<\?xml/.test(beginning)) return kinds.other('application/xml');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary data from text
  return text.length > 0 && !/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? kinds.other('text/plain') : null;
}

const extensions: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  bmp: 'image/bmp',
  tiff: 'image/tiff',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  '3gp': 'video/3gpp',
  webm: 'video/webm',
  mkv: 'video/x-matroska',
  avi: 'video/x-msvideo',
  flv: 'video/x-flv',
  wmv: 'video/x-ms-wmv',
  mpg: 'video/mpeg',
  ts: 'video/mp2t',
  ogv: 'video/ogg',
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
};

/** Returns the MIME type of one of our own copies from its extension, which was chosen by the content. */
export function mimeTypeOfExtension(extension: string): string {
  return extensions[extension] ?? 'application/octet-stream';
}
