// Checks an image that the user wants to use as a reference. A file that Chromium cannot decode is refused, whatever its name says.

import { readSource } from './job-client.ts';
import { JobFailure, type JobResult } from './job-messages.ts';
import { hasTransparency } from './pixels.ts';

/**
 * Longest edge, in pixels, of the copy that is searched for transparency. The result is only a hint for the user, and a copy of this size
 * still shows every transparent area larger than a few pixels.
 */
const probeEdge = 512;

/**
 * Performs a job of kind `image`: resolves with `width`, `height` and `hasAlpha` in `metadata`, and with empty `parts`. Throws
 * `JobFailure('unreadable')` when Chromium cannot decode the file.
 */
export async function probeImage(job: { readonly id: string; readonly size: number }, signal: AbortSignal): Promise<JobResult> {
  const bytes = await readSource(job.id, 0, job.size, signal);
  const bitmap = await createImageBitmap(new Blob([bytes])).catch((error: unknown) => {
    throw new JobFailure('unreadable', 'this is not an image of a kind the studio can read', { cause: error });
  });
  try {
    const { width, height } = bitmap;
    const factor = Math.min(1, probeEdge / Math.max(width, height));
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * factor)), Math.max(1, Math.round(height * factor)));
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no 2D canvas');
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return { parts: {}, metadata: { width, height, hasAlpha: hasTransparency(context.getImageData(0, 0, canvas.width, canvas.height)) } };
  } finally {
    bitmap.close();
  }
}
