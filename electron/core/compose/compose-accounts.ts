// Accounts: their rows and keys, what a person does with them, the simulator's own, and the balance of each.
import type { Tables } from '../../db/tables/tables.ts';
import { createAccountGate } from '../accounts/account-gate.ts';
import { createBalanceRefresh } from '../accounts/balance-refresh.ts';
import { createProfileService } from '../accounts/profile-service.ts';
import { createServiceErrorPolicy } from '../accounts/service-error-policy.ts';
import { createSimulatorProfile, type SimulatorState } from '../accounts/simulator-profile.ts';
import { profileHandlers } from '../handlers/profile-handlers.ts';
import type { Notices } from '../notices.ts';
import type { RateLimiter } from '../scheduling/rate-limiter.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { StudioConfig, StudioPorts } from '../studio-config.ts';
import type { TaskStore } from '../tasks/task-store.ts';

export function composeAccounts(parts: {
  ports: Pick<StudioPorts, 'clock' | 'random' | 'log' | 'api' | 'keys' | 'simulator'>;
  config: Pick<StudioConfig, 'timings' | 'environmentKey'>;
  tables: Tables;
  tasks: TaskStore;
  settings: SettingsStore;
  notices: Notices;
  pace: RateLimiter;
  signal: AbortSignal;
  changed(): void;
  wakeAll(): void;
  /** Hosts the person lets be asked, see `NetworkReach`. */
  allowsHost(host: string): boolean;
}) {
  const { ports, config, tables, tasks, settings, notices, pace, signal, changed, wakeAll, allowsHost } = parts;
  const { clock, random, log, api, keys } = ports;
  const { timings, environmentKey } = config;
  const state: SimulatorState = { isUp: false };

  const accounts = createAccountGate({
    tables,
    clock,
    random,
    keys,
    log,
    timings,
    simulatorIsUp: () => state.isUp,
    slowed: pace.throttle,
    allowsHost,
    clockSkewMs: (row) => api.clockSkewMs(row) ?? 0,
    changed,
  });
  const onServiceError = createServiceErrorPolicy({ accounts, pace, random, log, onCreditsMissing: (id) => balance.schedule(id) });
  const profiles = createProfileService({
    tables,
    clock,
    api,
    accounts,
    onServiceError,
    settings,
    environmentKey,
    signal,
    changed,
    wakeAll,
  });
  const balance = createBalanceRefresh({
    clock,
    log,
    signal,
    pausedForMs: accounts.pausedForMsOf,
    awaitsRoom: accounts.awaitsCredits,
    read: profiles.readBalance,
  });
  const simulator = createSimulatorProfile({
    state,
    tables,
    clock,
    log,
    host: ports.simulator,
    accounts,
    profiles,
    tasks,
    signal,
    cameUp(profileId) {
      balance.schedule(profileId);
      wakeAll();
    },
  });

  return {
    accounts,
    onServiceError,
    profiles,
    balance,
    handlers: profileHandlers({ profiles, accounts, simulator, notices }),
    /** Asked now and then: the day of a key may be over. */
    tick(): void {
      if (accounts.endDailyHolds()) wakeAll();
    },
    begin(): void {
      for (const { id } of accounts.rows()) if (accounts.awaitsCredits(id)) balance.schedule(id);
      const activeId = settings.activeProfileId();
      simulator.startIfUsed(activeId);
      if (activeId !== null && accounts.row(activeId)?.kind === 'evolink') balance.schedule(activeId);
    },
    stopSimulator: (): Promise<unknown> => simulator.stop().catch((error: unknown) => log.incident(error, 'simulator stop')),
  };
}
