// Composes the accounts: profiles and keys, the operations of the user, the simulator's profile, and the balances.
import type { Tables } from '../../db/tables/tables.ts';
import { type AccountGate, createAccountGate } from '../accounts/account-gate.ts';
import { type BalanceRefresh, createBalanceRefresh } from '../accounts/balance-refresh.ts';
import { createProfileService, type ProfileService } from '../accounts/profile-service.ts';
import { createServiceErrorPolicy, type ServiceErrorPolicy } from '../accounts/service-error-policy.ts';
import { createSimulatorProfile, type SimulatorProfile, type SimulatorState } from '../accounts/simulator-profile.ts';
import type { HandlersOf } from '../handlers/handler-types.ts';
import { profileHandlers } from '../handlers/profile-handlers.ts';
import type { Notices } from '../notices.ts';
import type { RateLimiter } from '../scheduling/rate-limiter.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { StudioConfig, StudioPorts } from '../studio-config.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** Dependencies of the accounts. */
interface AccountsDeps {
  readonly ports: Pick<StudioPorts, 'clock' | 'random' | 'log' | 'api' | 'keys' | 'simulator'>;
  readonly config: Pick<StudioConfig, 'timings' | 'environmentKey'>;
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly settings: SettingsStore;
  readonly notices: Notices;
  readonly rateLimiter: RateLimiter;
  readonly signal: AbortSignal;
  statusChanged(): void;
  wakeAll(): void;
  /** Whether the user has allowed requests to this host, see `NetworkReach`. */
  allowsHost(host: string): boolean;
}

/** The accounts, for the rest of the core. */
export interface ComposedAccounts {
  readonly accounts: AccountGate;
  readonly onServiceError: ServiceErrorPolicy;
  readonly profiles: ProfileService;
  readonly balance: BalanceRefresh;
  readonly handlers: HandlersOf<'profiles'>;
  /** Ends daily holds whose day is over. Called at least once a minute. */
  tick(): void;
  /** Starts the background work: the simulator if it is in use, and the first reading of the balances. Called once. */
  begin(): void;
  /** Stops the simulator and waits until it has ended; never rejects. */
  stopSimulator(): Promise<unknown>;
}

/** The account gate with the error policy, the profile service and the balance refresh. */
type AccountParts = Pick<ComposedAccounts, 'accounts' | 'onServiceError' | 'profiles' | 'balance'>;

function createAccountParts(deps: AccountsDeps, simulatorState: SimulatorState): AccountParts {
  const { ports, config, tables, settings, rateLimiter, signal, statusChanged, wakeAll, allowsHost } = deps;
  const { clock, random, log, api, keys } = ports;
  const accounts = createAccountGate({
    tables,
    clock,
    random,
    keys,
    log,
    timings: config.timings,
    isSimulatorReady: () => simulatorState.isReady,
    throttle: rateLimiter.throttle,
    allowsHost,
    clockSkewMs: (row) => api.clockSkewMs(row) ?? 0,
    statusChanged,
  });
  const onServiceError = createServiceErrorPolicy({ accounts, rateLimiter, random, log, onCreditsMissing: (id) => balance.schedule(id) });
  const { environmentKey } = config;
  const service = { tables, clock, api, accounts, onServiceError, settings, environmentKey, signal, statusChanged, wakeAll };
  const profiles = createProfileService(service);
  const balance = createBalanceRefresh({
    clock,
    log,
    signal,
    pausedForMs: accounts.pausedForMsOf,
    awaitsCredits: accounts.awaitsCredits,
    read: profiles.readBalance,
  });
  return { accounts, onServiceError, profiles, balance };
}

function createSimulator(deps: AccountsDeps, { accounts, profiles, balance }: AccountParts, state: SimulatorState): SimulatorProfile {
  const { ports, tables, tasks, signal, wakeAll } = deps;
  const { clock, log, simulator: host } = ports;
  return createSimulatorProfile({
    state,
    tables,
    clock,
    log,
    host,
    accounts,
    profiles,
    tasks,
    signal,
    onReady(profileId) {
      balance.schedule(profileId);
      wakeAll();
    },
  });
}

/** Builds the accounts; nothing runs before `begin`. */
export function composeAccounts(deps: AccountsDeps): ComposedAccounts {
  const { ports, settings, notices, wakeAll } = deps;
  const state: SimulatorState = { isReady: false };
  const parts = createAccountParts(deps, state);
  const simulator = createSimulator(deps, parts, state);
  const { accounts, profiles, balance } = parts;
  return {
    ...parts,
    handlers: profileHandlers({ profiles, accounts, simulator, notices }),
    tick() {
      if (accounts.endDailyHolds()) wakeAll();
    },
    begin() {
      for (const { id } of accounts.rows()) if (accounts.awaitsCredits(id)) balance.schedule(id);
      const activeId = settings.activeProfileId();
      simulator.startIfUsed(activeId);
      if (activeId !== null && accounts.row(activeId)?.kind === 'evolink') balance.schedule(activeId);
    },
    stopSimulator: () => simulator.stop().catch((error: unknown) => ports.log.incident(error, 'simulator stop')),
  };
}
