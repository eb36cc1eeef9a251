// The user's judgements of videos: ratings, flags, favourites, titles, notes and tags. Collections are in `collections.ts`.
//
// Every call that changes something is one action of the undo log (`actions.undo`). It runs at once for a few videos; for many it runs in slices,
// one transaction each, with `status.actions.running` above 500 videos, and `actions.cancel` ends it after a slice. Changed videos are in
// `library.changed` of the next delta, so that the window reads their records again; `status.judgement` says when the lists of tags and collections are
// out of date. Calls wait for one another: none sees the unfinished change of another.
import { z } from 'zod';
import { maxRating, maxVideosPerCommand, videoFlags } from '../judgement/judgement.ts';
import { byId, byResult, emptyObject, id } from './common-inputs.ts';

const isResultId = (value: number): boolean => Number.isSafeInteger(value) && value > 0;

/** Videos by result id, in their order where it matters; one that is named twice counts once. A typed array, because it may hold a whole library. */
export const videoIds = z
  .instanceof(Float64Array)
  .refine((ids) => ids.length >= 1 && ids.length <= maxVideosPerCommand && ids.every(isResultId));

/** A text as typed. This schema limits only its length; `readJudgementText` parses it and returns refusals that have a sentence. */
export const typedText = z.string().max(100_000);

const videoFlag = z.enum(videoFlags).nullable();
const rating = z.number().int().min(0).max(maxRating);

/** One change of any number of videos. An empty title or note removes it. `add-tag` creates a tag that does not exist, in any case or width. */
export const judgementCommand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rate'), rating }),
  z.strictObject({ kind: z.literal('flag'), flag: videoFlag }),
  z.strictObject({ kind: z.literal('favourite'), isFavourite: z.boolean() }),
  z.strictObject({ kind: z.literal('set-title'), title: typedText }),
  z.strictObject({ kind: z.literal('set-notes'), notes: typedText }),
  z.strictObject({ kind: z.literal('add-tag'), name: typedText }),
  z.strictObject({ kind: z.literal('remove-tag'), tagId: id }),
  /** Adds the videos at the end of the manual order. A video that is already in the collection keeps its place. */
  z.strictObject({ kind: z.literal('add-to-collection'), collectionId: id }),
  z.strictObject({ kind: z.literal('remove-from-collection'), collectionId: id }),
]);
/** One change of any number of videos. */
export type JudgementCommand = z.infer<typeof judgementCommand>;

/** The outcome of a change. */
export const actionOutcome = z.strictObject({
  /** The action in the undo log; null if nothing changed. A button passes it to `actions.undo` to undo this action only. */
  actionId: id.nullable(),
  /** Videos that changed. */
  changed: z.number().int(),
  /** True when `actions.cancel` stopped the change. What had changed by then stays and can be undone. */
  isCancelled: z.boolean(),
});
/** The outcome of a change. */
export type ActionOutcome = z.infer<typeof actionOutcome>;

const namedItem = z.strictObject({ id, name: z.string() });

/** The parts of a judgement that a tile shows; members of each library record. */
export const shownJudgement = {
  /** 0: not rated. */
  rating,
  flag: videoFlag,
  isFavourite: z.boolean(),
  /** Empty: none. */
  title: z.string(),
};

/** The user's whole judgement of one video. */
const judgement = z.strictObject({
  ...shownJudgement,
  notes: z.string(),
  /** In alphabetical order. */
  tags: z.array(namedItem),
  /** The manual collections that it is in, in alphabetical order. */
  collections: z.array(namedItem),
});
/** The user's whole judgement of one video. */
export type Judgement = z.infer<typeof judgement>;

const count = z.number().int();
const countedItem = z.strictObject({ id, name: z.string(), count });

/** The user's judgements of several videos: how many videos have each value. */
const judgementSummary = z.strictObject({
  /** The number of the given videos that the library has. */
  videoCount: count,
  /** How many have each rating, from 0 to 5. */
  ratingCounts: z.array(count).length(maxRating + 1),
  pickCount: count,
  rejectCount: count,
  favouriteCount: count,
  /** The tags that any of them has, in alphabetical order. */
  tags: z.array(countedItem),
  /** The manual collections that any of them is in, in alphabetical order. */
  collections: z.array(countedItem),
});
/** The user's judgements of several videos: how many videos have each value. */
export type JudgementSummary = z.infer<typeof judgementSummary>;

/** The calls about judging videos, and about tags. */
export const judgementCalls = {
  /**
   * Changes videos. Errors, before anything has changed: `unknown-item` for an id that is no stored or missing video, an unknown tag or collection;
   * `text-refused`; `too-many` tags; `collection-refused` for a smart collection.
   */
  'judgement.change': { input: z.strictObject({ resultIds: videoIds, command: judgementCommand }), output: actionOutcome },
  /** Reads a judgement for the inspector, with tags, notes and collections, which a library record leaves out. Errors: `unknown-item`. */
  'judgement.read': { input: byResult, output: judgement },
  /** Counts values for the inspector of several videos and for menus on a selection. Videos that the library does not have are left out. */
  'judgement.summarize': { input: z.strictObject({ resultIds: videoIds }), output: judgementSummary },

  /** All tags, the most recently used first, for the list and for completion. Read it again when `status.judgement.tagRevision` changes. */
  'tags.list': {
    input: emptyObject,
    output: z.strictObject({
      tags: z.array(z.strictObject({ id, name: z.string(), videoCount: z.number().int(), lastUsedAtMs: z.number() })),
    }),
  },
  /** Errors: `unknown-item`, `text-refused`; `name-taken` where another tag has the name: offer to merge. */
  'tags.rename': { input: z.strictObject({ id, name: typedText }), output: actionOutcome },
  /** Replaces the tag `id` with `intoId` on all videos, and deletes it. Errors: `unknown-item`. */
  'tags.merge': { input: z.strictObject({ id, intoId: id }), output: actionOutcome },
  /** Takes the tag off all videos. Errors: `unknown-item`. */
  'tags.delete': { input: byId, output: actionOutcome },
} as const;
