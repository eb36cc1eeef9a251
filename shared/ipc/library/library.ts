// The library: an index of ids, and the records of visible videos.
import { z } from 'zod';
import { generationRequest } from '../../generation.ts';
import { untaggedReason } from '../../video-tags.ts';
import { byResult, emptyObject, id } from '../common-inputs.ts';
import { shownJudgement, videoIds } from '../judgement.ts';

/** One stored (or missing) video, with everything that a tile, the inspector and the player show. */
export const libraryItem = z.strictObject({
  resultId: id,
  id,
  serviceTaskId: z.string(),
  simulated: z.boolean(),
  state: z.enum(['stored', 'missing']),
  ...shownJudgement,
  /**
   * Whether the download verified, and whether the file has changed since. `modified-copy`: a rebuild found the file, and its bytes are not
   * the downloaded ones; see `modifiedCopyOf` of its row.
   */
  verification: z.enum(['verified', 'unverified', 'changed', 'modified-copy']),
  /** When the file's hash was last checked and matched; null before the first check. */
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
  /** The hash of the bytes as they were received. */
  receivedSha256: z.string(),
  /** Why the file has no tag record; null where it has one. */
  untaggedReason: untaggedReason.nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  durationSeconds: z.number().nullable(),
  framesPerSecond: z.number().nullable(),
  hasAudio: z.boolean().nullable(),
  /** The video codec, e.g. `h264`, `hevc`; null where it is unknown. */
  codec: z.string().nullable(),
  /** True when `studio-media://poster/<resultId>` and `…/filmstrip/<resultId>` exist. */
  hasPoster: z.boolean(),
  /** When it was moved to the trash; null outside of the trash. */
  trashedAtMs: z.number().nullable(),
});
/** One video of the library, as the window shows it. */
export type LibraryItem = z.infer<typeof libraryItem>;

/** The calls about videos of the library. */
export const libraryCalls = {
  /** All videos outside of the trash, newest first. Two parallel arrays, so that 100,000 entries stay small. */
  'library.index': { input: emptyObject, output: z.strictObject({ resultIds: z.array(id), storedAtMs: z.array(z.number()) }) },
  'library.records': {
    input: z.strictObject({ resultIds: z.array(id).max(300) }),
    output: z.strictObject({ items: z.array(libraryItem) }),
  },
  'library.reveal': { input: byResult, output: emptyObject },
  /** Opens the file in the system's default program. */
  'library.openExternally': { input: byResult, output: emptyObject },
  /** The installed programs that open videos, by name; null where `library.openWith` asks for one. */
  'library.videoApps': {
    input: emptyObject,
    output: z.strictObject({ apps: z.array(z.strictObject({ id: z.string(), name: z.string() })).nullable() }),
  },
  /** Opens the file in the program `appId` of `library.videoApps`; null lets the system ask. Errors: `not-opened`, `cancelled-by-user`. */
  'library.openWith': { input: byResult.extend({ appId: z.string().max(1_000).nullable() }), output: emptyObject },
  /** Called inside `dragstart`: starts the system's drag with the real files and the picture of the first. At most 500, else `too-many`. */
  'library.startDrag': { input: z.strictObject({ resultIds: videoIds }), output: emptyObject },
  /** Copies the paths to the clipboard, one per line, and leaves out videos without a file. At most 500, else `too-many`. */
  'library.copyPaths': { input: z.strictObject({ resultIds: videoIds }), output: z.strictObject({ copied: z.number().int() }) },
  /** Shows the first file of each folder in the file manager, for at most ten folders. At most 500 files, else `too-many`. */
  'library.revealFiles': { input: z.strictObject({ resultIds: videoIds }), output: emptyObject },
} as const;
