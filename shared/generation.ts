// The request for one generation, independent of the field names of the API. `shared/models` turns it into the body of the API request.
import { z } from 'zod';
import { normalizeReasons } from './pictures/normalize.ts';

/** Parses the role of a reference. The catalogue says which roles a model takes and which wire field each becomes. */
export const referenceRole = z.enum([
  'first-frame',
  'last-frame',
  'reference-image',
  'source-video',
  'reference-video',
  'reference-audio',
  'element-front',
  'element-view',
  'element-video',
  // Slots that only the form for an unknown model id has, named after the parameters of the API.
  'start-frame',
  'end-frame',
  'mask-image',
  'face-image',
  'driving-audio',
]);
/** The role of a reference, such as the first frame. */
export type ReferenceRole = z.infer<typeof referenceRole>;

const referenceUse = z.strictObject({ role: referenceRole, referenceId: z.number().int().positive() });
/** A reference in a request, with its role. */
export type ReferenceUse = z.infer<typeof referenceUse>;

/** Any JSON value, read-only. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
/** Parses a JSON value of limited size: at most 100,000 characters in a text, 200 in a key, and 100 items in a list. */
export const jsonValue: z.ZodType<JsonValue> = z.lazy(() =>
  z.union([
    z.string().max(100_000),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(jsonValue).max(100),
    z.record(z.string().max(200), jsonValue),
  ]),
);

/** The longest prompt that is stored, in UTF-16 units. Far more than can be sent, so that the user can shorten a text that is too long. */
export const maxStoredPromptLength = 1_000_000;

/**
 * One generation as the composer holds it. `null`: the field is not sent, and the service chooses its value. The limit of the prompt is far above that
 * of every model, so that the checks can report a prompt that is too long instead of the call being rejected.
 */
export const generationRequest = z.strictObject({
  model: z.string().max(128),
  prompt: z.string().max(maxStoredPromptLength),
  durationSeconds: z.number().nullable(),
  quality: z.string().max(32).nullable(),
  aspectRatio: z.string().max(32).nullable(),
  generateAudio: z.boolean().nullable(),
  references: z.array(referenceUse).max(32),
  /** Model-specific fields by their wire path, e.g. `negative_prompt`, `model_params.multi_shot`. */
  parameters: z.record(z.string().max(200), jsonValue),
});
/** One generation as the composer holds it; null leaves a field to the service. */
export type GenerationRequest = z.infer<typeof generationRequest>;

/** The stored video that a reference was made from: the whole video, or (with `atSeconds`) its frame at that time. */
export const referenceSource = z.strictObject({ resultId: z.number().int().positive(), atSeconds: z.number().nullable() });
/** The stored video, or the frame of it, that a reference was made from. */
export type ReferenceSource = z.infer<typeof referenceSource>;

/** A file that a request can refer to, with the properties that the checks before an upload need. null: unknown, or the file has none. */
export const reference = z.strictObject({
  id: z.number().int().positive(),
  kind: z.enum(['image', 'video', 'audio']),
  /** Detected from the content, never from the name. */
  mimeType: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  durationSeconds: z.number().nullable(),
  framesPerSecond: z.number().nullable(),
  hasAlpha: z.boolean().nullable(),
  /** Why a normalized copy of the picture is uploaded instead of the file; empty where the file itself is. */
  normalizeReasons: z.array(z.enum(normalizeReasons)),
  /** Whether the whole picture could be decoded; null before decoding was attempted, and for files other than pictures. */
  decoded: z.boolean().nullable(),
  source: referenceSource.nullable(),
  sha256: z.string().length(64),
  addedAtMs: z.number(),
  /** The picture that it was made from, and how; null for a file that the user gave. */
  derivedFrom: z
    .strictObject({ referenceId: z.number().int().positive(), how: z.enum(['crop', 'pad', 'resize', 'fill', 'convert']) })
    .nullable(),
});
/** A file that a request can refer to, with the properties that the studio has read from it. */
export type Reference = z.infer<typeof reference>;
