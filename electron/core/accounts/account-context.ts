// What the parts of the account gate share: their dependencies, and the state that lives in memory only.
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock, KeyVault, Log, Random, Timings } from '../ports.ts';
import type { Throttle } from '../scheduling/rate-limiter.ts';
import { readHolds } from './queue-holds.ts';
import type { SubmitBackoff } from './submit-backoff.ts';

/** What the account gate and its parts are built from. */
export interface AccountGateDeps {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly random: Random;
  readonly keys: KeyVault;
  readonly log: Log;
  readonly timings: { readonly evolink: Timings; readonly simulator: Timings };
  /** True once the simulator answers at the URLs its profile holds. */
  simulatorIsUp(): boolean;
  slowed(profileId: number): Throttle | null;
  /** Hosts the user lets be asked, see `NetworkReach`. */
  allowsHost(host: string): boolean;
  /** The service's clock minus ours in milliseconds, 0 where it is not known. */
  clockSkewMs(row: ProfileRow): number;
  /** A profile changed: its view is published. */
  changed(): void;
}

/** The dependencies, and what is remembered of the profiles until the studio ends. Shared by the parts of the gate, seen by nobody else. */
export interface AccountContext extends AccountGateDeps {
  /** Keys by profile that could not be sealed; they last until the studio ends. */
  readonly sessionKeys: Map<number, string>;
  /** Profiles whose key the keychain did not give back when it was last needed. */
  readonly locked: Set<number>;
  /** When pauses of this run end, on the monotonic clock. The row has the same moment on the wall clock, for after a restart or a sleep. */
  readonly pauseEndsAtMs: Map<number, number>;
  readonly submitBackoff: SubmitBackoff;
  /** Numbers the holds by profile and reason, so that a balance that was asked for before one of them does not end it. */
  readonly holdNumbers: Map<string, number>;
}

/** Logs which holds of a profile begin and end. */
function logHolds({ log }: AccountContext, row: ProfileRow, holds: string): void {
  const reasons = (json: string) => readHolds(json).map(({ reason }) => reason);
  const [before, after] = [reasons(row.holds), reasons(holds)];
  for (const why of after.filter((reason) => !before.includes(reason))) log.warn('profile-held', { profile: row.id, why });
  for (const why of before.filter((reason) => !after.includes(reason))) log.info('profile-released', { profile: row.id, why });
}

/** Writes columns of a profile and publishes it; an unknown id is ignored. */
export function updateProfile(context: AccountContext, id: number, change: Partial<ProfileRow>): void {
  const { tables, changed } = context;
  const row = tables.profiles.get(id);
  if (row === undefined) return;
  tables.profiles.update({ ...row, ...change });
  if (change.holds !== undefined && change.holds !== row.holds) logHolds(context, row, change.holds);
  changed();
}

/** Whether a profile has a key, which may still be locked. */
export const hasKey = ({ sessionKeys }: AccountContext, row: ProfileRow): boolean =>
  row.kind === 'simulator' || row.encryptedKey !== null || sessionKeys.has(row.id);
