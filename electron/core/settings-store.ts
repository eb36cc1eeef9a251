// Stores the user's settings and other values between starts. Each value has its own row. If an older version changes one value, values
// of a newer version therefore survive.
import { z } from 'zod';
import { type GenerationRequest, generationRequest } from '../../shared/generation.ts';
import { type AuditReport, actionId, auditReport } from '../../shared/ipc.ts';
import { type Settings, type SettingsChange, settings } from '../../shared/settings/settings.ts';
import type { SettingTable } from '../db/tables/setting-table.ts';
import { type ExportPlan, exportPlan } from './library/export/export-plan.ts';

/** A move of the library to another folder. `files` and `bytes`: the totals at the beginning. */
const movePlan = z.strictObject({
  toFolderId: z.number().int(),
  state: z.enum(['moving', 'cancelled', 'done']),
  files: z.number().int(),
  bytes: z.number(),
  isDismissed: z.boolean(),
});
/** A stored move of the library. */
export type MovePlan = z.infer<typeof movePlan>;

/**
 * The task that the composer's request came from. `queuePosition`: the position of the task before it was taken back for editing; null
 * if it was not.
 */
const composerSource = z.strictObject({ taskId: z.number().int(), queuePosition: z.number().nullable() });
/** The origin of the request in the composer, as stored between starts. */
type ComposerSource = z.infer<typeof composerSource>;

const prefix = 'settings.';

/** Settings and other stored values. If a value cannot be read, or was never stored, it is null or has its default. */
export interface SettingsStore {
  /** All settings. Missing ones have their defaults. */
  get(): Settings;
  /** Stores the given members; returns the settings afterwards. */
  change(change: SettingsChange): Settings;
  /** Stores the absolute path of the folder that the user has chosen. */
  setLibraryFolder(folder: string): void;
  /** The current or last move of the library. */
  move(): MovePlan | null;
  /** Stores the plan of a move; null deletes it when the move has ended. */
  saveMove(plan: MovePlan | null): void;
  /** The plan of an unfinished export; null if there is none. */
  exportPlan(): ExportPlan | null;
  saveExportPlan(plan: ExportPlan | null): void;
  /** The report of the last check of all files. */
  auditReport(): AuditReport | null;
  saveAuditReport(report: AuditReport): void;
  /** The time of the last purge of the trash, in Unix milliseconds; null if there was none. */
  trashPurgedAtMs(): number | null;
  saveTrashPurge(atMs: number): void;
  /** The profile for new tasks. */
  activeProfileId(): number | null;
  setActiveProfile(id: number): void;
  /** The last request in the composer. */
  composer(): GenerationRequest | null;
  /** The id of the action that would submit the request in the composer. */
  composerActionId(): string | null;
  /** The task that the composer's request came from. */
  composerSource(): ComposerSource | null;
  /** Stores the composer. `key`: the id of the action that would submit the request. */
  saveComposer(request: GenerationRequest, key: string, source: ComposerSource | null): void;
  /** The last four characters of the offered key that the user declined; null if there is none. */
  declinedEnvironmentKey(): unknown;
  /** Stores that the key with these last four characters must not be offered again. */
  declineEnvironmentKey(lastFour: string): void;
}

/** Reads a value; null if it was never stored, or if it does not match its schema. */
function read<T>(table: SettingTable, name: string, schema: z.ZodType<T>): T | null {
  const parsed = schema.safeParse(table.get(name));
  return parsed.success ? parsed.data : null;
}

/** Reads all settings. A setting that does not match its schema gets its default; the others are kept. */
function readSettings(table: SettingTable): Settings {
  const stored = Object.entries(table.allColumns(prefix));
  const valid = stored.filter(([name, value]) => settings.safeParse({ [name]: value }).success);
  return settings.parse(Object.fromEntries(valid));
}

/**
 * Stores the composer. The action id is written first, because a crash may come in between. An older request with an unused id can still
 * be submitted, but a new request with a used id could not.
 */
function saveComposer(table: SettingTable, request: GenerationRequest, key: string, source: ComposerSource | null): void {
  table.set('studio.composerActionId', key);
  table.set('studio.composer', request);
  table.set('studio.composerSource', source);
}

/** Called once by `core/compose/`. Settings are read once and cached until they change. */
export function createSettingsStore(table: SettingTable): SettingsStore {
  let cached: Settings | null = null;

  function get(): Settings {
    cached ??= readSettings(table);
    return cached;
  }

  return {
    get,
    change(change) {
      for (const [name, value] of Object.entries(change)) if (value !== undefined) table.set(prefix + name, value);
      cached = null;
      return get();
    },
    setLibraryFolder(folder) {
      table.set(`${prefix}libraryFolder`, folder);
      cached = null;
    },
    move: () => read(table, 'library.move', movePlan),
    saveMove(plan) {
      if (plan === null) table.remove('library.move');
      else table.set('library.move', plan);
    },
    exportPlan: () => read(table, 'library.export', exportPlan),
    saveExportPlan(plan) {
      if (plan === null) table.remove('library.export');
      else table.set('library.export', plan);
    },
    auditReport: () => read(table, 'library.auditReport', auditReport),
    saveAuditReport: (report) => table.set('library.auditReport', report),
    trashPurgedAtMs: () => read(table, 'library.trashPass', z.number()),
    saveTrashPurge: (atMs) => table.set('library.trashPass', atMs),
    activeProfileId: () => read(table, 'studio.activeProfile', z.number()),
    setActiveProfile: (id) => table.set('studio.activeProfile', id),
    composer: () => read(table, 'studio.composer', generationRequest),
    composerActionId: () => read(table, 'studio.composerActionId', actionId),
    composerSource: () => read(table, 'studio.composerSource', composerSource),
    saveComposer: (request, key, source) => saveComposer(table, request, key, source),
    declinedEnvironmentKey: () => table.get('studio.declinedEnvironmentKey'),
    declineEnvironmentKey: (lastFour) => table.set('studio.declinedEnvironmentKey', lastFour),
  };
}
