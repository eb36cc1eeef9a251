// Accounts: their rows and keys, what the user does with them, the simulator's own, and the balance of each.
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

/** What the accounts are built from. */
interface AccountsDeps {
  readonly ports: Pick<StudioPorts, 'clock' | 'random' | 'log' | 'api' | 'keys' | 'simulator'>;
  readonly config: Pick<StudioConfig, 'timings' | 'environmentKey'>;
  readonly tables: Tables;
  readonly tasks: TaskStore;
  readonly settings: SettingsStore;
  readonly notices: Notices;
  readonly rateLimiter: RateLimiter;
  readonly signal: AbortSignal;
  changed(): void;
  wakeAll(): void;
  /** Hosts the user lets be asked, see `NetworkReach`. */
  allowsHost(host: string): boolean;
}

/** The accounts as the rest of the core sees them. */
export interface ComposedAccounts {
  readonly accounts: AccountGate;
  readonly onServiceError: ServiceErrorPolicy;
  readonly profiles: ProfileService;
  readonly balance: BalanceRefresh;
  readonly handlers: HandlersOf<'profiles'>;
  /** Ends daily holds whose day is over. Called at least once a minute. */
  tick(): void;
  /** Starts what runs by itself: the simulator where it is in use, and the first reading of balances. Called once. */
  begin(): void;
  /** Stops the simulator and waits for its end; never rejects. */
  stopSimulator(): Promise<unknown>;
}

/** What decides whether a profile may be used, and what the user does with profiles. */
type AccountParts = Pick<ComposedAccounts, 'accounts' | 'onServiceError' | 'profiles' | 'balance'>;

function createAccountParts(deps: AccountsDeps, simulatorState: SimulatorState): AccountParts {
  const { ports, config, tables, settings, rateLimiter, signal, changed, wakeAll, allowsHost } = deps;
  const { clock, random, log, api, keys } = ports;
  const accounts = createAccountGate({
    tables,
    clock,
    random,
    keys,
    log,
    timings: config.timings,
    simulatorIsUp: () => simulatorState.isUp,
    slowed: rateLimiter.throttle,
    allowsHost,
    clockSkewMs: (row) => api.clockSkewMs(row) ?? 0,
    changed,
  });
  const onServiceError = createServiceErrorPolicy({ accounts, rateLimiter, random, log, onCreditsMissing: (id) => balance.schedule(id) });
  const { environmentKey } = config;
  const service = { tables, clock, api, accounts, onServiceError, settings, environmentKey, signal, changed, wakeAll };
  const profiles = createProfileService(service);
  const balance = createBalanceRefresh({
    clock,
    log,
    signal,
    pausedForMs: accounts.pausedForMsOf,
    awaitsRoom: accounts.awaitsCredits,
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
    cameUp(profileId) {
      balance.schedule(profileId);
      wakeAll();
    },
  });
}

/** Builds the accounts; nothing runs before `begin`. */
export function composeAccounts(deps: AccountsDeps): ComposedAccounts {
  const { ports, settings, notices, wakeAll } = deps;
  const state: SimulatorState = { isUp: false };
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
