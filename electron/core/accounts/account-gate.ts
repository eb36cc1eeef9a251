// Decides whether a profile may submit, poll and download now. The decision depends on its key, its holds (401, 402, no key) and its
// pauses (429, 503).
import type { AppError } from '../../../shared/errors.ts';
import type { Profile } from '../../../shared/ipc.ts';
import { isLocal } from '../../../shared/network/base-url.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { Account, NetworkAccess } from '../ports.ts';
import { type AccountContext, type AccountGateDeps, hasKey, updateProfile } from './account-context.ts';
import { type AccountHolds, createAccountHolds, creditsOf, holdsView } from './account-holds.ts';
import { type AccountKeys, createAccountKeys, keyForCall, keyView } from './account-keys.ts';
import { type AccountPauses, createAccountPauses, pausedForMs, submitPauseView } from './account-pauses.ts';
import { createSubmitBackoff } from './submit-backoff.ts';

/** What each profile may do now. */
export interface AccountPermissions {
  /**
   * The account data for one call; do not keep it. Fails if the profile is unknown, has no key, or if the keychain does not return the
   * key. The last failure is also recorded.
   */
  account(id: number): Result<Account, AppError>;
  /** Whether links of the profile may lead to this computer; false for an unknown profile. */
  allowsLoopback(id: number): boolean;
  /**
   * The hosts that links and URLs of this profile may reach. null stands for no profile: only public hosts and hosts that the user has
   * allowed.
   */
  networkAccess(id: number | null): NetworkAccess;
  /**
   * Whether the tasks of a profile are simulated and cost nothing. This is true for the simulator's own profile, and for a profile with
   * the URL at which the simulator of this studio answers now. Any other local URL may be a gateway to the real service.
   */
  isSimulated(id: number): boolean;
  /** Polling needs a key, a simulator that answers, and no pause. A queue held by 402 does not prevent it. */
  canPoll(row: ProfileRow): boolean;
  /** Submitting needs everything that polling needs, and the queue must be neither held nor paused. */
  canSubmit(row: ProfileRow): boolean;
  /** False for the simulator's profile while the simulator does not answer, because its links point to the simulator. */
  canDownload(id: number): boolean;
}

/** Reads profile rows, applies changes of the user, and builds the views for the window. */
interface AccountRows {
  /** All readable profiles, in order of creation. */
  rows(): ProfileRow[];
  row(id: number): ProfileRow | undefined;
  /** Pauses or resumes all submissions of a profile for the user. */
  setPaused(id: number, paused: boolean): void;
  /** Sets the maximum number of requests per second. */
  setRequestRate(id: number, perSecond: number): void;
  storeBaseUrls(id: number, apiBaseUrl: string, filesBaseUrl: string): void;
  rename(id: number, name: string): void;
  /** The view of a profile for the window. It never contains the key. */
  view(row: ProfileRow): Profile;
}

/** The complete interface of the account gate, divided by topic. Callers use `Pick` to take the members that they need. */
export interface AccountGate extends AccountRows, AccountPermissions, AccountKeys, AccountHolds, AccountPauses {}

const networkAccessOf = ({ allowsHost }: AccountContext, row: ProfileRow | undefined): NetworkAccess => ({
  allowsLoopback: row !== undefined && (row.kind === 'simulator' || isLocal(row.apiBaseUrl)),
  allowsHost,
});

const canPoll = (context: AccountContext, row: ProfileRow): boolean =>
  hasKey(context, row) && pausedForMs(context, row) === 0 && (row.kind !== 'simulator' || context.isSimulatorReady());

function isSimulated({ tables, isSimulatorReady }: AccountContext, id: number): boolean {
  const row = tables.profiles.get(id);
  if (row === undefined) return false;
  const hasSameUrl = (other: ProfileRow): boolean => other.kind === 'simulator' && other.apiBaseUrl === row.apiBaseUrl;
  return row.kind === 'simulator' || (isSimulatorReady() && tables.profiles.all().some(hasSameUrl));
}

function createAccountPermissions(context: AccountContext): AccountPermissions {
  const { tables, submitBackoff, isSimulatorReady } = context;
  return {
    account(id) {
      const row = tables.profiles.get(id);
      if (row === undefined) return fail({ kind: 'unknown-item', what: 'profile' });
      const key = keyForCall(context, row);
      if (!key.ok) return key;
      const { apiBaseUrl, filesBaseUrl } = row;
      return ok({ apiBaseUrl, filesBaseUrl, key: key.value, ...networkAccessOf(context, row) });
    },
    allowsLoopback: (id) => networkAccessOf(context, tables.profiles.get(id)).allowsLoopback,
    networkAccess: (id) => networkAccessOf(context, id === null ? undefined : tables.profiles.get(id)),
    isSimulated: (id) => isSimulated(context, id),
    canPoll: (row) => canPoll(context, row),
    canSubmit: (row) => row.holds === '[]' && row.pausedByUser === 0 && submitBackoff.remainingMs(row.id) === 0 && canPoll(context, row),
    canDownload: (id) => tables.profiles.get(id)?.kind !== 'simulator' || isSimulatorReady(),
  };
}

function viewOf(context: AccountContext, row: ProfileRow): Profile {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    apiBaseUrl: row.apiBaseUrl,
    filesBaseUrl: row.filesBaseUrl,
    key: keyView(context, row),
    holds: holdsView(context, row),
    paused: row.pausedByUser === 1,
    submitPause: submitPauseView(context, row),
    requestsPerSecond: row.requestsPerSecond,
    throttle: context.throttle(row.id),
    credits: creditsOf(row),
  };
}

function createAccountRows(context: AccountContext): AccountRows {
  const { tables } = context;
  return {
    rows: () => tables.profiles.all(),
    row: (id) => tables.profiles.get(id),
    setPaused: (id, paused) => updateProfile(context, id, { pausedByUser: paused ? 1 : 0 }),
    setRequestRate: (id, perSecond) => updateProfile(context, id, { requestsPerSecond: perSecond }),
    storeBaseUrls: (id, apiBaseUrl, filesBaseUrl) => updateProfile(context, id, { apiBaseUrl, filesBaseUrl }),
    rename: (id, name) => updateProfile(context, id, { name }),
    view: (row) => viewOf(context, row),
  };
}

/** Called once by `core/compose/`. */
export function createAccountGate(deps: AccountGateDeps): AccountGate {
  const context: AccountContext = {
    ...deps,
    sessionKeys: new Map(),
    locked: new Set(),
    pauseEndsAtMs: new Map(),
    submitBackoff: createSubmitBackoff(deps.clock),
    holdNumbers: new Map(),
  };
  return {
    ...createAccountRows(context),
    ...createAccountPermissions(context),
    ...createAccountKeys(context),
    ...createAccountHolds(context),
    ...createAccountPauses(context),
  };
}
