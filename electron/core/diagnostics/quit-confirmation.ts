// Whether a quit is asked about, and what the person answers.
import { type PendingWork, shouldConfirmQuit } from '../../../shared/pending-work.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Desktop } from '../ports.ts';
import type { SettingsStore } from '../settings-store.ts';
import { countPendingWork } from './count-pending-work.ts';

export function createQuitConfirmation(parts: {
  tables: Tables;
  settings: SettingsStore;
  desktop: Pick<Desktop, 'confirmQuit'>;
  changed(): void;
}) {
  const { tables, settings, desktop, changed } = parts;
  return {
    /** What a quit would interrupt; null where nobody wants to be asked, or nothing would be. */
    pendingWorkToConfirm(): PendingWork | null {
      if (!settings.get().confirmQuit) return null;
      const work = countPendingWork(tables);
      return shouldConfirmQuit(work) ? work : null;
    },
    /** The person's answer; "never again" is kept. */
    async confirmQuit(work: PendingWork): Promise<boolean> {
      const { quit, never } = await desktop.confirmQuit(work);
      if (never) {
        settings.change({ confirmQuit: false });
        changed();
      }
      return quit;
    },
  };
}
