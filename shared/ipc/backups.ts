// Copies of the database, and going back to one.
import { z } from 'zod';
import { appError } from '../errors.ts';
import { nothing } from './common-inputs.ts';

/** A backup by its name, which is also its id: a fixed form that cannot be a path. */
const backupName = z.string().regex(/^studio-\d{8}T\d{6}Z-(daily|by-hand|before-format|replaced)(-\d{1,3})?\.sqlite$/);
export const backupSummary = z.strictObject({ name: backupName, madeAtMs: z.number() });

/** A copy of the database. */
export const backupEntry = z.strictObject({
  ...backupSummary.shape,
  reason: z.enum(['daily', 'by-hand', 'before-format', 'replaced']),
  bytes: z.number(),
  /** `newer`: written by a studio this one does not know. */
  status: z.enum(['fits', 'damaged', 'newer']),
  tasks: z.number().int().nullable(),
  videos: z.number().int().nullable(),
});
export type BackupEntry = z.infer<typeof backupEntry>;

/** How far a backup is that is being made ready; `share` of the copying only. */
export const restoreStep = z.strictObject({ step: z.enum(['copying', 'checking']), share: z.number().nullable() });

export const backupCalls = {
  /** Newest first; `problem` says why the last one could not be made. */
  'backups.list': { input: nothing, output: z.strictObject({ backups: z.array(backupEntry), problem: appError.nullable() }) },
  'backups.create': { input: nothing, output: nothing },
  /** Checks the backup, then answers; the studio goes over to it right after, and the window starts again. */
  'backups.restore': { input: z.strictObject({ name: backupName }), output: nothing },
} as const;
