// The built-in simulator's profile: made when it is first chosen; the simulator behind it is started in the background whenever the
// profile is in use, and its tasks wait until it answers.
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock, Log, SimulatorHost } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import type { AccountGate } from './account-gate.ts';
import type { ProfileService } from './profile-service.ts';
import { renewSimulatorLinks } from './renew-simulator-links.ts';

const tryAgainMs = 10_000;

/** Whether the simulator answers. Shared with the account gate, which is built before it. */
export interface SimulatorState {
  isUp: boolean;
}

/** The profile of the built-in simulator, and the simulator's life. */
export interface SimulatorProfile {
  /** The id of the profile, once the simulator answers. Starts it once; rejects where it cannot be started, and may be called again. */
  ensure(): Promise<number>;
  /** Brings it up in the background where its profile is active or has work. Called at start, and when its profile becomes active. */
  startIfUsed(activeProfileId: number | null): void;
  /** Stops it, also while it starts. Called before the database closes. */
  stop(): Promise<void>;
}

/** What the simulator's profile is built from. */
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
  /** It answers: what waited for it is due. */
  cameUp(profileId: number): void;
}

const findRow = ({ accounts }: SimulatorProfileDeps): ProfileRow | undefined => accounts.rows().find(({ kind }) => kind === 'simulator');

/** Starts the simulator, and makes or moves its profile to where it answers. */
async function bringUp(deps: SimulatorProfileDeps): Promise<number> {
  const { state, clock, host, accounts, profiles, signal, cameUp } = deps;
  const { apiBaseUrl, filesBaseUrl } = await host.start();
  signal.throwIfAborted();
  const row = findRow(deps);
  const id = row?.id ?? profiles.add('simulator', 'Simulator', apiBaseUrl, filesBaseUrl);
  if (row !== undefined && (row.apiBaseUrl !== apiBaseUrl || row.filesBaseUrl !== filesBaseUrl)) {
    accounts.storeBaseUrls(id, apiBaseUrl, filesBaseUrl);
    renewSimulatorLinks(deps, id, clock.now());
  }
  state.isUp = true;
  cameUp(id);
  return id;
}

/** Built once by the composition; starts nothing. */
export function createSimulatorProfile(deps: SimulatorProfileDeps): SimulatorProfile {
  const { state, tables, clock, log, host, signal } = deps;
  let starting: Promise<number> | null = null;

  /** Starts it once; a failed start may be tried again. */
  function ensure(): Promise<number> {
    starting ??= bringUp(deps).catch((error: unknown) => {
      starting = null;
      throw error;
    });
    return starting;
  }

  function keepTrying(): void {
    if (signal.aborted) return;
    ensure().catch((error: unknown) => {
      if (signal.aborted) return; // stopped before it was up
      log.incident(error, 'simulator start');
      clock.setTimer(tryAgainMs, keepTrying);
    });
  }

  return {
    ensure,
    startIfUsed(activeProfileId) {
      const row = findRow(deps);
      if (row === undefined) return;
      if (activeProfileId === row.id || tables.tasks.hasLive(row.id)) keepTrying();
    },
    async stop() {
      const last = starting;
      if (last === null) return;
      state.isUp = false;
      // First, since this also calls off a start that is still waiting.
      await host.stop();
      await last.catch(() => null);
    },
  };
}
