// Decodes a picture of the reference store completely. Encodes it again if services would read it differently from what the studio shows.
import type { AppError } from '../../../shared/errors.ts';
import { models } from '../../../shared/models/index.ts';
import { bytesPerMegabyte, imageMaxMegabytes } from '../../../shared/models/rules/general-limits.ts';
import { maxPixels, type NormalizeReason } from '../../../shared/pictures/normalize.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { FileSource, PictureDecoder, PictureEncoding, PictureSource } from '../../core/ports.ts';

/** The properties that decide how a picture is decoded and encoded. */
export interface PictureFile {
  /** Only for errors. An uploaded file is named after its content, never with the user's file name. */
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  /** Pixels; null if the header has no size. */
  readonly width: number | null;
  readonly height: number | null;
  /** null if the header does not say it. */
  readonly hasAlpha: boolean | null;
  /** Why a copy is uploaded instead of the file; empty if the file itself is. */
  readonly normalize: readonly NormalizeReason[];
}

/** The size limits of the models for one picture, in bytes, smallest first, including the service's own limit. */
const modelLimitsBytes = [...models.flatMap(({ image }) => (image === null ? [] : [image.maxMegabytes])), imageMaxMegabytes]
  .map((megabytes) => megabytes * bytesPerMegabyte)
  .sort((one, other) => one - other);
const maxBytes = imageMaxMegabytes * bytesPerMegabyte;
/** The copy of a small picture may have this size, because no model refuses a file below it. */
const minTargetBytes = 1_048_576;
/** As PNG, an opaque picture with more pixels could have more bytes than the page that encodes it may send. */
const maxPngPixels = 60_000_000;

/**
 * Returns the maximum size of the copy of a file of `bytes` bytes. A request is checked with the file's size, so the copy must stay within
 * every limit that the file stays within.
 */
const limitFor = (bytes: number): number => modelLimitsBytes.find((limit) => bytes <= limit && limit <= maxBytes) ?? maxBytes;

/** Chooses the encoding: JPEG of about the same size for a photo and for a huge opaque picture, otherwise PNG. */
export function encodingFor({ mimeType, bytes, width, height, hasAlpha }: Omit<PictureFile, 'name' | 'normalize'>): PictureEncoding {
  const isPhoto = mimeType === 'image/jpeg' || (mimeType === 'image/webp' && hasAlpha === false);
  const isHuge = hasAlpha === false && (width ?? 0) * (height ?? 0) > maxPngPixels;
  const targetBytes = Math.min(limitFor(bytes), Math.max(minTargetBytes, bytes));
  return { format: isPhoto || isHuge ? 'jpeg' : 'png', isOpaque: hasAlpha === false, targetBytes };
}

async function decode(
  pictures: PictureDecoder,
  file: PictureFile,
  source: PictureSource,
  encoding: PictureEncoding | null,
  signal: AbortSignal,
): Promise<Result<Uint8Array | null, AppError>> {
  const { name, width, height, normalize } = file;
  // A tiny file can declare a picture that would take all memory.
  if ((width ?? 0) * (height ?? 0) > maxPixels) return fail({ kind: 'reference-undecodable', name, why: 'too-much' });
  const decoded = await pictures.decode(source, file.mimeType, encoding, signal);
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

/** Checks whether the whole picture can be decoded. */
export async function checkDecodable(
  pictures: PictureDecoder,
  file: PictureFile,
  source: PictureSource,
  signal: AbortSignal,
): Promise<Result<null, AppError>> {
  const decoded = await decode(pictures, file, source, null, signal);
  return decoded.ok ? ok(null) : decoded;
}

/** Returns the normalized copy as an upload source, named after the content of the original. The copy exists only in memory. */
export async function normalizedSource(
  pictures: PictureDecoder,
  file: PictureFile & { readonly sha256: string },
  source: PictureSource,
  signal: AbortSignal,
): Promise<Result<FileSource, AppError>> {
  const limitBytes = limitFor(file.bytes);
  let encoding = encodingFor(file);
  let encoded = await decode(pictures, file, source, encoding, signal);
  if (encoded.ok && (encoded.value?.byteLength ?? 0) > limitBytes && encoding.format === 'png' && encoding.isOpaque) {
    encoding = { ...encoding, format: 'jpeg' };
    encoded = await decode(pictures, file, source, encoding, signal);
  }
  if (!encoded.ok) return encoded;
  const bytes = encoded.value;
  if (bytes === null) throw new Error('the decoder returned no encoded picture');
  const { name } = file;
  if (bytes.byteLength > limitBytes) return fail({ kind: 'reference-too-large', name, bytes: bytes.byteLength, limitBytes });
  return ok({
    name: `${file.sha256}.${encoding.format === 'jpeg' ? 'jpg' : 'png'}`,
    mimeType: `image/${encoding.format}`,
    bytes: bytes.byteLength,
    async *read() {
      yield bytes;
    },
  });
}
