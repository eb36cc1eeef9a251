// The dependencies that the parts of the service files share, and their calls of the file host.
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { ServiceErrorPolicy } from '../accounts/service-error-policy.ts';
import type { Account, Clock, Desktop, FilesApi, ReferenceStore } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** Dependencies of the service files. */
export interface ServiceFilesDeps {
  readonly tables: Tables;
  readonly tasks: Pick<TaskStore, 'live'>;
  readonly accounts: Pick<AccountGate, 'account' | 'profileRevision'>;
  readonly onServiceError: ServiceErrorPolicy;
  readonly clock: Pick<Clock, 'now'>;
  readonly desktop: Pick<Desktop, 'chooseUpload'>;
  readonly store: Pick<ReferenceStore, 'openFile'>;
  readonly files: FilesApi;
  /** Aborted when the studio stops. */
  readonly signal: AbortSignal;
}

/** Makes one call of the file host with the current account. An error affects the profile like an error of any other call. */
export async function callFileHost<T>(
  { accounts, onServiceError }: Pick<ServiceFilesDeps, 'accounts' | 'onServiceError'>,
  profileId: number,
  call: (account: Account) => Promise<Result<T, AppError>>,
): Promise<Result<T, AppError>> {
  const account = accounts.account(profileId);
  if (!account.ok) return account;
  const revision = accounts.profileRevision(profileId);
  const response = await call(account.value);
  if (!response.ok) onServiceError(revision, response.error, 'files');
  return response;
}
