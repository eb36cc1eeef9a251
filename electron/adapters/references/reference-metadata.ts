// Decides whether a file can be a reference, and reads its metadata before anything is uploaded. The limit for any file is 100 MB, from the
// customer's parameter reference. A picture above the 30 MB that generation accepts is still added: it blocks the request, and the user can
// make it smaller. A megabyte is 1024 × 1024 bytes here, so that no file that the service would accept is refused; near the limit, the
// service decides.
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ReferenceFile } from '../../core/ports.ts';
import { type FileType, fileTypeOf, sniffBytes } from '../media/file-type.ts';
import { readImageMetadata } from '../media/image-metadata.ts';
import { readMediaMetadata } from '../media/media-metadata.ts';
import type { ByteReader } from '../mp4/mp4-boxes.ts';
import { parseMp4 } from '../mp4/mp4-parser.ts';

/** The largest file that is taken as a reference (source: the customer's parameter reference). */
export const fileLimitBytes = 100 * 1024 * 1024;

/** The file type and the metadata of a reference, read from its content. */
export interface ReferenceMetadata {
  readonly type: FileType;
  readonly metadata: Omit<ReferenceFile, 'name' | 'bytes' | 'sha256'>;
}

/**
 * Reads the type and the metadata of a file; `name` is used in errors. Returns errors as values: wrong type, too large, damaged or
 * incomplete. Metadata that cannot be read is null. Throws errors of the reader.
 */
export async function readReferenceMetadata(reader: ByteReader, name: string): Promise<Result<ReferenceMetadata, AppError>> {
  if (reader.size === 0) return fail({ kind: 'reference-wrong-type', name, found: 'inode/x-empty' });
  const type = fileTypeOf(await reader.read(0, Math.min(sniffBytes, reader.size)));
  if (type === null || type.kind === 'other') return fail({ kind: 'reference-wrong-type', name, found: type?.mimeType ?? null });
  if (reader.size > fileLimitBytes) return fail({ kind: 'reference-too-large', name, bytes: reader.size, limitBytes: fileLimitBytes });
  const { mimeType } = type;
  const unknownMetadata = {
    mimeType,
    width: null,
    height: null,
    durationSeconds: null,
    framesPerSecond: null,
    hasAlpha: null,
    normalize: [],
  };
  if (type.kind === 'image') {
    const image = await readImageMetadata(reader, mimeType);
    if (image === null) return fail({ kind: 'reference-unreadable', name, detail: `${mimeType} with a damaged header` });
    if (await endsInZeros(reader, mimeType)) return fail({ kind: 'reference-incomplete', name });
    return ok({ type, metadata: { ...unknownMetadata, kind: 'image', ...image } });
  }
  if (mimeType === 'audio/wav')
    return ok({ type, metadata: { ...unknownMetadata, kind: 'audio', durationSeconds: await wavSeconds(reader) } });
  if (!['mp4', 'mov', 'm4a', '3gp'].includes(type.extension)) {
    return ok({ type, metadata: { ...unknownMetadata, ...(await readMediaMetadata(reader, mimeType)), kind: type.kind } });
  }
  const parsed = await parseMp4(reader);
  if (parsed.kind === 'incomplete')
    return fail({ kind: 'reference-unreadable', name, detail: `${mimeType} that is not complete: ${parsed.detail}` });
  // If boxes cannot be read, the metadata is unknown. This is not an error, because the service decides what it accepts.
  if (parsed.kind === 'not-mp4') return ok({ type, metadata: { ...unknownMetadata, kind: type.kind } });
  const { width, height, durationSeconds, framesPerSecond } = parsed.metadata;
  if (parsed.hasVideo || type.kind === 'audio') {
    return ok({ type, metadata: { ...unknownMetadata, kind: type.kind, width, height, durationSeconds, framesPerSecond } });
  }
  const sound: FileType = { kind: 'audio', mimeType: 'audio/mp4', extension: 'm4a' };
  return ok({ type: sound, metadata: { ...unknownMetadata, kind: 'audio', mimeType: sound.mimeType, durationSeconds } });
}

/** The share of the file, at its end, that is checked for zeros. */
const zeroShare = 0.2;
const stepBytes = 64 * 1024;

/**
 * True if the end of the file was never written, as in a folder that is still being synchronized. Chromium decodes such a WebP without an
 * error, and such a JPEG with the usual Huffman tables, for which zeros are pixels. PNG and GIF have end marks, whose absence it reports.
 * BMP and TIFF without compression cannot be checked: zeros are black there. A flat WebP of any size ends in about 5 % of zeros.
 */
async function endsInZeros(reader: ByteReader, mimeType: string): Promise<boolean> {
  switch (mimeType) {
    case 'image/webp':
      return await isZeroShare(reader, await declaredSize(reader));
    case 'image/jpeg':
      // Some cameras pad a file after the end of the picture.
      return (await isZeroShare(reader, reader.size)) && !(await hasEndBeforeZeros(reader));
    default:
      return false;
  }
}

/** Returns the length in the header of a WebP: bytes after it do not belong to the picture. */
async function declaredSize(reader: ByteReader): Promise<number> {
  const head = await reader.read(4, 4);
  const declared = 8 + Buffer.from(head).readUInt32LE();
  return declared > 8 && declared < reader.size ? declared : reader.size;
}

async function isZeroShare(reader: ByteReader, size: number): Promise<boolean> {
  const length = Math.ceil(size * zeroShare);
  const end = await reader.read(size - length, length);
  return end.every((byte) => byte === 0);
}

/** True if the marker EOI precedes the zeros at the end (ITU-T T.81, B.1.1.3). */
async function hasEndBeforeZeros(reader: ByteReader): Promise<boolean> {
  for (let to = reader.size; to > 0; to -= stepBytes) {
    const from = Math.max(0, to - stepBytes);
    const last = (await reader.read(from, to - from)).findLastIndex((byte) => byte !== 0);
    if (last < 0) continue;
    const marker = await reader.read(Math.max(0, from + last - 1), 2);
    return marker[0] === 0xff && marker[1] === 0xd9;
  }
  return false;
}

/** Returns the duration: length of the data divided by the bytes per second, from the first chunks. */
async function wavSeconds(reader: ByteReader): Promise<number | null> {
  let position = 12;
  let bytesPerSecond = 0;
  for (let count = 0; count < 50; count += 1) {
    const bytes = await reader.read(position, 20);
    if (bytes.byteLength < 8) return null;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const length = view.getUint32(4, true);
    if (view.getUint32(0) === 0x666d7420 && bytes.byteLength >= 20) bytesPerSecond = view.getUint32(16, true);
    if (view.getUint32(0) === 0x64617461) {
      const data = Math.min(length, reader.size - position - 8);
      return bytesPerSecond === 0 ? null : Math.round((data / bytesPerSecond) * 1_000) / 1_000;
    }
    position += 8 + length + (length % 2);
  }
  return null;
}
