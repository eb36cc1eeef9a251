// Decides whether the user must confirm a quit, and asks.
import { type PendingWork, shouldConfirmQuit } from '../../../shared/pending-work.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Desktop } from '../ports.ts';
import type { SettingsStore } from '../settings-store.ts';
import { countPendingWork } from './count-pending-work.ts';

/** The confirmation before a quit. Called by the shell. */
export interface QuitConfirmation {
  /** The work that a quit would interrupt; null if there is none, or if the user does not want to be asked. */
  pendingWorkToConfirm(): PendingWork | null;
  /** Asks the user. Returns true if the studio may quit. Stores the answer "Never again". */
  confirmQuit(work: PendingWork): Promise<boolean>;
}

/** Called once by `core/compose/`. */
export function createQuitConfirmation(deps: {
  tables: Tables;
  settings: SettingsStore;
  desktop: Pick<Desktop, 'confirmQuit'>;
  statusChanged(): void;
}): QuitConfirmation {
  const { tables, settings, desktop, statusChanged } = deps;
  return {
    pendingWorkToConfirm() {
      if (!settings.get().confirmQuit) return null;
      const work = countPendingWork(tables);
      return shouldConfirmQuit(work) ? work : null;
    },
    async confirmQuit(work) {
      const { shouldQuit, neverAskAgain } = await desktop.confirmQuit(work);
      if (neverAskAgain) {
        settings.change({ confirmQuit: false });
        statusChanged();
      }
      return shouldQuit;
    },
  };
}
