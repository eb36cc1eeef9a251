// Whether a quit is asked about, and what the user answers.
import { type PendingWork, shouldConfirmQuit } from '../../../shared/pending-work.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Desktop } from '../ports.ts';
import type { SettingsStore } from '../settings-store.ts';
import { countPendingWork } from './count-pending-work.ts';

/** The question before a quit. Called by the shell. */
export interface QuitConfirmation {
  /** What a quit would interrupt; null where the user does not want to be asked, or nothing would be. */
  pendingWorkToConfirm(): PendingWork | null;
  /** Asks the user; true where the studio may quit. "Never again" is stored. */
  confirmQuit(work: PendingWork): Promise<boolean>;
}

/** Built once by the composition. */
export function createQuitConfirmation(parts: {
  tables: Tables;
  settings: SettingsStore;
  desktop: Pick<Desktop, 'confirmQuit'>;
  changed(): void;
}): QuitConfirmation {
  const { tables, settings, desktop, changed } = parts;
  return {
    pendingWorkToConfirm() {
      if (!settings.get().confirmQuit) return null;
      const work = countPendingWork(tables);
      return shouldConfirmQuit(work) ? work : null;
    },
    async confirmQuit(work) {
      const { quit, never } = await desktop.confirmQuit(work);
      if (never) {
        settings.change({ confirmQuit: false });
        changed();
      }
      return quit;
    },
  };
}
