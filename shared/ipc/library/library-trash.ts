// The trash of the library.
import { z } from 'zod';
import { appError } from '../../errors.ts';
import { emptyObject, id } from '../common-inputs.ts';
import { videoIds } from '../judgement.ts';

/** The most refusals that are listed one by one. */
const maxListed = 100;

/** The most reasons that are listed: far more than exist. */
const maxReasons = 50;

const byVideos = z.strictObject({ resultIds: videoIds });

const trashCallOutcome = z.strictObject({
  /** The action in the undo log; null where nothing was to change, and after a deletion for good. */
  actionId: id.nullable(),
  /** Videos that were moved or deleted. One that was already where it should be is not counted. */
  changed: z.number().int(),
  /** The bytes of their files. */
  bytes: z.number(),
  isCancelled: z.boolean(),
  refusedCount: z.number().int(),
  /** Why videos were refused, each reason with the number of videos, the most frequent first. The error is that of the first one. */
  reasons: z.array(z.strictObject({ error: appError, count: z.number().int() })).max(maxReasons),
  /** The first refusals. */
  refused: z.array(z.strictObject({ resultId: id, fileName: z.string(), error: appError })).max(maxListed),
});
/** The outcome of a call about the trash. */
export type TrashCallOutcome = z.infer<typeof trashCallOutcome>;

/** The calls about the trash. */
export const libraryTrashCalls = {
  /** Moves videos to the trash. Their files stay within the library folder. */
  'library.trash': { input: byVideos, output: trashCallOutcome },
  /** Moves videos of the trash back. */
  'library.restoreFromTrash': { input: byVideos, output: trashCallOutcome },
  /** Deletes the files of videos of the trash; their tasks stay in the history. */
  'library.deleteForGood': { input: byVideos, output: trashCallOutcome },
  /** All videos in the trash, the last trashed first. */
  'library.trashIndex': { input: emptyObject, output: z.strictObject({ resultIds: z.array(id), trashedAtMs: z.array(z.number()) }) },
} as const;
