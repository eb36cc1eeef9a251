// Decodes a picture of the reference store completely, and encodes it anew where services would read it differently from what is shown here.
import type { AppError } from '../../../shared/errors.ts';
import { models } from '../../../shared/models/index.ts';
import { bytesPerMegabyte, imageMaxMegabytes } from '../../../shared/models/rules/general-limits.ts';
import { maxPixels, type NormalizeReason } from '../../../shared/pictures/normalize.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { FileSource, PictureDecoder, PictureEncoding, PictureSource } from '../../core/ports.ts';

/** The properties that decide how a picture is decoded and encoded. */
export interface PictureFile {
  /** Only for errors: an uploaded file is named by its content, never by the user's name for it. */
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  /** Pixels; null where the header has no size. */
  readonly width: number | null;
  readonly height: number | null;
  /** null where the header does not say it. */
  readonly hasAlpha: boolean | null;
  /** Why a copy is uploaded instead of the file; empty when the file itself is. */
  readonly normalize: readonly NormalizeReason[];
}

/** The size limits of the models for one picture, in bytes, smallest first, including the service's own limit. */
const limits = [...models.flatMap(({ image }) => (image === null ? [] : [image.maxMegabytes])), imageMaxMegabytes]
  .map((megabytes) => megabytes * bytesPerMegabyte)
  .sort((one, other) => one - other);
const mostBytes = imageMaxMegabytes * bytesPerMegabyte;
/** A small picture may become larger: no model refuses a file below this size. */
const mayGrowTo = 1_048_576;
/** An opaque picture of more pixels could have more bytes as PNG than the page that writes it may send. */
const mostPngPixels = 60_000_000;

/**
 * How many bytes the copy of a file with so many may have. A request is checked with the file's size, so its copy must stay under every limit that the file
 * is under.
 */
const limitFor = (bytes: number): number => limits.find((limit) => bytes <= limit && limit <= mostBytes) ?? mostBytes;

/** Chooses the encoding: JPEG of about the same size for a photo and for a huge opaque picture, otherwise PNG. */
export function encodingFor({ mimeType, bytes, width, height, hasAlpha }: Omit<PictureFile, 'name' | 'normalize'>): PictureEncoding {
  const isPhoto = mimeType === 'image/jpeg' || (mimeType === 'image/webp' && hasAlpha === false);
  const isHuge = hasAlpha === false && (width ?? 0) * (height ?? 0) > mostPngPixels;
  const targetBytes = Math.min(limitFor(bytes), Math.max(mayGrowTo, bytes));
  return { format: isPhoto || isHuge ? 'jpeg' : 'png', isOpaque: hasAlpha === false, targetBytes };
}

async function decode(
  pictures: PictureDecoder,
  file: PictureFile,
  source: PictureSource,
  write: PictureEncoding | null,
  signal: AbortSignal,
): Promise<Result<Uint8Array | null, AppError>> {
  const { name, width, height, normalize } = file;
  // A few bytes can say that they are a picture which takes all the memory there is.
  if ((width ?? 0) * (height ?? 0) > maxPixels) return fail({ kind: 'reference-undecodable', name, why: 'too-much' });
  const decoded = await pictures.decode(source, file.mimeType, write, signal);
  switch (decoded.kind) {
    case 'decoded':
      return ok(decoded.encoded);
    case 'undecodable':
      return fail(
        normalize.includes('rare-coding')
          ? { kind: 'reference-undecodable', name, why: 'rare-coding' }
          : { kind: 'reference-incomplete', name },
      );
    case 'unsupported':
      return fail({ kind: 'reference-undecodable', name, why: 'unsupported' });
    case 'unavailable':
      return fail({ kind: 'decoder-unavailable', name, detail: decoded.detail.slice(0, 500) });
    case 'too-much':
      return fail({ kind: 'reference-undecodable', name, why: 'too-much' });
    case 'stopped':
      return fail({ kind: 'not-allowed-in-state', action: 'decode a picture', state: 'stopping' });
  }
}

/** Whether the whole picture can be decoded. */
export async function checkDecodable(
  pictures: PictureDecoder,
  file: PictureFile,
  source: PictureSource,
  signal: AbortSignal,
): Promise<Result<null, AppError>> {
  const decoded = await decode(pictures, file, source, null, signal);
  return decoded.ok ? ok(null) : decoded;
}

/** The normalized copy as something to upload, named by the content it was made from. It is made in memory and kept nowhere. */
export async function normalizedSource(
  pictures: PictureDecoder,
  file: PictureFile & { readonly sha256: string },
  source: PictureSource,
  signal: AbortSignal,
): Promise<Result<FileSource, AppError>> {
  const limitBytes = limitFor(file.bytes);
  let writing = encodingFor(file);
  let written = await decode(pictures, file, source, writing, signal);
  if (written.ok && (written.value?.byteLength ?? 0) > limitBytes && writing.format === 'png' && writing.isOpaque) {
    writing = { ...writing, format: 'jpeg' };
    written = await decode(pictures, file, source, writing, signal);
  }
  if (!written.ok) return written;
  const bytes = written.value;
  if (bytes === null) throw new Error('a picture that was to be written was not');
  const { name } = file;
  if (bytes.byteLength > limitBytes) return fail({ kind: 'reference-too-large', name, bytes: bytes.byteLength, limitBytes });
  return ok({
    name: `${file.sha256}.${writing.format === 'jpeg' ? 'jpg' : 'png'}`,
    mimeType: `image/${writing.format}`,
    bytes: bytes.byteLength,
    async *read() {
      yield bytes;
    },
  });
}
