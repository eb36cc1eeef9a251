// Things said once after a start: an unreadable database that was moved aside, a key that the environment offers.
import type { StudioStatus } from '../../shared/ipc.ts';
import type { AccountGate } from './accounts/account-gate.ts';
import { parsePastedKey } from './accounts/connect/parse-pasted-key.ts';
import type { SettingsStore } from './settings-store.ts';
import type { RestoreFailure } from './studio-config.ts';

type Notice = StudioStatus['notices'][number];

/** Notices that the window shows until the user has read them; at most one of a kind. Lost when the studio ends. */
export interface Notices {
  all(): Notice[];
  /** Takes the place of one of the same kind. An offer of a key that the user declined is not made again. */
  add(notice: Notice): void;
  /** Removes a notice whose condition no longer holds. */
  remove(kind: string): void;
  /** The user has read it. */
  dismiss(kind: string): void;
}

/** Built once by the composition. `restoredRead`: what was restored needs no saying any more, also not after the next start. */
export function createNotices(settings: SettingsStore, changed: () => void, restoredRead: () => void): Notices {
  let said: readonly Notice[] = [];

  function remove(kind: string): void {
    said = said.filter((notice) => notice.kind !== kind);
    changed();
  }

  return {
    all: () => [...said],
    add(notice) {
      // An offer that was put away is not made again, unless it is another key.
      if (notice.kind === 'key-in-environment' && settings.declinedEnvironmentKey() === notice.lastFour) return;
      said = [...said.filter(({ kind }) => kind !== notice.kind), notice];
      changed();
    },
    remove,
    dismiss(kind) {
      const offer = said.find((notice) => notice.kind === 'key-in-environment');
      if (kind === 'key-in-environment' && offer?.kind === kind) settings.declineEnvironmentKey(offer.lastFour);
      if (kind === 'database-restored') restoredRead();
      remove(kind);
    },
  };
}

/** What a start has to say. */
export function addStartupNotices(parts: {
  notices: Notices;
  accounts: AccountGate;
  /** Where an unreadable database was moved to. */
  movedTo: string | null;
  newestBackup(): { readonly name: string; readonly madeAtMs: number } | null;
  restored: { readonly madeAtMs: number | null; readonly held: number } | null;
  /** Why the database is not the backup that was asked for. */
  restoreFailed: RestoreFailure | null;
  environmentKey: string | null;
}): void {
  const { notices, accounts, movedTo, newestBackup, restored, restoreFailed, environmentKey } = parts;
  if (movedTo !== null) notices.add({ kind: 'database-moved-aside', movedTo, newest: newestBackup() });
  if (restored !== null) notices.add({ kind: 'database-restored', ...restored });
  if (restoreFailed !== null) notices.add({ kind: 'restore-failed', ...restoreFailed });
  const hasAccount = accounts.rows().some((row) => row.kind === 'evolink' && row.encryptedKey !== null);
  if (environmentKey !== null && environmentKey !== '' && !hasAccount) {
    notices.add({ kind: 'key-in-environment', lastFour: parsePastedKey(environmentKey).slice(-4) });
  }
}
