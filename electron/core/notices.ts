// Notices that the window shows, such as an unreadable database that was moved, or a key from the environment.
import type { StudioStatus } from '../../shared/ipc.ts';
import type { AccountGate } from './accounts/account-gate.ts';
import { parsePastedKey } from './accounts/connect/parse-pasted-key.ts';
import type { SettingsStore } from './settings-store.ts';
import type { RestoreFailure } from './studio-config.ts';

type Notice = StudioStatus['notices'][number];

/** Notices that the window shows until the user has read them. There is at most one of each kind. They are lost when the studio ends. */
export interface Notices {
  all(): Notice[];
  /** Adds a notice. It replaces a notice of the same kind. An offer of a key that the user has declined is ignored. */
  add(notice: Notice): void;
  /** Removes a notice whose condition no longer holds. */
  remove(kind: string): void;
  /** Removes a notice that the user has read. */
  dismiss(kind: string): void;
}

/** Called once by `core/compose/`. `restoreNoticeRead` records permanently that the user has read the notice about a restore. */
export function createNotices(settings: SettingsStore, statusChanged: () => void, restoreNoticeRead: () => void): Notices {
  let current: readonly Notice[] = [];

  function remove(kind: string): void {
    current = current.filter((notice) => notice.kind !== kind);
    statusChanged();
  }

  return {
    all: () => [...current],
    add(notice) {
      // A declined key is not offered again, but another key is.
      if (notice.kind === 'key-in-environment' && settings.declinedEnvironmentKey() === notice.lastFour) return;
      current = [...current.filter(({ kind }) => kind !== notice.kind), notice];
      statusChanged();
    },
    remove,
    dismiss(kind) {
      const offer = current.find((notice) => notice.kind === 'key-in-environment');
      if (kind === 'key-in-environment' && offer?.kind === kind) settings.declineEnvironmentKey(offer.lastFour);
      if (kind === 'database-restored') restoreNoticeRead();
      remove(kind);
    },
  };
}

/** Adds the notices that are due at start-up. */
export function addStartupNotices(options: {
  notices: Notices;
  accounts: AccountGate;
  /** The new path of an unreadable database. */
  movedAsidePath: string | null;
  newestBackup(): { readonly name: string; readonly madeAtMs: number } | null;
  restoreNotice: { readonly madeAtMs: number | null; readonly held: number } | null;
  /** The reason why the requested restore failed. */
  restoreFailed: RestoreFailure | null;
  environmentKey: string | null;
}): void {
  const { notices, accounts, movedAsidePath, newestBackup, restoreNotice, restoreFailed, environmentKey } = options;
  if (movedAsidePath !== null) notices.add({ kind: 'database-moved-aside', movedTo: movedAsidePath, newest: newestBackup() });
  if (restoreNotice !== null) notices.add({ kind: 'database-restored', ...restoreNotice });
  if (restoreFailed !== null) notices.add({ kind: 'restore-failed', ...restoreFailed });
  const hasAccount = accounts.rows().some((row) => row.kind === 'evolink' && row.encryptedKey !== null);
  if (environmentKey !== null && environmentKey !== '' && !hasAccount) {
    notices.add({ kind: 'key-in-environment', lastFour: parsePastedKey(environmentKey).slice(-4) });
  }
}
