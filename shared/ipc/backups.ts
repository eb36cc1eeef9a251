// Backups of the database, and restoring one.
import { z } from 'zod';
import { appError } from '../errors.ts';
import { emptyObject } from './common-inputs.ts';

/** A backup by its name, which is also its id: a fixed form that cannot be a path. */
const backupName = z.string().regex(/^studio-\d{8}T\d{6}Z-(daily|by-hand|before-format|replaced)(-\d{1,3})?\.sqlite$/);
/** A backup by name, and when it was made. */
export const backupSummary = z.strictObject({ name: backupName, madeAtMs: z.number() });

/** A copy of the database. */
export const backupEntry = z.strictObject({
  ...backupSummary.shape,
  reason: z.enum(['daily', 'by-hand', 'before-format', 'replaced']),
  bytes: z.number(),
  /** `newer`: written by a later version of the studio. */
  status: z.enum(['restorable', 'damaged', 'newer']),
  taskCount: z.number().int().nullable(),
  videoCount: z.number().int().nullable(),
});
/** A backup in the list of the settings. */
export type BackupEntry = z.infer<typeof backupEntry>;

/** The progress of preparing a backup; `share` (0 to 1) only while copying. */
export const restoreStep = z.strictObject({ step: z.enum(['copying', 'checking']), share: z.number().nullable() });

/** The calls about backups. */
export const backupCalls = {
  /** Lists backups, newest first; `problem` says why the last one could not be made, null when it was. */
  'backups.list': { input: emptyObject, output: z.strictObject({ backups: z.array(backupEntry), problem: appError.nullable() }) },
  'backups.create': { input: emptyObject, output: emptyObject },
  /** Checks the backup, then answers; right after that the studio switches to it and the window reloads. */
  'backups.restore': { input: z.strictObject({ name: backupName }), output: emptyObject },
} as const;
