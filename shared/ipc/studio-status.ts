// The calls that concern the studio as a whole: its status, its settings, the draft in the composer and the operating system.
import { z } from 'zod';
import { generationRequest } from '../generation.ts';
import { settings, settingsChange } from '../settings/settings.ts';
import { task } from '../task.ts';
import { windowErrorMaxMessage, windowErrorMaxStack } from '../window-error-limits.ts';
import { actionStatus, judgementStatus } from './actions.ts';
import { backupSummary, restoreStep } from './backups.ts';
import { actionId, emptyObject, id } from './common-inputs.ts';
import { libraryStatus } from './library/library-status.ts';
import { networkStatus } from './network.ts';
import { keyProtection, profile } from './profiles.ts';

/** Parses the status: everything that the window shows, except for tasks. */
export const studioStatus = z.strictObject({
  profiles: z.array(profile),
  /** null on the first run, while no profile exists. */
  activeProfileId: id.nullable(),
  settings,
  /** The current language: the one of the settings, or the system's. */
  language: z.enum(['en', 'zh']),
  library: libraryStatus,
  actions: actionStatus,
  judgement: judgementStatus,
  network: networkStatus,
  /** Whether the system reports a network connection. Only for display: it never blocks a request. */
  online: z.boolean(),
  /** Messages shown once after the start, e.g. that a corrupt database was moved aside. */
  notices: z.array(
    z.discriminatedUnion('kind', [
      /** The database was unreadable and was moved to `movedTo`. `newest`: the newest backup, which could replace it; null where there is none. */
      z.strictObject({ kind: z.literal('database-moved-aside'), movedTo: z.string(), newest: backupSummary.nullable() }),
      /** A backup was restored; `held` tasks wait for the user because they may have been sent since. */
      z.strictObject({ kind: z.literal('database-restored'), madeAtMs: z.number().nullable(), held: z.number().int() }),
      /** Restoring a backup failed; the database is unchanged. `detail` is the system's message. */
      z.strictObject({
        kind: z.literal('restore-failed'),
        reason: z.enum(['busy', 'no-room', 'not-opened', 'other']),
        detail: z.string().max(300),
      }),
      /** A check found damage; the next start moves the database aside. */
      z.strictObject({ kind: z.literal('database-damaged') }),
      /** `count` rows of the database do not parse and are left out. */
      z.strictObject({ kind: z.literal('database-rows-invalid'), count: z.number().int() }),
      z.strictObject({ kind: z.literal('graphics-unstable') }),
      z.strictObject({ kind: z.literal('key-in-environment'), lastFour: z.string() }),
    ]),
  ),
  /** The backup that is being prepared, after which the studio switches to it; null where there is none. */
  restoring: restoreStep.nullable(),
  /** How a key would be stored. Determined only on the first screen, because the question may open a prompt of the keychain; null otherwise. */
  keyProtectionAvailable: keyProtection.nullable(),
  /** The composer's last content, so that nothing is lost by quitting. */
  composer: generationRequest.nullable(),
  /** The action id with which the content is submitted. If the response to a click was lost, the next click uses the same id and submits nothing twice. */
  composerActionId: actionId.nullable(),
  /** The task that the content came from; null if there is none or it no longer exists. `isEdit`: it left the queue to be edited. */
  composerSource: z.strictObject({ taskId: id, isEdit: z.boolean() }).nullable(),
  app: z.strictObject({ version: z.string(), platform: z.enum(['darwin', 'win32', 'linux']), electron: z.string() }),
});
/** Everything that the window shows, except for tasks. */
export type StudioStatus = z.infer<typeof studioStatus>;

/** The live tasks at one revision: all of them, or a page. */
export const snapshot = z.strictObject({
  /** Identifies the start of the core. Revisions of two different starts cannot be compared. */
  boot: z.string(),
  revision: z.number().int(),
  status: studioStatus,
  /** In the order of their ids. */
  tasks: z.array(task),
  /** False if there are more live tasks after this page. */
  isComplete: z.boolean(),
});
/** The live tasks at one revision. */
export type Snapshot = z.infer<typeof snapshot>;

/** A page of a snapshot: at most `limit` live tasks after the task `afterId`. */
export const snapshotPage = z.strictObject({ afterId: z.union([z.literal(0), id]), limit: z.number().int().min(1).max(1_000) });
/** Which page of a snapshot is requested. */
export type SnapshotPage = z.infer<typeof snapshotPage>;

/** The calls about the studio as a whole. */
export const studioCalls = {
  /** Returns a page of live tasks, so that the first screen does not wait for thousands; without `page` all of them. */
  'studio.snapshot': { input: z.strictObject({ page: snapshotPage.optional() }), output: snapshot },
  'studio.dismissNotice': { input: z.strictObject({ kind: z.string().max(64) }), output: emptyObject },
  'composer.saveDraft': {
    input: z.strictObject({ request: generationRequest, actionId, sourceTaskId: id.nullable() }),
    output: emptyObject,
  },

  'settings.change': { input: settingsChange, output: settings },

  /** Saves the diagnostics file, which contains no key, prompt or link, where the user chooses. False when the user cancelled the dialog. */
  'system.saveDiagnostics': { input: emptyObject, output: z.strictObject({ saved: z.boolean() }) },
  /** Opens one of our fixed https pages in the system's browser. */
  'system.openPage': { input: z.strictObject({ page: z.enum(['get-key', 'billing', 'documentation']) }), output: emptyObject },
  'system.openLogs': { input: emptyObject, output: emptyObject },
  /**
   * Logs a bug of the window: a component that threw (`render`), an error outside of components, or a rejected promise. Returns the id of
   * the incident; null when too many were reported within a minute.
   */
  'system.reportWindowError': {
    input: z.strictObject({
      where: z.enum(['render', 'error', 'promise']),
      message: z.string().max(windowErrorMaxMessage),
      stack: z.string().max(windowErrorMaxStack),
    }),
    output: z.strictObject({ incident: z.string().nullable() }),
  },
  /** The window reports that the network was connected or lost. This only wakes waiting work; it never blocks a request. */
  'system.networkChanged': { input: z.strictObject({ online: z.boolean() }), output: emptyObject },
} as const;
