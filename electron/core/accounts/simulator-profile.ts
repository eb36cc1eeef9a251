// The profile of the built-in simulator. The profile is created when it is first chosen. The simulator is started in the background when
// the profile is in use. Its tasks wait until the simulator answers.
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock, Log, SimulatorHost } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import type { AccountGate } from './account-gate.ts';
import type { ProfileService } from './profile-service.ts';
import { renewSimulatorLinks } from './renew-simulator-links.ts';

const retryMs = 10_000;

/** Whether the simulator answers. Shared with the account gate, which is built before it. */
export interface SimulatorState {
  isReady: boolean;
}

/** The profile of the built-in simulator, and the start and stop of the simulator. */
export interface SimulatorProfile {
  /**
   * Starts the simulator if needed, and returns the id of its profile once the simulator answers. Rejects if it cannot be started; a
   * later call tries again.
   */
  ensure(): Promise<number>;
  /**
   * Starts the simulator in the background if its profile is active or has live tasks. Called at start-up, and when its profile becomes
   * active.
   */
  startIfUsed(activeProfileId: number | null): void;
  /** Stops the simulator, even while it is starting. Called before the database closes. */
  stop(): Promise<void>;
}

/** Dependencies of the simulator's profile. */
interface SimulatorProfileDeps {
  readonly state: SimulatorState;
  readonly tables: Tables;
  readonly clock: Clock;
  readonly log: Log;
  readonly host: SimulatorHost;
  readonly accounts: Pick<AccountGate, 'rows' | 'storeBaseUrls'>;
  readonly profiles: Pick<ProfileService, 'add'>;
  readonly tasks: TaskStore;
  /** Aborted when the studio stops. */
  readonly signal: AbortSignal;
  /** Called when the simulator answers. Wakes the work that waited for it. */
  onReady(profileId: number): void;
}

const findRow = ({ accounts }: SimulatorProfileDeps): ProfileRow | undefined => accounts.rows().find(({ kind }) => kind === 'simulator');

/** Starts the simulator, and creates its profile or updates the profile's URLs. */
async function startSimulator(deps: SimulatorProfileDeps): Promise<number> {
  const { state, clock, host, accounts, profiles, signal, onReady } = deps;
  const { apiBaseUrl, filesBaseUrl } = await host.start();
  signal.throwIfAborted();
  const row = findRow(deps);
  const id = row?.id ?? profiles.add('simulator', 'Simulator', apiBaseUrl, filesBaseUrl);
  if (row !== undefined && (row.apiBaseUrl !== apiBaseUrl || row.filesBaseUrl !== filesBaseUrl)) {
    accounts.storeBaseUrls(id, apiBaseUrl, filesBaseUrl);
    renewSimulatorLinks(deps, id, clock.now());
  }
  state.isReady = true;
  onReady(id);
  return id;
}

/** Called once by `core/compose/`; starts nothing. */
export function createSimulatorProfile(deps: SimulatorProfileDeps): SimulatorProfile {
  const { state, tables, clock, log, host, signal } = deps;
  let startPromise: Promise<number> | null = null;

  /** Starts the simulator once. After a failed start, the next call tries again. */
  function ensure(): Promise<number> {
    startPromise ??= startSimulator(deps).catch((error: unknown) => {
      startPromise = null;
      throw error;
    });
    return startPromise;
  }

  function startWithRetry(): void {
    if (signal.aborted) return;
    ensure().catch((error: unknown) => {
      if (signal.aborted) return; // stopped during its start
      log.incident(error, 'simulator start');
      clock.setTimer(retryMs, startWithRetry);
    });
  }

  return {
    ensure,
    startIfUsed(activeProfileId) {
      const row = findRow(deps);
      if (row === undefined) return;
      if (activeProfileId === row.id || tables.tasks.hasLive(row.id)) startWithRetry();
    },
    async stop() {
      const lastStart = startPromise;
      if (lastStart === null) return;
      state.isReady = false;
      // The host is stopped first, because that also cancels a start that still waits.
      await host.stop();
      await lastStart.catch(() => null);
    },
  };
}
