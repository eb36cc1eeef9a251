// The references of a request: pictures, videos and sounds, and the elements of an account.
import { z } from 'zod';
import { appError } from '../errors.ts';
import { reference } from '../generation.ts';
import { maxQueryLength } from '../search/query.ts';
import { byProfile, byResult, id } from './common-inputs.ts';

/** An element made with this studio: the id for later requests, and how the user recognises it. */
export const accountElement = z.strictObject({
  resultId: id,
  elementId: z.string(),
  name: z.string(),
  description: z.string(),
  from: z.enum(['images', 'video']),
  /** The reference that shows the element, a front view or a video, at `studio-media://reference/<id>`; null when no longer kept. */
  referenceId: id.nullable(),
  madeAtMs: z.number(),
});
/** An element that an account has made. */
export type AccountElement = z.infer<typeof accountElement>;

/** A position in the list of references. */
const referenceCursor = z.strictObject({ lastUsedAtMs: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER), id });

/** The calls about references and elements. */
export const referenceCalls = {
  'references.addFiles': {
    input: z.strictObject({ paths: z.array(z.string().min(1).max(4_096)).min(1).max(32) }),
    output: z.strictObject({ added: z.array(reference), failed: z.array(appError) }),
  },
  'references.addBytes': { input: z.strictObject({ name: z.string().max(255), bytes: z.instanceof(Uint8Array) }), output: reference },
  /** Adds a picture that the window made from another reference, which stays as it is. */
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
  /** Adds a frame of a stored video, as a PNG with the video's own pixels. */
  'references.addFrame': {
    input: z.strictObject({
      resultId: id,
      atSeconds: z.number().min(0).max(86_400),
      name: z.string().min(1).max(255),
      bytes: z.instanceof(Uint8Array),
    }),
    output: reference,
  },
  /** Adds a stored video as it is, for models that take videos. */
  'references.addResult': { input: byResult, output: reference },
  /** Earlier references whose copy still exists, the last used first. */
  'references.list': {
    input: z.strictObject({
      kind: reference.shape.kind,
      /** In the language of the search, with the fields of a reference; empty for all files. */
      query: z.string().max(maxQueryLength),
      /** `next` of the previous page; null for the first page. */
      before: referenceCursor.nullable(),
      limit: z.number().int().min(1).max(100),
    }),
    output: z.strictObject({
      /** Each with the number of tasks that use it. */
      references: z.array(z.strictObject({ reference, taskCount: z.number().int() })),
      /** null: this was the last page. */
      next: referenceCursor.nullable(),
    }),
  },
  'references.records': {
    input: z.strictObject({ ids: z.array(id).max(300) }),
    output: z.strictObject({ references: z.array(reference) }),
  },

  /** The elements of an account, newest first; only the account that made an element can use it. */
  'elements.list': { input: byProfile, output: z.strictObject({ elements: z.array(accountElement).max(200) }) },
} as const;
