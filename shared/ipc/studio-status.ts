// What concerns the whole studio: its status, its settings, the draft in the composer and the system around it.
import { z } from 'zod';
import { generationRequest } from '../generation.ts';
import { settings, settingsChange } from '../settings.ts';
import { task } from '../task.ts';
import { backupSummary, restoreStep } from './backups.ts';
import { actionId, id, nothing } from './common-inputs.ts';
import { libraryStatus } from './library-files.ts';
import { networkStatus } from './network.ts';
import { keyProtection, profile } from './profiles.ts';

/** What the whole window needs to know besides tasks. */
export const studioStatus = z.strictObject({
  profiles: z.array(profile),
  /** null: first run, nothing chosen yet. */
  activeProfileId: id.nullable(),
  settings,
  /** The language in use: what the settings say, or what the system prefers. */
  language: z.enum(['en', 'zh']),
  library: libraryStatus,
  network: networkStatus,
  /** The system's word; it only informs, it never gates a request. */
  online: z.boolean(),
  /** Things said once after start, e.g. that a corrupt database was moved aside. */
  notices: z.array(
    z.discriminatedUnion('kind', [
      /** `newest`: the backup that could take its place, null where there is none. */
      z.strictObject({ kind: z.literal('database-moved-aside'), movedTo: z.string(), newest: backupSummary.nullable() }),
      /** The database is a backup's; `held` tasks wait for the person because they may have been sent since. */
      z.strictObject({ kind: z.literal('database-restored'), madeAtMs: z.number().nullable(), held: z.number().int() }),
      /** Going back to a backup failed; the database is the one that was there. `detail` is the system's own words. */
      z.strictObject({
        kind: z.literal('restore-failed'),
        reason: z.enum(['busy', 'no-room', 'not-opened', 'other']),
        detail: z.string().max(300),
      }),
      /** A check found damage; the next start sets the database aside. */
      z.strictObject({ kind: z.literal('database-damaged') }),
      z.strictObject({ kind: z.literal('graphics-unstable') }),
      z.strictObject({ kind: z.literal('key-in-environment'), lastFour: z.string() }),
    ]),
  ),
  /** A backup that is being made ready to be used; the studio goes over to it by itself. */
  restoring: restoreStep.nullable(),
  /** How a key would be kept now; told on the first screen only, since asking wakes the keychain. */
  keyProtectionAvailable: keyProtection.nullable(),
  /** What the composer held last, so that nothing is lost by quitting. */
  composer: generationRequest.nullable(),
  /** The key of the press that would send it: where that press was made and its answer never seen, the next one is the same. */
  composerActionId: actionId.nullable(),
  /** The task that request came from; null where there was none, or it is gone. `isEdit`: it is that task itself, back from the queue. */
  composerSource: z.strictObject({ taskId: id, isEdit: z.boolean() }).nullable(),
  app: z.strictObject({ version: z.string(), platform: z.enum(['darwin', 'win32', 'linux']), electron: z.string() }),
});
export type StudioStatus = z.infer<typeof studioStatus>;

/** What is alive, at one revision: all of it, or a page of it. */
export const snapshot = z.strictObject({
  boot: z.string(),
  revision: z.number().int(),
  status: studioStatus,
  /** By id. */
  tasks: z.array(task),
  /** False while there are live tasks after these. */
  isComplete: z.boolean(),
});
export type Snapshot = z.infer<typeof snapshot>;

/** The next live tasks after one, at most so many. */
export const snapshotPage = z.strictObject({ afterId: z.union([z.literal(0), id]), limit: z.number().int().min(1).max(1_000) });
export type SnapshotPage = z.infer<typeof snapshotPage>;

export const studioCalls = {
  /** Thousands of tasks are asked for in pages, so that the first screen need not wait for them; without a page all of them come. */
  'studio.snapshot': { input: z.strictObject({ page: snapshotPage.optional() }), output: snapshot },
  'studio.dismissNotice': { input: z.strictObject({ kind: z.string().max(64) }), output: nothing },
  'composer.saveDraft': {
    input: z.strictObject({ request: generationRequest, key: actionId, sourceTaskId: id.nullable() }),
    output: nothing,
  },

  'settings.change': { input: settingsChange, output: settings },

  /** Asks where to save what support needs to know: no key, no prompt, no link. False when the dialog was closed. */
  'system.saveDiagnostics': { input: nothing, output: z.strictObject({ saved: z.boolean() }) },
  /** Opens one of our fixed https pages in the system's browser. */
  'system.openPage': { input: z.strictObject({ page: z.enum(['get-key', 'billing', 'documentation']) }), output: nothing },
  'system.openLogs': { input: nothing, output: nothing },
  /** The window heard from the system that the network came or went; it only wakes what waits, it never gates a request. */
  'system.networkChanged': { input: z.strictObject({ online: z.boolean() }), output: nothing },
} as const;
