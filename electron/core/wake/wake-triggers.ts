// Wakes waiting work early: after a sleep, when the network is back, or after the clock was set back.
import type { Tables } from '../../db/tables/tables.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { Clock, Desktop, Log } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import { clampFutureDeadlines, createClockWatch } from './clock-jump.ts';
import { retryOffline } from './retry-offline.ts';

/** The reason to make waiting work due early. */
type WakeReason = 'resume' | 'network' | 'proxy';

/** Receives the system's reports on sleep and network, and checks the clock. */
export interface WakeTriggers {
  /** Whether the system reports that the computer is online. This is for information only and never blocks a request. */
  isOnline(): boolean;
  /** Makes work due that waits because it got no response, and wakes every job. */
  wake(reason: WakeReason): void;
  /** Called when the system reports a network change. Wakes waiting work if the network is back. */
  networkChanged(isOnline: boolean): void;
  /** Called at least once a minute, because the system does not report every clock jump and network change. */
  checkEnvironment(): void;
}

/** Called once by `core/compose/`. */
export function createWakeTriggers(deps: {
  tables: Tables;
  tasks: TaskStore;
  accounts: AccountGate;
  clock: Clock;
  log: Log;
  desktop: Pick<Desktop, 'isOnline'>;
  statusChanged(): void;
  checkFolder(): void;
  /** Called when the computer may be in another network. */
  onNetworkChanged(): void;
  wakeAll(): void;
}): WakeTriggers {
  const { tables, tasks, accounts, clock, log, desktop, statusChanged, checkFolder, onNetworkChanged, wakeAll } = deps;
  const clockBackByMs = createClockWatch(clock);
  let wasOnline = desktop.isOnline();

  function wake(reason: WakeReason): void {
    log.info('work-woken', { reason });
    if (reason === 'resume') accounts.onSystemResume();
    if (reason !== 'proxy') onNetworkChanged();
    retryOffline({ tables, tasks, clock });
    checkFolder();
    wakeAll();
  }

  function networkChanged(isOnline: boolean): void {
    if (isOnline === wasOnline) return;
    wasOnline = isOnline;
    statusChanged();
    if (isOnline) wake('network');
  }

  return {
    isOnline: () => wasOnline,
    wake,
    networkChanged,
    checkEnvironment() {
      const backByMs = clockBackByMs();
      if (backByMs > 0) {
        clampFutureDeadlines({ tables, tasks, accounts, clock }, backByMs);
        wakeAll();
      }
      networkChanged(desktop.isOnline());
    },
  };
}
