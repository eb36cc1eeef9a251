// The files of the library: their folder, moving, checking and finding them, and what they say of themselves.
import { z } from 'zod';
import { appError } from '../errors.ts';
import { generationRequest } from '../generation.ts';
import { byResult, id, nothing } from './common-inputs.ts';

/** The first bytes of every PNG. Nothing else gets its way onto the disk under that name. */
const pngBegins = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const isPng = (bytes: Uint8Array): boolean => pngBegins.every((byte, at) => bytes[at] === byte);

/** How a check of all stored files ended; `whole: false` where it was stopped before the last one. */
export const auditReport = z.strictObject({
  intact: z.number().int(),
  unverified: z.number().int(),
  changed: z.number().int(),
  missing: z.number().int(),
  isComplete: z.boolean(),
  atMs: z.number(),
});
export type AuditReport = z.infer<typeof auditReport>;

/** How the folder and its files are now. */
export const libraryStatus = z.strictObject({
  folder: z.string(),
  videoCount: z.number().int(),
  videoBytes: z.number(),
  freeBytes: z.number().nullable(),
  /** What is wrong with the folder now, null when it can be written. */
  error: appError.nullable(),
  /** Unfinished downloads in a folder that belong to no task of this database; null while none are known. */
  strays: z.strictObject({ folder: z.string(), count: z.number().int(), bytes: z.number() }).nullable(),
  /** The stored files on their way to another folder; null where nothing is to be said about it. */
  move: z
    .strictObject({
      folder: z.string(),
      /** `paused`: it goes on by itself when `error` is over. */
      state: z.enum(['moving', 'paused', 'cancelled', 'done']),
      files: z.number().int(),
      filesLeft: z.number().int(),
      bytes: z.number(),
      bytesLeft: z.number(),
      /** Files that stay where they are; `library.moveFailures` says why. */
      failed: z.number().int(),
      error: appError.nullable(),
    })
    .nullable(),
  /** The check of all files that runs now, and how the last one ended. */
  verifying: z.strictObject({ done: z.number().int(), total: z.number().int() }).nullable(),
  lastAudit: auditReport.nullable(),
  /** Rebuilding from the folder: how far it is, or how it ended; null until it is begun. */
  rebuild: z
    .strictObject({
      state: z.enum(['running', 'done', 'cancelled', 'failed']),
      /** Where it looks. */
      folder: z.string(),
      /** Video files looked at. */
      scanned: z.number().int(),
      /** Came into the library. */
      added: z.number().int(),
      /** Were known, and lay elsewhere or under another name. */
      relinked: z.number().int(),
      known: z.number().int(),
      /** Carry the record of a known video and hold other bytes; taken in as videos of their own. */
      changedCopies: z.number().int(),
      /** Say nothing of how they were made; left where they are. */
      untagged: z.number().int(),
      unreadable: z.number().int(),
      error: appError.nullable(),
    })
    .nullable(),
});

export const libraryFileCalls = {
  'library.openFolder': { input: nothing, output: nothing },
  /** Shows where unfinished downloads of nobody known lie. */
  'library.openStrays': { input: nothing, output: nothing },
  /** Opens the system's folder dialog; the new folder is checked for writing before it is taken. Stored files stay where they are. */
  'library.chooseFolder': { input: nothing, output: z.strictObject({ folder: z.string() }) },
  /** The same, and every stored file follows in the background. */
  'library.moveFolder': { input: nothing, output: z.strictObject({ folder: z.string() }) },
  /** `again` also tries what could not be moved. `put-away`: its end has been read. */
  'library.controlMove': { input: z.strictObject({ action: z.enum(['cancel', 'retry', 'dismiss']) }), output: nothing },
  /** At most 100 files that stayed where they are. */
  'library.moveFailures': {
    input: nothing,
    output: z.strictObject({ files: z.array(z.strictObject({ resultId: id, fileName: z.string(), error: appError })).max(100) }),
  },
  /** Reads every stored file and compares; the status tells how far it is. */
  'library.verifyAll': { input: nothing, output: nothing },
  'library.stopVerifying': { input: nothing, output: nothing },
  /** Reads one. `unread`: it could not be read to its end now. */
  'library.verifyFile': {
    input: byResult,
    output: z.strictObject({ verdict: z.enum(['intact', 'unverified', 'changed', 'missing', 'unreadable']) }),
  },
  /** Stores what came five times and never verified, under a name that says so. */
  'library.keepUnverified': { input: byResult, output: nothing },
  /** Asks with the system's dialog where a video is now; taken only if it is the very file. */
  'library.locateFile': { input: byResult, output: nothing },
  /** Begins to bring back into the library what the folder holds; the status tells how far it is. */
  'library.rebuild': { input: nothing, output: nothing },
  /** The same for a folder that is chosen with the system's dialog. New videos go where they went. */
  'library.rebuildFrom': { input: nothing, output: z.strictObject({ folder: z.string() }) },
  'library.cancelRebuild': { input: nothing, output: nothing },
  /** How it ended has been read. */
  'library.dismissRebuild': { input: nothing, output: nothing },
  /** Writes a frame of a stored video to where the system's save dialog says; the file's name. */
  'library.saveFrame': {
    input: z.strictObject({ resultId: id, atSeconds: z.number().min(0).max(86_400), bytes: z.instanceof(Uint8Array).refine(isPng) }),
    output: z.strictObject({ name: z.string() }),
  },
  /** How a dropped video was made, where its file tells; references that are not kept here any more are named. */
  'library.readTags': {
    input: z.strictObject({ path: z.string().min(1).max(4_096) }),
    output: z.strictObject({ found: z.strictObject({ request: generationRequest, lost: z.array(z.string()) }).nullable() }),
  },
} as const;
