// The person's settings and the few other things remembered between starts. Each value is a row of its own, so that what a newer
// studio wrote stays on disk when an older one changes something else.
import { z } from 'zod';
import { type GenerationRequest, generationRequest } from '../../shared/generation.ts';
import { type AuditReport, actionId, auditReport } from '../../shared/ipc.ts';
import { type Settings, type SettingsChange, settings } from '../../shared/settings.ts';
import type { SettingTable } from '../db/tables/setting-table.ts';

/** A library on its way to another folder. `files` and `bytes` are what was to be moved at the beginning. */
const movePlan = z.strictObject({
  toFolderId: z.number().int(),
  state: z.enum(['moving', 'cancelled', 'done']),
  files: z.number().int(),
  bytes: z.number(),
  isDismissed: z.boolean(),
});
/** A move of the library as it is stored between starts. */
export type MovePlan = z.infer<typeof movePlan>;

/** The task that the composer's request came from. `turn`: where it waited before it was taken back; null for a task that was not. */
const composerSource = z.strictObject({ taskId: z.number().int(), queuePosition: z.number().nullable() });
/** Where the request in the composer came from, as it is stored between starts. */
type ComposerSource = z.infer<typeof composerSource>;

const prefix = 'settings.';

/** Settings and what else is remembered between starts. A value that cannot be read, or was never stored, is null or its default. */
export interface SettingsStore {
  /** All settings, each with its default where none is stored. */
  get(): Settings;
  /** Stores the members that are given; the settings afterwards. */
  change(change: SettingsChange): Settings;
  /** The absolute path of the folder that the user has chosen. */
  setLibraryFolder(folder: string): void;
  /** The move of the library that is under way, or was the last one. */
  move(): MovePlan | null;
  /** Stores the plan; null when the move is over. */
  saveMove(plan: MovePlan | null): void;
  /** How the last check of all files ended. */
  auditReport(): AuditReport | null;
  saveAuditReport(report: AuditReport): void;
  /** The profile that new tasks belong to. */
  activeProfileId(): number | null;
  setActiveProfile(id: number): void;
  /** What the composer held last. */
  composer(): GenerationRequest | null;
  /** The id of the action that would send what the composer holds. */
  composerActionId(): string | null;
  /** The task that the composer's request came from. */
  composerSource(): ComposerSource | null;
  /** `key`: the id of the action that would send the request. */
  saveComposer(request: GenerationRequest, key: string, madeFrom: ComposerSource | null): void;
  /** The last four characters of an offered key that the user declined; null where none was. */
  declinedEnvironmentKey(): unknown;
  declineEnvironmentKey(lastFour: string): void;
}

/** A value as its schema wants it; null where it was never stored, or does not fit (any more). */
function read<T>(table: SettingTable, name: string, schema: z.ZodType<T>): T | null {
  const kept = schema.safeParse(table.get(name));
  return kept.success ? kept.data : null;
}

/** A setting that does not fit (any more) falls back to its default alone; the others are kept. */
function readSettings(table: SettingTable): Settings {
  const stored = Object.entries(table.all(prefix));
  const fitting = stored.filter(([name, value]) => settings.safeParse({ [name]: value }).success);
  return settings.parse(Object.fromEntries(fitting));
}

/** What the composer holds. Written in this order: an older request beside an id that was never used can only be sent; the other way round it might not be. */
function saveComposer(table: SettingTable, request: GenerationRequest, key: string, madeFrom: ComposerSource | null): void {
  table.set('studio.composerActionId', key);
  table.set('studio.composer', request);
  table.set('studio.composerSource', madeFrom);
}

/** Built once by the composition. Settings are read once and kept until they change. */
export function createSettingsStore(table: SettingTable): SettingsStore {
  let known: Settings | null = null;

  function get(): Settings {
    known ??= readSettings(table);
    return known;
  }

  return {
    get,
    change(change) {
      for (const [name, value] of Object.entries(change)) if (value !== undefined) table.set(prefix + name, value);
      known = null;
      return get();
    },
    setLibraryFolder(folder) {
      table.set(`${prefix}libraryFolder`, folder);
      known = null;
    },
    move: () => read(table, 'library.move', movePlan),
    saveMove(plan) {
      if (plan === null) table.remove('library.move');
      else table.set('library.move', plan);
    },
    auditReport: () => read(table, 'library.auditReport', auditReport),
    saveAuditReport: (report) => table.set('library.auditReport', report),
    activeProfileId: () => read(table, 'studio.activeProfile', z.number()),
    setActiveProfile: (id) => table.set('studio.activeProfile', id),
    composer: () => read(table, 'studio.composer', generationRequest),
    composerActionId: () => read(table, 'studio.composerActionId', actionId),
    composerSource: () => read(table, 'studio.composerSource', composerSource),
    saveComposer: (request, key, madeFrom) => saveComposer(table, request, key, madeFrom),
    declinedEnvironmentKey: () => table.get('studio.declinedEnvironmentKey'),
    declineEnvironmentKey: (lastFour) => table.set('studio.declinedEnvironmentKey', lastFour),
  };
}
