// What a request is made from besides words: pictures, videos and sounds, and the elements an account has made.
import { z } from 'zod';
import { appError } from '../errors.ts';
import { reference } from '../generation.ts';
import { byProfile, byResult, id } from './common-inputs.ts';

/** An element made with this studio: what later requests can name it by, and how a person recognises it. */
export const accountElement = z.strictObject({
  resultId: id,
  elementId: z.string(),
  name: z.string(),
  description: z.string(),
  from: z.enum(['images', 'video']),
  /** The reference that shows it: the front view, or the video. `studio-media://reference/<id>` answers while it is kept. */
  referenceId: id.nullable(),
  madeAtMs: z.number(),
});
export type AccountElement = z.infer<typeof accountElement>;

/** A place in the list of references. */
const referenceCursor = z.strictObject({ lastUsedAtMs: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER), id });

export const referenceCalls = {
  'references.addFiles': {
    input: z.strictObject({ paths: z.array(z.string().min(1).max(4_096)).min(1).max(32) }),
    output: z.strictObject({ added: z.array(reference), failed: z.array(appError) }),
  },
  'references.addBytes': { input: z.strictObject({ name: z.string().max(255), bytes: z.instanceof(Uint8Array) }), output: reference },
  /** A picture that the window made from another reference, which stays as it is. */
  'references.addDerived': {
    input: z.strictObject({
      name: z.string().max(255),
      bytes: z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= 100 * 1_048_576),
      fromId: id,
      how: reference.shape.derivedFrom.unwrap().shape.how,
    }),
    output: reference,
  },
  'references.addUrl': { input: z.strictObject({ url: z.string().max(2_048) }), output: reference },
  'references.choose': {
    input: z.strictObject({ kind: z.enum(['image', 'video', 'audio']) }),
    output: z.strictObject({ added: z.array(reference), failed: z.array(appError) }),
  },
  /** A frame of a stored video, as a PNG with the video's own pixels. */
  'references.addFrame': {
    input: z.strictObject({
      resultId: id,
      atSeconds: z.number().min(0).max(86_400),
      name: z.string().min(1).max(255),
      bytes: z.instanceof(Uint8Array),
    }),
    output: reference,
  },
  /** A stored video as it is, for models that take videos. */
  'references.addResult': { input: byResult, output: reference },
  /** What was given before and whose copy is still there, what was given lately first. */
  'references.list': {
    input: z.strictObject({
      kind: reference.shape.kind,
      /** Where the last page ended. */
      before: referenceCursor.nullable(),
      limit: z.number().int().min(1).max(100),
    }),
    output: z.strictObject({
      references: z.array(z.strictObject({ reference, usedInTasks: z.number().int() })),
      /** null: there is no more. */
      next: referenceCursor.nullable(),
    }),
  },
  'references.records': {
    input: z.strictObject({ ids: z.array(id).max(300) }),
    output: z.strictObject({ references: z.array(reference) }),
  },

  /** The elements an account has made, newest first; an element is known to the account that made it and to no other. */
  'elements.list': { input: byProfile, output: z.strictObject({ elements: z.array(accountElement).max(200) }) },
} as const;
