// What the studio writes into a video it stores, so that the file tells by itself how it was made.
import { z } from 'zod';
import { generationRequest, jsonValue, maxStoredPromptLength, referenceRole } from './generation.ts';

/** Why a stored file does not carry the record. A file is left as it came rather than changed at a risk. */
export const untaggedReason = z.enum([
  /** The person does not want it. */
  'not-wanted',
  /** Stored before the studio wrote records. */
  'older',
  /** Its parts are addressed from the beginning of each fragment; the index cannot move. */
  'fragmented',
  /** Its last box reaches to the end of the file, wherever that is. */
  'open-ended',
  /** It carries signed content credentials, which any change would void. */
  'signed',
  /** Its metadata are of a kind that has no room for others. */
  'foreign-metadata',
  'too-large',
  /** It is WebM, Matroska or MPEG-TS; records are written into MP4 and its kin only. */
  'other-container',
  /** Something about its structure is not as expected. */
  'unusual',
  /** The disk had no room for the few more bytes. */
  'no-room',
]);
export type UntaggedReason = z.infer<typeof untaggedReason>;

/** A file given to the model: known by its content. Never a path or a link. */
const taggedReference = z.object({ role: referenceRole, sha256: z.string().regex(/^[0-9a-f]{64}$/), name: z.string().max(255) });

const moment = z.number().int().min(0).max(8_640_000_000_000_000);

/** The record. What a newer studio adds to it is passed over. */
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
  /** Its place among the results of that task. */
  position: z.number().int().min(0).max(10_000),
  simulated: z.boolean(),
  createdAtMs: moment,
  acceptedAtMs: moment.nullable(),
  completedAtMs: moment.nullable(),
  tookSeconds: z.number().min(0).nullable(),
  /** Of the bytes as they were received, before the record was written. */
  receivedSha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type VideoTags = z.infer<typeof videoTags>;
