// What a person asks for: one generation, independent of how the wire spells it. `shared/models` turns it into the wire's body.
import { z } from 'zod';
import { normalizeReasons } from './pictures/normalize.ts';

/** What a reference is for. The catalogue says which roles a model takes and which wire field each becomes. */
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
  // Places that only the form of a typed-in id has, each named after what its page asks for.
  'start-frame',
  'end-frame',
  'mask-image',
  'face-image',
  'driving-audio',
]);
export type ReferenceRole = z.infer<typeof referenceRole>;

const referenceUse = z.strictObject({ role: referenceRole, referenceId: z.number().int().positive() });
export type ReferenceUse = z.infer<typeof referenceUse>;

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
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

/** As much of a prompt as a draft keeps: far more than can be sent, so that a pasted book is not lost but can be cut to size. */
export const maxStoredPromptLength = 1_000_000;

/**
 * One generation as the composer holds it. `null` means "left to the service": the field is not sent.
 * The prompt is bounded generously here, so that a prompt that is too long is an issue with a sentence and not a rejected call.
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
export type GenerationRequest = z.infer<typeof generationRequest>;

/** Where a reference was taken from: a stored video as a whole, or (with `atSeconds`) the frame of it that is shown at that time. */
export const referenceSource = z.strictObject({ resultId: z.number().int().positive(), atSeconds: z.number().nullable() });
export type ReferenceSource = z.infer<typeof referenceSource>;

/** What is known locally about a file given to a model: enough to check it before anything is uploaded. */
export const reference = z.strictObject({
  id: z.number().int().positive(),
  kind: z.enum(['image', 'video', 'audio']),
  /** Found from the content, never from the name. */
  mimeType: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  durationSeconds: z.number().nullable(),
  framesPerSecond: z.number().nullable(),
  hasAlpha: z.boolean().nullable(),
  /** Why a normalized copy of the picture is uploaded instead of the file itself; empty where the file is. */
  normalizeReasons: z.array(z.enum(normalizeReasons)),
  /** Whether the whole picture could be decoded; null where that was not tried yet, and for what is no picture. */
  decoded: z.boolean().nullable(),
  source: referenceSource.nullable(),
  sha256: z.string().length(64),
  addedAtMs: z.number(),
  /** The picture it was made from, and how; null for what was given. */
  derivedFrom: z
    .strictObject({ referenceId: z.number().int().positive(), how: z.enum(['crop', 'pad', 'resize', 'fill', 'convert']) })
    .nullable(),
});
export type Reference = z.infer<typeof reference>;
