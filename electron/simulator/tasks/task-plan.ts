// Plans an accepted task: the clips to render, and the failure that its reference files lead to.
import { createHash } from 'node:crypto';
import type { ClipSpec } from '../media/clip-renderer.ts';
import type { FileReference } from '../models/field-checks.ts';
import type { ImageLimits } from '../models/model-entry.ts';
import { aspectOf, pictureSize, type Size } from '../models/result-size.ts';
import type { ValidGeneration } from '../models/validate-generation.ts';
import type { SimulatedUploadRow } from '../tables/simulated-upload-table.ts';
import { outcomeFromPrompt, type ScriptedOutcome } from './scripted-outcomes.ts';

/** A file of the request, as far as this service has it. `external` is not fetched: it may be any address on the internet. */
export type ReferencedFile =
  | { readonly kind: 'upload'; readonly upload: SimulatedUploadRow }
  | { readonly kind: 'missing' }
  | { readonly kind: 'external' };

interface TaskPlan {
  readonly outcome: ScriptedOutcome;
  readonly clips: readonly ClipSpec[];
}

const framesPerSecond = 24;

function isUnusableImage(upload: SimulatedUploadRow, limits: ImageLimits | undefined): boolean {
  if (!upload.mime_type.startsWith('image/')) return true;
  if (!limits) return false;
  const { width, height } = upload;
  const format = upload.mime_type.slice('image/'.length);
  if (!limits.formats.includes(format) || upload.bytes > limits.maxMegabytes * 1_048_576 || width === null || height === null) return true;
  const aspect = width / height;
  return (
    Math.min(width, height) < (limits.minEdge ?? 0) ||
    Math.max(width, height) > (limits.maxEdge ?? Number.POSITIVE_INFINITY) ||
    aspect < (limits.minAspect ?? 0) - 0.01 ||
    aspect > (limits.maxAspect ?? Number.POSITIVE_INFINITY) + 0.01
  );
}

function sizeOf(file: ReferencedFile | undefined): Size | null {
  return file?.kind === 'upload' && file.upload.width !== null && file.upload.height !== null
    ? { width: file.upload.width, height: file.upload.height }
    : null;
}

/** Plans a task. `find` searches the uploads for a reference. */
export function planTask(taskId: string, plan: ValidGeneration, find: (reference: FileReference) => ReferencedFile): TaskPlan {
  const files = plan.references.map((reference) => ({ reference, file: find(reference) }));
  const firstImage = files.find(({ reference }) => reference.kind === 'image')?.file;
  const firstVideo = files.find(({ reference }) => reference.kind === 'video')?.file;

  const unusable = files.find(
    ({ reference, file }) =>
      file.kind === 'missing' || (reference.kind === 'image' && file.kind === 'upload' && isUnusableImage(file.upload, plan.entry.image)),
  );
  const imageCount = files.filter(({ reference }) => reference.kind === 'image').length;
  const ratioFollowsImage = plan.entry.rules.includes('one-image-decides-ratio') && imageCount === 1;
  const ratio = ratioFollowsImage ? null : plan.ratio;
  // According to the page of sora-2-preview, the image must have exactly the size of the video.
  const imageSize = plan.entry.rules.includes('image-has-video-size') ? sizeOf(firstImage) : null;
  const size = pictureSize(plan.quality, ratio, sizeOf(firstImage) ?? sizeOf(firstVideo));
  const hasWrongSize = imageSize !== null && (imageSize.width !== size.width || imageSize.height !== size.height);

  const outcome: ScriptedOutcome = unusable
    ? { kind: 'fails', code: unusable.reference.kind === 'image' ? 'image_processing_error' : 'invalid_parameters' }
    : hasWrongSize
      ? { kind: 'fails', code: 'image_dimension_mismatch' }
      : outcomeFromPrompt(plan.prompt);
  if (plan.entry.output !== 'video' || outcome.kind !== 'completes' || outcome.shape === 'no_results') return { outcome, clips: [] };

  const videoSeconds = plan.entry.duration.kind === 'none' && firstVideo?.kind === 'upload' ? firstVideo.upload.duration_seconds : null;
  const durationSeconds = Math.min(30, Math.max(1, videoSeconds ?? plan.durationSeconds));
  const caption = [plan.model, `${durationSeconds} s`, plan.quality ?? '720p', aspectOf(plan.ratio) === null ? '' : plan.ratio]
    .filter(Boolean)
    .join(' · ');
  const seed = plan.seed ?? createHash('sha256').update(taskId).digest().readUInt32BE(0);
  const clips = Array.from({ length: plan.results }, (_, resultIndex) => ({
    ...size,
    durationSeconds,
    framesPerSecond,
    audio: plan.audio,
    prompt: plan.prompt,
    caption: plan.results > 1 ? `${caption} · ${resultIndex + 1}/${plan.results}` : caption,
    seed: (seed + resultIndex) >>> 0,
  }));
  return { outcome, clips };
}
