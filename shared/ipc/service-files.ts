// The files on EvoLink's file host.
import { z } from 'zod';
import { byProfile, id, nothing } from './common-inputs.ts';

/** As the file host names it. A dot or two would be a step in the address instead of a name, and half a character cannot stand in one. */
const fileId = z
  .string()
  .min(1)
  .max(256)
  .regex(/^(?!\.{1,2}$)\P{Cs}*$/u);

/** The file host's reply to an upload, field by field as it came; null where it was not kept. */
const uploadReply = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable();

/** A file on EvoLink's file host. It is deleted there about 72 hours after its upload. */
export const serviceFile = z.strictObject({
  fileId: z.string(),
  name: z.string(),
  bytes: z.number().nullable(),
  uploadedAtMs: z.number().nullable(),
  /** About: what the service said when the studio uploaded it, else 72 hours after the upload. */
  expiresAtMs: z.number().nullable(),
  /** Known where the studio uploaded it. */
  url: z.string().nullable(),
  /** Tasks at EvoLink now that were given this file. */
  usedByTasks: z.number().int(),
  uploadResponse: uploadReply,
});
export type ServiceFile = z.infer<typeof serviceFile>;

export const serviceFileCalls = {
  /** The files of a profile at EvoLink, newest first where the service says so. Asked only when the person wants to see them. */
  'files.list': {
    input: z.strictObject({ profileId: id, page: z.number().int().min(1).max(100_000) }),
    output: z.strictObject({ total: z.number(), page: z.number().int(), pageSize: z.number().int(), files: z.array(serviceFile) }),
  },
  'files.quota': {
    input: byProfile,
    output: z.strictObject({ usedFiles: z.number().nullable(), maxFiles: z.number().nullable(), remainingFiles: z.number().nullable() }),
  },
  /** Deletes it there and forgets that it was uploaded, so that the next use uploads again. */
  'files.delete': { input: z.strictObject({ profileId: id, fileId }), output: nothing },
  /** Asks for a file with the system's dialog and uploads it, unless the same content is there already. */
  'files.upload': {
    input: byProfile,
    output: z.strictObject({ name: z.string(), url: z.string(), expiresAtMs: z.number(), wasThere: z.boolean(), reply: uploadReply }),
  },
  /** Ends the upload of this profile that runs; it then answers `cancelled-by-user`. */
  'files.cancelUpload': { input: byProfile, output: nothing },
} as const;
