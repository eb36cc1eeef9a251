// Decodes a picture completely, so that an incomplete picture is never sent. On request, encodes the picture in a form that every service
// reads: upright, RGB, not animated.
import { decodeUpright } from '../picture-worker/decode.ts';
import { decodeFailure, PictureTooLargeError } from '../picture-worker/decode-failures.ts';
import { opaquePng } from '../picture-worker/png.ts';
import { readSource } from './job-client.ts';
import { JobFailure, type JobResult, type PictureJob } from './job-messages.ts';

/** Bytes per read. The main process refuses ranges above 64 MiB. */
const pieceBytes = 32 * 1024 * 1024;
/** JPEG qualities, tried in this order until the file is small enough. The last one is kept even if it is too large. */
const qualities = [0.92, 0.85, 0.78, 0.7] as const;

async function readAll({ id, size }: PictureJob, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index += pieceBytes)
    bytes.set(await readSource(id, index, Math.min(size, index + pieceBytes), signal), index);
  return bytes;
}

/** Encodes the picture as the job asks. A JPEG that is still larger than `targetBytes` at the lowest quality is returned anyway. */
async function encode(picture: ImageBitmap, { format, isOpaque, targetBytes }: NonNullable<PictureJob['write']>): Promise<Blob> {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d', { alpha: !isOpaque, willReadFrequently: true });
  if (context === null) throw new PictureTooLargeError('no 2D canvas');
  context.drawImage(picture, 0, 0);
  if (format === 'png') return isOpaque ? await opaquePng(context) : await canvas.convertToBlob({ type: 'image/png' });
  let encoded: Blob | null = null;
  for (const quality of qualities) {
    encoded = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (encoded.size <= targetBytes) break;
  }
  if (encoded === null) throw new Error('no quality was tried');
  return encoded;
}

/**
 * Performs a job of kind `picture`. Resolves with the upright size as metadata, and with the part `picture` if the job asks to write it.
 * Throws `JobFailure`: `unreadable` when a part of the file is missing or damaged, `undecodable` when the format is an unsupported variant,
 * `too-much` when memory runs out.
 */
export async function normalizePicture(job: PictureJob, signal: AbortSignal): Promise<JobResult> {
  const bytes = await readAll(job, signal);
  const picture = await decodeUpright(bytes, job.mimeType).catch((error: unknown) => {
    const reason = decodeFailure(error, job.mimeType);
    throw new JobFailure(reason, `the picture cannot be decoded to its end: ${String(error).slice(0, 200)}`, { cause: error });
  });
  try {
    const { width, height } = picture;
    const parts: JobResult['parts'] = job.write === null ? {} : { picture: await encode(picture, job.write) };
    return { parts, metadata: { width, height } };
  } catch (error) {
    // The picture has been decoded: a failure now means that memory is not enough, or a bug.
    if (decodeFailure(error, job.mimeType) !== 'too-much') throw error;
    throw new JobFailure('too-much', `the picture cannot be written: ${String(error).slice(0, 200)}`, { cause: error });
  } finally {
    picture.close();
  }
}
