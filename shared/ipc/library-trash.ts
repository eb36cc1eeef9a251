// The trash of the library.
import { z } from 'zod';
import { appError } from '../errors.ts';
import { emptyObject, id } from './common-inputs.ts';

/** The most videos of one call about the trash. The window divides more into several calls, and can stop between two. */
const maxTrashIds = 300;

const manyResults = z.strictObject({ resultIds: z.array(id).min(1).max(maxTrashIds) });

/** What became of the videos of a call. One that was already where it should be is in neither list. */
const outcome = z.strictObject({
  changedIds: z.array(id),
  /** The bytes of the files of the changed videos. */
  bytes: z.number(),
  refused: z.array(z.strictObject({ resultId: id, fileName: z.string(), error: appError })),
});
/** The calls about the trash. */
export const libraryTrashCalls = {
  /** Moves videos to the trash: their files within the library folder. */
  'library.trash': { input: manyResults, output: outcome },
  /** Moves videos of the trash back. */
  'library.restoreFromTrash': { input: manyResults, output: outcome },
  /** Deletes the files of videos of the trash; their tasks stay in the history. */
  'library.deleteForGood': { input: manyResults, output: outcome },
  /** All videos in the trash, the last trashed first. */
  'library.trashIndex': { input: emptyObject, output: z.strictObject({ resultIds: z.array(id), trashedAtMs: z.array(z.number()) }) },
} as const;
