// The files on EvoLink's file host.
import { z } from 'zod';
import { byProfile, emptyObject, id } from './common-inputs.ts';

/** The file host's id. `.` and `..` would be path segments in the URL, and a lone surrogate cannot be encoded. */
const fileId = z
  .string()
  .min(1)
  .max(256)
  .regex(/^(?!\.{1,2}$)\P{Cs}*$/u);

/** The fields of the file host's reply to an upload; null where it was not kept. */
const uploadReply = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable();

/** A file on EvoLink's file host. It is deleted there about 72 hours after its upload. */
export const serviceFile = z.strictObject({
  fileId: z.string(),
  name: z.string(),
  bytes: z.number().nullable(),
  uploadedAtMs: z.number().nullable(),
  /** Approximate: the time in the reply to the studio's upload, otherwise 72 hours after the upload. */
  expiresAtMs: z.number().nullable(),
  /** Known only where the studio uploaded the file. */
  url: z.string().nullable(),
  /** The number of unfinished tasks at EvoLink that use this file. */
  taskCount: z.number().int(),
  uploadResponse: uploadReply,
});
/** A file on EvoLink's file host. */
export type ServiceFile = z.infer<typeof serviceFile>;

/** The calls about files on the file host. */
export const serviceFileCalls = {
  /** The files of a profile at EvoLink, newest first where the service orders them so. Requested only when the user opens the list. */
  'files.list': {
    input: z.strictObject({ profileId: id, page: z.number().int().min(1).max(100_000) }),
    output: z.strictObject({ total: z.number(), page: z.number().int(), pageSize: z.number().int(), files: z.array(serviceFile) }),
  },
  'files.quota': {
    input: byProfile,
    output: z.strictObject({ usedFiles: z.number().nullable(), maxFiles: z.number().nullable(), remainingFiles: z.number().nullable() }),
  },
  /** Deletes the file at EvoLink and forgets its upload, so that the next use uploads it again. */
  'files.delete': { input: z.strictObject({ profileId: id, fileId }), output: emptyObject },
  /** Asks for a file with the system's dialog and uploads it, unless EvoLink already has the same content. */
  'files.upload': {
    input: byProfile,
    output: z.strictObject({ name: z.string(), url: z.string(), expiresAtMs: z.number(), wasThere: z.boolean(), reply: uploadReply }),
  },
  /** Aborts the running upload of this profile, which then fails with `cancelled-by-user`. */
  'files.cancelUpload': { input: byProfile, output: emptyObject },
} as const;
