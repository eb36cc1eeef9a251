// What makes waiting things due before their time: the end of a sleep, the network's return, a clock that was put back.
import type { Tables } from '../../db/tables/tables.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { Clock, Desktop, Log } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import { clampFutureDeadlines, createClockWatch } from './clock-jump.ts';
import { retryOffline } from './retry-offline.ts';

/** Why waiting work is made due early. */
type WakeReason = 'resume' | 'network' | 'proxy';

/** What the system says of sleep and network, and what the clock shows. */
export interface WakeTriggers {
  /** What the system said last; it only informs, it never gates a request. */
  isOnline(): boolean;
  /** Makes due what waits for want of an answer, and wakes every job. */
  wake(reason: WakeReason): void;
  /** The system's word; the return of the network wakes. */
  networkChanged(isOnline: boolean): void;
  /** Called at least once a minute, because the system does not report every clock jump and every network change. */
  checkEnvironment(): void;
}

/** Built once by the composition. */
export function createWakeTriggers(parts: {
  tables: Tables;
  tasks: TaskStore;
  accounts: AccountGate;
  clock: Clock;
  log: Log;
  desktop: Pick<Desktop, 'isOnline'>;
  changed(): void;
  tryFolder(): void;
  /** The computer may be in another network now. */
  onNetworkChanged(): void;
  wakeAll(): void;
}): WakeTriggers {
  const { tables, tasks, accounts, clock, log, desktop, changed, tryFolder, onNetworkChanged, wakeAll } = parts;
  const clockBackByMs = createClockWatch(clock);
  let online = desktop.isOnline();

  function wake(reason: WakeReason): void {
    log.info('work-woken', { reason });
    if (reason === 'resume') accounts.onSystemResume();
    if (reason !== 'proxy') onNetworkChanged();
    retryOffline({ tables, tasks, clock });
    tryFolder();
    wakeAll();
  }

  function networkChanged(isOnline: boolean): void {
    if (isOnline === online) return;
    online = isOnline;
    changed();
    if (isOnline) wake('network');
  }

  return {
    isOnline: () => online,
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
