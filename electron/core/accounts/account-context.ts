// The dependencies and in-memory state that the parts of the account gate share.
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock, KeyVault, Log, Random, Timings } from '../ports.ts';
import type { Throttle } from '../scheduling/rate-limiter.ts';
import { readHolds } from './queue-holds.ts';
import type { SubmitBackoff } from './submit-backoff.ts';

/** Dependencies of the account gate and its parts. */
export interface AccountGateDeps {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly random: Random;
  readonly keys: KeyVault;
  readonly log: Log;
  readonly timings: { readonly evolink: Timings; readonly simulator: Timings };
  /** True once the simulator answers at the URLs in its profile. */
  isSimulatorReady(): boolean;
  /** The lowered request rate of a profile; see `RateLimiter.throttle`. */
  throttle(profileId: number): Throttle | null;
  /** Whether the user has allowed requests to this host, see `NetworkReach`. */
  allowsHost(host: string): boolean;
  /** The service's clock minus ours in milliseconds; 0 when unknown. */
  clockSkewMs(row: ProfileRow): number;
  /** Publishes the view of the profiles after a change. */
  statusChanged(): void;
}

/** Dependencies and in-memory state of the account gate. Only the parts of the gate use it. */
export interface AccountContext extends AccountGateDeps {
  /** The keys that could not be encrypted, by profile. They are lost when the studio ends. */
  readonly sessionKeys: Map<number, string>;
  /** Profiles whose key the keychain did not return at the last attempt. */
  readonly locked: Set<number>;
  /**
   * The end of each pause on the monotonic clock, by profile. The row stores the same moment on the wall clock, which is used after a
   * restart or a sleep.
   */
  readonly pauseEndsAtMs: Map<number, number>;
  readonly submitBackoff: SubmitBackoff;
  /** Sequence numbers of holds, by profile and reason. A balance that was requested before a hold began does not end that hold. */
  readonly holdNumbers: Map<string, number>;
}

/** Logs which holds of a profile begin and which end. */
function logHolds({ log }: AccountContext, row: ProfileRow, holds: string): void {
  const reasons = (json: string) => readHolds(json).map(({ reason }) => reason);
  const [before, after] = [reasons(row.holds), reasons(holds)];
  for (const why of after.filter((reason) => !before.includes(reason))) log.warn('profile-held', { profile: row.id, why });
  for (const why of before.filter((reason) => !after.includes(reason))) log.info('profile-released', { profile: row.id, why });
}

/** Writes columns of a profile and publishes it. Unknown ids are ignored. */
export function updateProfile(context: AccountContext, id: number, change: Partial<ProfileRow>): void {
  const { tables, statusChanged } = context;
  const row = tables.profiles.get(id);
  if (row === undefined) return;
  tables.profiles.update({ ...row, ...change });
  if (change.holds !== undefined && change.holds !== row.holds) logHolds(context, row, change.holds);
  statusChanged();
}

/** Whether a profile has a key. The key may still be locked. */
export const hasKey = ({ sessionKeys }: AccountContext, row: ProfileRow): boolean =>
  row.kind === 'simulator' || row.encryptedKey !== null || sessionKeys.has(row.id);
