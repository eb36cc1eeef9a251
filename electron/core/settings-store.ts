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
export type MovePlan = z.infer<typeof movePlan>;

/** The task that the composer's request came from. `turn`: where it waited before it was taken back; null for a task that was not. */
const composerSource = z.strictObject({ taskId: z.number().int(), queuePosition: z.number().nullable() });
export type ComposerSource = z.infer<typeof composerSource>;

const prefix = 'settings.';

export type SettingsStore = ReturnType<typeof createSettingsStore>;

export function createSettingsStore(table: SettingTable) {
  let known: Settings | null = null;

  /** A value that does not fit (any more) falls back to its default alone; the others are kept. */
  function read(): Settings {
    const stored = Object.entries(table.all(prefix));
    const fitting = stored.filter(([name, value]) => settings.safeParse({ [name]: value }).success);
    return settings.parse(Object.fromEntries(fitting));
  }

  function get(): Settings {
    known ??= read();
    return known;
  }

  return {
    get,
    change(change: SettingsChange): Settings {
      for (const [name, value] of Object.entries(change)) if (value !== undefined) table.set(prefix + name, value);
      known = null;
      return get();
    },
    setLibraryFolder(folder: string): void {
      table.set(`${prefix}libraryFolder`, folder);
      known = null;
    },
    move(): MovePlan | null {
      const kept = movePlan.safeParse(table.get('library.move'));
      return kept.success ? kept.data : null;
    },
    saveMove(plan: MovePlan | null): void {
      if (plan === null) table.remove('library.move');
      else table.set('library.move', plan);
    },
    /** How the last check of all files ended. */
    auditReport(): AuditReport | null {
      const kept = auditReport.safeParse(table.get('library.auditReport'));
      return kept.success ? kept.data : null;
    },
    saveAuditReport(report: AuditReport): void {
      table.set('library.auditReport', report);
    },
    activeProfileId(): number | null {
      const value = table.get('studio.activeProfile');
      return typeof value === 'number' ? value : null;
    },
    setActiveProfile(id: number): void {
      table.set('studio.activeProfile', id);
    },
    composer(): GenerationRequest | null {
      const kept = generationRequest.safeParse(table.get('studio.composer'));
      return kept.success ? kept.data : null;
    },
    /** The key of the press that would send what the composer holds. */
    composerActionId(): string | null {
      const kept = actionId.safeParse(table.get('studio.composerActionId'));
      return kept.success ? kept.data : null;
    },
    composerSource(): ComposerSource | null {
      const kept = composerSource.safeParse(table.get('studio.composerSource'));
      return kept.success ? kept.data : null;
    },
    saveComposer(request: GenerationRequest, key: string, madeFrom: ComposerSource | null): void {
      // In this order: an older request beside a key that was never used can only be sent; the other way round it might not be.
      table.set('studio.composerActionId', key);
      table.set('studio.composer', request);
      table.set('studio.composerSource', madeFrom);
    },
    /** The last four characters of an offered key the person has put away. */
    declinedEnvironmentKey: () => table.get('studio.declinedEnvironmentKey'),
    declineEnvironmentKey: (lastFour: string): void => table.set('studio.declinedEnvironmentKey', lastFour),
  };
}
