// Checks the data of a new or changed connection. Pure: returns the key and the base URLs, or the error.
import type { AppError } from '../../../../shared/errors.ts';
import { baseUrlOf, isLocal } from '../../../../shared/network/base-url.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { ProfileRow } from '../../../db/tables/profile-table.ts';
import type { Account } from '../../ports.ts';
import { parsePastedKey } from './parse-pasted-key.ts';

/** The base URL of the service's API. */
export const serviceBaseUrl = 'https://api.evolink.ai';
/** The base URL of the service's file host. */
export const serviceFilesBaseUrl = 'https://files-api.evolink.ai';

/** The user's input for connecting a profile. */
export interface Connection {
  /** The profile that gets a new key or other URLs; null to create one. */
  readonly profileId: number | null;
  readonly name: string;
  /** The key as pasted; null to use the key from the environment. */
  readonly key: string | null;
  /** The URL as typed; null to use the profile's current URL, or the service's own. */
  readonly apiBaseUrl: string | null;
  /** The URL of the file host as typed; null to use the profile's current URL, or the service's own. */
  readonly filesBaseUrl: string | null;
}

/** The characters allowed in a header. The documentation says that keys begin with `sk-`, but does not promise it: the service decides. */
const headerSafe = /^[\x21-\x7e]{4,512}$/;

/**
 * The first of the two base URLs that is not the service's own; null if both are. The key from the environment is never sent to another
 * host: a compromised page could name a URL, but it has never seen that key.
 */
function foreignBaseUrl(api: string, files: string): string | null {
  if (api !== serviceBaseUrl) return api;
  return files !== serviceFilesBaseUrl ? files : null;
}

/**
 * Returns the account whose key will be checked. `row`: the profile to reconnect; null for a new profile.
 * Errors: `not-allowed-in-state` for the simulator's profile, `key-malformed`, `invalid-base-url`,
 * `environment-key-wrong-host`. Called by `connect`, before anything is sent.
 */
export function checkConnection(
  connection: Connection,
  row: Pick<ProfileRow, 'kind' | 'apiBaseUrl' | 'filesBaseUrl'> | null,
  environmentKey: string | null,
): Result<Account, AppError> {
  if (row?.kind === 'simulator') return fail({ kind: 'not-allowed-in-state', action: 'connect', state: 'simulator' });
  const key = parsePastedKey(connection.key ?? environmentKey ?? '');
  if (!headerSafe.test(key)) return fail({ kind: 'key-malformed' });
  const requestedApiUrl = connection.apiBaseUrl ?? row?.apiBaseUrl ?? serviceBaseUrl;
  const requestedFilesUrl = connection.filesBaseUrl ?? row?.filesBaseUrl ?? serviceFilesBaseUrl;
  const apiBaseUrl = baseUrlOf(requestedApiUrl);
  const filesBaseUrl = baseUrlOf(requestedFilesUrl, 'files');
  if (apiBaseUrl === null) return fail({ kind: 'invalid-base-url', url: requestedApiUrl });
  if (filesBaseUrl === null) return fail({ kind: 'invalid-base-url', url: requestedFilesUrl });
  const foreignUrl = connection.key === null ? foreignBaseUrl(apiBaseUrl, filesBaseUrl) : null;
  if (foreignUrl !== null) return fail({ kind: 'environment-key-wrong-host', url: foreignUrl });
  return ok({ apiBaseUrl, filesBaseUrl, key, allowsLoopback: isLocal(apiBaseUrl) });
}
