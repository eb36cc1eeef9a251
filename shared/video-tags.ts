// The tag record that the studio writes into stored videos, so that a file itself says how it was made.
import { z } from 'zod';
import { generationRequest, jsonValue, maxStoredPromptLength, referenceRole } from './generation.ts';

/** Why a stored file has no tag record. A file is left unchanged rather than changed at a risk. */
export const untaggedReason = z.enum([
  /** The user has turned records off. */
  'not-wanted',
  /** Stored before the studio wrote records. */
  'older',
  /** The file is fragmented; its index cannot move. */
  'fragmented',
  /** Its last box has no size and reaches to the end of the file. */
  'open-ended',
  /** The file has signed content credentials, which any change would invalidate. */
  'signed',
  /** The file's metadata has a form that cannot be extended. */
  'foreign-metadata',
  'too-large',
  /** WebM, Matroska or MPEG-TS: records are written only into MP4, QuickTime and 3GP. */
  'other-container',
  /** Its structure is not as expected. */
  'unusual',
  /** The disk had no space for the additional bytes. */
  'no-room',
]);
/** Why a stored file has no tag record. */
export type UntaggedReason = z.infer<typeof untaggedReason>;

/** A file given to the model: known by its content. Never a path or a link. */
const taggedReference = z.object({ role: referenceRole, sha256: z.string().regex(/^[0-9a-f]{64}$/), name: z.string().max(255) });

const unixMs = z.number().int().min(0).max(8_640_000_000_000_000);

/** The tag record. Fields that a newer version has added are ignored. */
export const videoTags = z.object({
  version: z.number().int().min(1),
  prompt: z.string().max(maxStoredPromptLength),
  model: z.string().min(1).max(128),
  durationSeconds: generationRequest.shape.durationSeconds,
  quality: generationRequest.shape.quality,
  aspectRatio: generationRequest.shape.aspectRatio,
  generateAudio: generationRequest.shape.generateAudio,
  parameters: z.record(z.string().max(200), jsonValue),
  references: z.array(taggedReference).max(32),
  /** The service's id. */
  taskId: z.string().min(1).max(256),
  /** The index among the results of that task. */
  position: z.number().int().min(0).max(10_000),
  simulated: z.boolean(),
  createdAtMs: unixMs,
  acceptedAtMs: unixMs.nullable(),
  completedAtMs: unixMs.nullable(),
  tookSeconds: z.number().min(0).nullable(),
  /** The hash of the bytes as they were received, before the record was written. */
  receivedSha256: z.string().regex(/^[0-9a-f]{64}$/),
});
/** The tag record inside a stored video. */
export type VideoTags = z.infer<typeof videoTags>;
