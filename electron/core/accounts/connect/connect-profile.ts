// Connects a profile: checks its key with the service, then stores it.
import type { AppError } from '../../../../shared/errors.ts';
import type { Profile } from '../../../../shared/ipc.ts';
import { baseUrlOf } from '../../../../shared/network/base-url.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { ProfileRow } from '../../../db/tables/profile-table.ts';
import type { Account, Credits } from '../../ports.ts';
import { activateProfile, addProfile, nextChoiceNumber, type ProfileContext, viewOfProfile } from '../profile-context.ts';
import { rebuiltProfileAt } from '../rebuilt-profile.ts';
import { type Connection, checkConnection } from './connection-check.ts';

/**
 * Whether the profile has tasks that may still be sent: waiting tasks, tasks being submitted that may wait again, or unconfirmed tasks
 * that may be resent.
 */
const hasMoreToSend = ({ tables }: ProfileContext, profileId: number): boolean =>
  tables.tasks.queueBounds(profileId).min !== null ||
  tables.tasks.live().some((row) => row.profileId === profileId && (row.state === 'submitting' || row.state === 'unconfirmed'));

/**
 * Requests the balance, which shows that the service accepts the key. Fails with `cancelled-by-user` after `cancelConnect`, even if the
 * service has accepted the key.
 */
async function checkKey({ api, signal, attempts }: ProfileContext, account: Account): Promise<Result<Credits, AppError>> {
  const abortController = new AbortController();
  attempts.add(abortController);
  const credits = await api
    .getCredits(account, AbortSignal.any([signal, abortController.signal]))
    .finally(() => attempts.delete(abortController));
  return abortController.signal.aborted ? fail({ kind: 'cancelled-by-user' }) : credits;
}

/** The data to store once the service has accepted the key. */
interface CheckedConnection {
  /** The profile to reconnect; null for a new one. */
  readonly row: ProfileRow | null;
  readonly name: string;
  readonly account: Account;
  readonly credits: Credits;
}

/** Writes the profile in one transaction and returns its id. The new key is then in use. */
function storeConnection(context: ProfileContext, { row, name, account, credits }: CheckedConnection): number {
  const { tables, accounts } = context;
  const { apiBaseUrl, filesBaseUrl, key } = account;
  const { id, activateKey } = tables.transaction(() => {
    const existing = row ?? rebuiltProfileAt(accounts.rows(), account, tables.tasks.hasLive);
    const id = existing?.id ?? addProfile(context, { kind: 'evolink', name, apiBaseUrl, filesBaseUrl });
    accounts.rename(id, name);
    const isForAnotherService = row !== null && baseUrlOf(row.apiBaseUrl) !== apiBaseUrl;
    // The user created the waiting tasks for another service with other prices, so the user decides whether the new service gets them.
    if (isForAnotherService && hasMoreToSend(context, id)) accounts.setPaused(id, true);
    // Uploads exist only on the file host that received them.
    if (row !== null && row.filesBaseUrl !== filesBaseUrl) tables.uploads.deleteOfProfile(id);
    accounts.storeBaseUrls(id, apiBaseUrl, filesBaseUrl);
    const activateKey = accounts.storeKey(id, key, isForAnotherService);
    accounts.storeCredits(id, credits, accounts.holdCount(), false);
    return { id, activateKey };
  });
  activateKey();
  return id;
}

/** See `ProfileService.connect`. */
export async function connectProfile(context: ProfileContext, connection: Connection): Promise<Result<Profile, AppError>> {
  const { accounts, environmentKey, wakeAll } = context;
  const row = connection.profileId === null ? null : (accounts.row(connection.profileId) ?? null);
  if (connection.profileId !== null && row === null) return fail({ kind: 'unknown-item', what: 'profile' });
  const account = checkConnection(connection, row, environmentKey);
  if (!account.ok) return account;
  const choiceNumber = nextChoiceNumber(context);
  const credits = await checkKey(context, account.value);
  if (!credits.ok) return credits;
  const id = storeConnection(context, { row, name: connection.name, account: account.value, credits: credits.value });
  accounts.onSubmitProven(id);
  activateProfile(context, id, choiceNumber);
  // Waiting tasks of this profile may be submitted with its new key, even if another profile stays active.
  wakeAll();
  return ok(viewOfProfile(context, id));
}
