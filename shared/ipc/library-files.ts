// The files of the library: their folder, moving, checking and finding them, and their tag records.
import { z } from 'zod';
import { appError } from '../errors.ts';
import { generationRequest } from '../generation.ts';
import { byResult, emptyObject, id } from './common-inputs.ts';

/** The first bytes of every PNG: nothing else may be written to disk as one. */
const pngBegins = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const isPng = (bytes: Uint8Array): boolean => pngBegins.every((byte, at) => bytes[at] === byte);

/** The result of checking all stored files; `isComplete` is false where the check was stopped before the last one. */
export const auditReport = z.strictObject({
  intact: z.number().int(),
  unverified: z.number().int(),
  changed: z.number().int(),
  missing: z.number().int(),
  isComplete: z.boolean(),
  atMs: z.number(),
});
/** The result of checking all stored files. */
export type AuditReport = z.infer<typeof auditReport>;

/** The state of the library folder and its files. */
export const libraryStatus = z.strictObject({
  folder: z.string(),
  videoCount: z.number().int(),
  videoBytes: z.number(),
  freeBytes: z.number().nullable(),
  /** The videos in the trash, and the bytes of their files; `videoCount` and `videoBytes` are without them. */
  trash: z.strictObject({ count: z.number().int(), bytes: z.number() }),
  /** Why the folder cannot be written now; null when it can. */
  error: appError.nullable(),
  /** Unfinished downloads in a folder that belong to no task of this database; null while none are known. */
  strays: z.strictObject({ folder: z.string(), count: z.number().int(), bytes: z.number() }).nullable(),
  /** The move of the stored files to another folder; null where there is none to show. */
  move: z
    .strictObject({
      folder: z.string(),
      /** `paused`: the move continues when `error` has passed. */
      state: z.enum(['moving', 'paused', 'cancelled', 'done']),
      files: z.number().int(),
      filesLeft: z.number().int(),
      bytes: z.number(),
      bytesLeft: z.number(),
      /** Files that could not be moved; `library.moveFailures` says why. */
      failed: z.number().int(),
      error: appError.nullable(),
    })
    .nullable(),
  /** The running rename or export, or how the last one ended until it is dismissed. */
  fileWork: z
    .strictObject({
      kind: z.enum(['rename', 'export']),
      state: z.enum(['running', 'cancelled', 'done', 'failed']),
      /** Files to do, and those done. `skipped` ones needed nothing: they have the name, or are in the folder. */
      total: z.number().int(),
      done: z.number().int(),
      skipped: z.number().int(),
      /** Files that were refused; `library.fileWorkFailures` says why. */
      failed: z.number().int(),
      /** Bytes to copy, and those copied; zero for a rename. */
      totalBytes: z.number(),
      doneBytes: z.number(),
      /** Where an export writes. */
      folder: z.string().nullable(),
      /** What ended it. */
      error: appError.nullable(),
    })
    .nullable(),
  /** The running check of all files; null where none runs. */
  verifying: z.strictObject({ done: z.number().int(), total: z.number().int() }).nullable(),
  lastAudit: auditReport.nullable(),
  /**
   * The search. `not-started`: some seconds after the start of the app, until the first search, and after its thread was lost; a search starts it.
   * `indexing`: it finds `done` of `total` tasks, and more every moment. `ready`: it finds all of them.
   */
  search: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('not-started') }),
    z.strictObject({ state: z.literal('indexing'), done: z.number().int(), total: z.number().int() }),
    z.strictObject({ state: z.literal('ready') }),
  ]),
  /** The running or last rebuild from a folder; null before the first one. */
  rebuild: z
    .strictObject({
      state: z.enum(['running', 'done', 'cancelled', 'failed']),
      /** The folder that it reads. */
      folder: z.string(),
      /** Video files read. */
      scanned: z.number().int(),
      /** Videos added to the library. */
      added: z.number().int(),
      /** Known videos found in another place or under another name. */
      relinked: z.number().int(),
      known: z.number().int(),
      /** Files with the record of a known video but other bytes; added as separate videos. */
      changedCopies: z.number().int(),
      /** Files without a tag record; left as they are. */
      untagged: z.number().int(),
      unreadable: z.number().int(),
      error: appError.nullable(),
    })
    .nullable(),
});

/** The calls about the library folder and its files. */
export const libraryFileCalls = {
  'library.openFolder': { input: emptyObject, output: emptyObject },
  /** Shows the folder of unknown unfinished downloads. */
  'library.openStrays': { input: emptyObject, output: emptyObject },
  /** Opens the system's folder dialog; the new folder must be writable. Stored files stay where they are. */
  'library.chooseFolder': { input: emptyObject, output: z.strictObject({ folder: z.string() }) },
  /** The same, and every stored file is moved in the background. */
  'library.moveFolder': { input: emptyObject, output: z.strictObject({ folder: z.string() }) },
  /** `retry` also tries the files that could not be moved. `dismiss`: the user has seen how it ended. */
  'library.controlMove': { input: z.strictObject({ action: z.enum(['cancel', 'retry', 'dismiss']) }), output: emptyObject },
  /** At most 100 files that could not be moved. */
  'library.moveFailures': {
    input: emptyObject,
    output: z.strictObject({ files: z.array(z.strictObject({ resultId: id, fileName: z.string(), error: appError })).max(100) }),
  },
  /** Starts to read every stored file and compare its hash; the status has the progress. */
  'library.verifyAll': { input: emptyObject, output: emptyObject },
  'library.stopVerifying': { input: emptyObject, output: emptyObject },
  /** Reads one file and compares its hash. `unreadable`: it could not be read to its end now. */
  'library.verifyFile': {
    input: byResult,
    output: z.strictObject({ verdict: z.enum(['intact', 'unverified', 'changed', 'missing', 'unreadable']) }),
  },
  /** Stores a quarantined transfer that never verified, under a name that says so. */
  'library.keepUnverified': { input: byResult, output: emptyObject },
  /** Asks with the system's dialog where a video is now; accepts only the same file. */
  'library.locateFile': { input: byResult, output: emptyObject },
  /** Starts to rebuild the library from its folder; the status has the progress. */
  'library.rebuild': { input: emptyObject, output: emptyObject },
  /** The same for a folder chosen with the system's dialog. The library folder stays as it is. */
  'library.rebuildFrom': { input: emptyObject, output: z.strictObject({ folder: z.string() }) },
  'library.cancelRebuild': { input: emptyObject, output: emptyObject },
  /** The user has seen how the rebuild ended. */
  'library.dismissRebuild': { input: emptyObject, output: emptyObject },
  /** Saves a frame of a stored video with the system's save dialog; returns the file's name. */
  'library.saveFrame': {
    input: z.strictObject({ resultId: id, atSeconds: z.number().min(0).max(86_400), bytes: z.instanceof(Uint8Array).refine(isPng) }),
    output: z.strictObject({ name: z.string() }),
  },
  /** Reads the tag record of a dropped video; references that are no longer kept here are listed by name. */
  'library.readTags': {
    input: z.strictObject({ path: z.string().min(1).max(4_096) }),
    output: z.strictObject({ found: z.strictObject({ request: generationRequest, lost: z.array(z.string()) }).nullable() }),
  },
} as const;
