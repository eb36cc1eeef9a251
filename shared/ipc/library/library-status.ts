// The state of the library folder and of the work on its files, as a part of the status.
import { z } from 'zod';
import { appError } from '../../errors.ts';

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

/** The move of the stored files to another folder. */
const moveStatus = z.strictObject({
  folder: z.string(),
  /** `paused`: the move continues when `error` has passed. */
  state: z.enum(['moving', 'paused', 'cancelled', 'done']),
  fileCount: z.number().int(),
  remainingFileCount: z.number().int(),
  bytes: z.number(),
  remainingBytes: z.number(),
  /** Files that could not be moved; `library.moveFailures` says why. */
  failed: z.number().int(),
  error: appError.nullable(),
});

/** A running rename, export or search for missing files, or the last one. */
const fileJobStatus = z.strictObject({
  kind: z.enum(['rename', 'export', 'locate']),
  state: z.enum(['running', 'cancelled', 'done', 'failed']),
  /**
   * The number of all files and of the files done. A skipped file needed no work: it had the name, was in the folder, or was already found.
   */
  total: z.number().int(),
  done: z.number().int(),
  skipped: z.number().int(),
  /** Files that were refused or not found; `library.fileJobFailures` lists them. */
  failed: z.number().int(),
  /** Bytes to copy, and bytes already copied; 0 except for an export. */
  totalBytes: z.number(),
  doneBytes: z.number(),
  /** Video files that a search has examined. */
  examined: z.number().int(),
  /** The folder that an export writes to or a search reads. */
  folder: z.string().nullable(),
  /** The error that ended the job. */
  error: appError.nullable(),
});

/**
 * The state of the search index. `not-started`: until the first search, which starts it, or some seconds after the start of the app; and after its
 * thread was lost. `indexing`: a search finds `done` of `total` tasks. `ready`: it finds all of them.
 */
const searchStatus = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('not-started') }),
  z.strictObject({ state: z.literal('indexing'), done: z.number().int(), total: z.number().int() }),
  z.strictObject({ state: z.literal('ready') }),
]);

/** A running rebuild from a folder, or the last one. */
const rebuildStatus = z.strictObject({
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  /** The folder that it reads. */
  folder: z.string(),
  /** Video files read. */
  scanned: z.number().int(),
  /** Videos added to the library. */
  added: z.number().int(),
  /** Known videos found in another place or under another name. */
  relinked: z.number().int(),
  /** Known videos whose file needs no change of the database. */
  known: z.number().int(),
  /** Files with the record of a known video but other bytes; added as separate videos. */
  changedCopies: z.number().int(),
  /** Files without a tag record; left as they are. */
  untagged: z.number().int(),
  unreadable: z.number().int(),
  error: appError.nullable(),
});

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
  move: moveStatus.nullable(),
  /** The running rename, export or search for missing files, or how the last one ended until it is dismissed. */
  fileJob: fileJobStatus.nullable(),
  /** The running check of all files; null where none runs. */
  verifying: z.strictObject({ done: z.number().int(), total: z.number().int() }).nullable(),
  lastAudit: auditReport.nullable(),
  /** The state of the search index. */
  search: searchStatus,
  /** The running or last rebuild from a folder; null before the first one. */
  rebuild: rebuildStatus.nullable(),
});
