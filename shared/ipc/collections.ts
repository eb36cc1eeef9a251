// Collections: a manual one holds videos in the user's order, a smart one is a saved search. Either kind may contain collections of both
// kinds, one level deep. Every change is one action of the undo log; `shared/ipc/judgement.ts` says how changes run and reach the window.
import { z } from 'zod';
import { byId, emptyObject, id } from './common-inputs.ts';
import { actionOutcome, typedText, videoIds } from './judgement.ts';

const collectionEntry = z.strictObject({
  id,
  /** null: at the top. */
  parentId: id.nullable(),
  name: z.string(),
  kind: z.enum(['manual', 'smart']),
  /** The text of a smart collection's search, for `library.search`; null for a manual one. */
  query: z.string().nullable(),
  /** The cover: the video that the user chose, otherwise the first video with a picture; null where there is none. */
  coverResultId: id.nullable(),
  /** Videos of a manual collection; 0 for a smart one, whose search counts them. */
  videoCount: z.number().int(),
});
/** A collection, as the list shows it. */
export type CollectionEntry = z.infer<typeof collectionEntry>;

/** A change that makes or changes a collection itself. */
const collectionOutcome = actionOutcome.extend({ id });

/** The calls about collections. Names are unique among all collections, in any case and width, since `in:` searches by name. */
export const collectionCalls = {
  /**
   * Returns all collections: each top-level one in order, followed by its nested ones. Read again when
   * `status.judgement.collectionRevision` changes.
   */
  'collections.list': { input: emptyObject, output: z.strictObject({ collections: z.array(collectionEntry) }) },
  /** Returns the videos of a manual collection in its order. Errors: `unknown-item`, `collection-refused`. */
  'collections.videos': { input: byId, output: z.strictObject({ resultIds: z.instanceof(Float64Array) }) },
  /**
   * Creates a collection at the end of its siblings: a smart one if `query` is not null. Errors: `text-refused`, `name-taken`, `too-many`,
   * `query-refused`, `query-circular`, `collection-refused`, `unknown-item` for the parent.
   */
  'collections.create': {
    input: z.strictObject({ name: typedText, parentId: id.nullable(), query: typedText.nullable() }),
    output: collectionOutcome,
  },
  /** Errors: `unknown-item`, `text-refused`, `name-taken`. */
  'collections.rename': { input: z.strictObject({ id, name: typedText }), output: collectionOutcome },
  /** Puts a collection under a parent, before one of its siblings or at their end. Errors: `unknown-item`, `collection-refused`, `query-circular`. */
  'collections.move': { input: z.strictObject({ id, parentId: id.nullable(), beforeId: id.nullable() }), output: collectionOutcome },
  /** Deletes a collection and its nested collections; the videos stay. Errors: `unknown-item`. */
  'collections.delete': { input: byId, output: collectionOutcome },
  /** Changes a saved search. Errors: `unknown-item`, `query-refused`, `query-circular`, `collection-refused` for a manual one. */
  'collections.setQuery': { input: z.strictObject({ id, query: typedText }), output: collectionOutcome },
  /** Sets the cover; null resets it to the first video. Errors: `unknown-item`. */
  'collections.setCover': { input: z.strictObject({ id, resultId: id.nullable() }), output: collectionOutcome },
  /**
   * Moves videos of a manual collection, in the given order, before another of its videos or to the end. Videos that are not in it are left out. Errors:
   * `unknown-item`, `collection-refused`; `too-many` for more than 2,000 videos.
   */
  'collections.reorder': {
    input: z.strictObject({ id, resultIds: videoIds, beforeResultId: id.nullable() }),
    output: collectionOutcome,
  },
} as const;
