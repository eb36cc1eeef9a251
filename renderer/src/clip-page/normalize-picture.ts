// Decodes a picture whole, so that none is sent of which a part is missing; and, where it is asked for, writes it as every service reads it: upright, in
// RGB, still.
import { decodeUpright } from '../picture-worker/decode.ts';
import { decodeFailure, PictureTooLargeError } from '../picture-worker/decode-failures.ts';
import { opaquePng } from '../picture-worker/png.ts';
import { readSource } from './job-client.ts';
import { JobFailure, type JobResult, type PictureJob } from './job-messages.ts';

/** So much is read at once. */
const pieceBytes = 32 * 1024 * 1024;
/** Tried in this order until there are few enough bytes. */
const qualities = [0.92, 0.85, 0.78, 0.7] as const;

async function readAll({ id, size }: PictureJob, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += pieceBytes) bytes.set(await readSource(id, at, Math.min(size, at + pieceBytes), signal), at);
  return bytes;
}

async function write(picture: ImageBitmap, { format, isOpaque, targetBytes }: NonNullable<PictureJob['write']>): Promise<Blob> {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d', { alpha: !isOpaque, willReadFrequently: true });
  if (context === null) throw new PictureTooLargeError('no 2D canvas');
  context.drawImage(picture, 0, 0);
  if (format === 'png') return isOpaque ? await opaquePng(context) : await canvas.convertToBlob({ type: 'image/png' });
  let written: Blob | null = null;
  for (const quality of qualities) {
    written = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (written.size <= targetBytes) break;
  }
  if (written === null) throw new Error('no quality was tried');
  return written;
}

export async function normalizePicture(job: PictureJob, signal: AbortSignal): Promise<JobResult> {
  const bytes = await readAll(job, signal);
  const picture = await decodeUpright(bytes, job.mimeType).catch((error: unknown) => {
    const why = decodeFailure(error, job.mimeType);
    throw new JobFailure(why, `the picture cannot be decoded to its end: ${String(error).slice(0, 200)}`, { cause: error });
  });
  try {
    const { width, height } = picture;
    const parts: JobResult['parts'] = job.write === null ? {} : { picture: await write(picture, job.write) };
    return { parts, facts: { width, height } };
  } catch (error) {
    // It was decoded: what fails now is memory, or a bug.
    if (decodeFailure(error, job.mimeType) !== 'too-much') throw error;
    throw new JobFailure('too-much', `the picture cannot be written: ${String(error).slice(0, 200)}`, { cause: error });
  } finally {
    picture.close();
  }
}
