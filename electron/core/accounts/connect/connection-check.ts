// What a new or changed connection is made of, as a pure decision: key and base URLs, or why it cannot be one.
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

/** What the user typed to connect a profile. */
export interface Connection {
  /** The profile that gets a new key or other URLs; null for a new one. */
  readonly profileId: number | null;
  readonly name: string;
  /** As it was pasted; null for the key of the environment. */
  readonly key: string | null;
  /** As it was typed; null for the one the profile has, else the service's own. */
  readonly apiBaseUrl: string | null;
  /** The same for the file host. */
  readonly filesBaseUrl: string | null;
}

/** What can go into a header. That keys begin with `sk-` is documented, not promised: the service is the judge. */
const headerSafe = /^[\x21-\x7e]{4,512}$/;

/**
 * The address, of those a key would be sent to, that is not the service's own; null where both are. The key of the environment goes to no
 * other: a page that was taken over names the addresses, but never saw that key.
 */
function foreignBaseUrl(api: string, files: string): string | null {
  if (api !== serviceBaseUrl) return api;
  return files !== serviceFilesBaseUrl ? files : null;
}

/**
 * The account that is asked whether the key works. `row`: the profile that is connected again, null for a new one. Errors: `not-allowed-in-state` for
 * the simulator's profile, `key-malformed`, `invalid-base-url`, `environment-key-wrong-host`. Called by `connect`, before anything is sent.
 */
export function checkConnection(
  given: Connection,
  row: Pick<ProfileRow, 'kind' | 'apiBaseUrl' | 'filesBaseUrl'> | null,
  environmentKey: string | null,
): Result<Account, AppError> {
  if (row?.kind === 'simulator') return fail({ kind: 'not-allowed-in-state', action: 'connect', state: 'simulator' });
  const key = parsePastedKey(given.key ?? environmentKey ?? '');
  if (!headerSafe.test(key)) return fail({ kind: 'key-malformed' });
  const wantedApi = given.apiBaseUrl ?? row?.apiBaseUrl ?? serviceBaseUrl;
  const wantedFiles = given.filesBaseUrl ?? row?.filesBaseUrl ?? serviceFilesBaseUrl;
  const apiBaseUrl = baseUrlOf(wantedApi);
  const filesBaseUrl = baseUrlOf(wantedFiles, 'files');
  if (apiBaseUrl === null) return fail({ kind: 'invalid-base-url', url: wantedApi });
  if (filesBaseUrl === null) return fail({ kind: 'invalid-base-url', url: wantedFiles });
  const foreign = given.key === null ? foreignBaseUrl(apiBaseUrl, filesBaseUrl) : null;
  if (foreign !== null) return fail({ kind: 'environment-key-wrong-host', url: foreign });
  return ok({ apiBaseUrl, filesBaseUrl, key, allowsLoopback: isLocal(apiBaseUrl) });
}
