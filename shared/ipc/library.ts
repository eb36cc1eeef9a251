// The library: an index of ids, and the records of what is visible.
import { z } from 'zod';
import { generationRequest } from '../generation.ts';
import { untaggedReason } from '../video-tags.ts';
import { byResult, id, nothing } from './common-inputs.ts';

/** One stored (or missing) video of the library with what a tile, the inspector and the player show. */
export const libraryItem = z.strictObject({
  resultId: id,
  id,
  taskId: z.string(),
  simulated: z.boolean(),
  state: z.enum(['stored', 'missing']),
  /** Whether its bytes were right when they came, and whether other bytes lie there now. `modified-copy`: never what came, see `modifiedCopyOf` of its row. */
  verification: z.enum(['verified', 'unverified', 'changed', 'modified-copy']),
  /** When all its bytes were last read and were right. */
  checkedAtMs: z.number().nullable(),
  request: generationRequest,
  storedAtMs: z.number(),
  createdAtMs: z.number(),
  tookSeconds: z.number().nullable(),
  creditsUsed: z.number().nullable(),
  creditsReserved: z.number().nullable(),
  fileName: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  /** Of the bytes as they were received. */
  receivedSha256: z.string(),
  /** Why the file carries no record of prompt and settings; null where it does. */
  untaggedReason: untaggedReason.nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  durationSeconds: z.number().nullable(),
  framesPerSecond: z.number().nullable(),
  hasAudio: z.boolean().nullable(),
  /** How the picture is coded, e.g. `h264`, `hevc`; null where that is not known. */
  codec: z.string().nullable(),
  /** `studio-media://poster/<resultId>` and `…/filmstrip/<resultId>` answer when true. */
  hasPoster: z.boolean(),
});
export type LibraryItem = z.infer<typeof libraryItem>;

export const libraryCalls = {
  /** Newest first. Two parallel arrays, so that 100,000 entries stay small. */
  'library.index': { input: nothing, output: z.strictObject({ resultIds: z.array(id), storedAtMs: z.array(z.number()) }) },
  'library.records': {
    input: z.strictObject({ resultIds: z.array(id).max(300) }),
    output: z.strictObject({ items: z.array(libraryItem) }),
  },
  'library.reveal': { input: byResult, output: nothing },
  /** In the program that the system opens such files with. */
  'library.openExternally': { input: byResult, output: nothing },
  /** Called inside `dragstart`: hands a real file to the system's drag. */
  'library.startDrag': { input: byResult, output: nothing },
} as const;
