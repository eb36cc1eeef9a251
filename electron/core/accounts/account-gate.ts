// What may be sent for a profile now: its key, and what holds (401, 402, no key) or pauses (429, 503) its queue.
import type { AppError } from '../../../shared/errors.ts';
import type { Profile } from '../../../shared/ipc.ts';
import { isLocal } from '../../../shared/network/base-url.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { Account, NetworkReach } from '../ports.ts';
import { type AccountContext, type AccountGateDeps, hasKey, updateProfile } from './account-context.ts';
import { type AccountHolds, createAccountHolds, creditsOf, holdsView } from './account-holds.ts';
import { type AccountKeys, createAccountKeys, keyForCall, keyView } from './account-keys.ts';
import { type AccountPauses, createAccountPauses, pausedForMs, submitPauseView } from './account-pauses.ts';
import { createSubmitBackoff } from './submit-backoff.ts';

/** What a profile may do now. */
export interface AccountPermissions {
  /** What a call needs, for the length of the call. Errors: unknown profile, no key, the keychain does not give it back (which is noted). */
  account(id: number): Result<Account, AppError>;
  /** Whether its links may lead to this computer; false for an unknown profile. */
  allowsLoopback(id: number): boolean;
  /** What links and URLs may reach for this profile; only public hosts and the allowed ones without one. */
  networkReach(id: number | null): NetworkReach;
  /**
   * Whether what a profile makes is simulated and costs nothing: it is the simulator's own, or its URL is where the simulator of this studio
   * answers now. Nothing else on this computer is proof: a gateway of the user's may lead to the real service.
   */
  isSimulated(id: number): boolean;
  /** Reading needs a key, a simulator that answers, and no pause; a queue held by 402 does not stop it. */
  canPoll(row: ProfileRow): boolean;
  /** Submitting needs all that and a queue that is neither held nor paused. */
  canSubmit(row: ProfileRow): boolean;
  /** The simulator's links are on the simulator. */
  canDownload(id: number): boolean;
}

/** The rows of the profiles, what the user changes in them, and what the window sees of them. */
interface AccountRows {
  rows(): ProfileRow[];
  row(id: number): ProfileRow | undefined;
  /** The user pauses everything of a profile, or ends that. */
  setPaused(id: number, paused: boolean): void;
  setRequestRate(id: number, perSecond: number): void;
  storeBaseUrls(id: number, apiBaseUrl: string, filesBaseUrl: string): void;
  rename(id: number, name: string): void;
  view(row: ProfileRow): Profile;
}

/** Everything about profiles that others ask or report, by topic. Callers take what they need with `Pick`. */
export interface AccountGate extends AccountRows, AccountPermissions, AccountKeys, AccountHolds, AccountPauses {}

const reachOf = ({ allowsHost }: AccountContext, row: ProfileRow | undefined): NetworkReach => ({
  allowsLoopback: row !== undefined && (row.kind === 'simulator' || isLocal(row.apiBaseUrl)),
  allowsHost,
});

const canPoll = (context: AccountContext, row: ProfileRow): boolean =>
  hasKey(context, row) && pausedForMs(context, row) === 0 && (row.kind !== 'simulator' || context.simulatorIsUp());

function isSimulated({ tables, simulatorIsUp }: AccountContext, id: number): boolean {
  const row = tables.profiles.get(id);
  if (row === undefined) return false;
  const isItsUrl = (other: ProfileRow): boolean => other.kind === 'simulator' && other.apiBaseUrl === row.apiBaseUrl;
  return row.kind === 'simulator' || (simulatorIsUp() && tables.profiles.all().some(isItsUrl));
}

function createAccountPermissions(context: AccountContext): AccountPermissions {
  const { tables, submitBackoff, simulatorIsUp } = context;
  return {
    account(id) {
      const row = tables.profiles.get(id);
      if (row === undefined) return fail({ kind: 'unknown-item', what: 'profile' });
      const key = keyForCall(context, row);
      if (!key.ok) return key;
      const { apiBaseUrl, filesBaseUrl } = row;
      return ok({ apiBaseUrl, filesBaseUrl, key: key.value, ...reachOf(context, row) });
    },
    allowsLoopback: (id) => reachOf(context, tables.profiles.get(id)).allowsLoopback,
    networkReach: (id) => reachOf(context, id === null ? undefined : tables.profiles.get(id)),
    isSimulated: (id) => isSimulated(context, id),
    canPoll: (row) => canPoll(context, row),
    canSubmit: (row) => row.holds === '[]' && row.pausedByUser === 0 && submitBackoff.remainingMs(row.id) === 0 && canPoll(context, row),
    canDownload: (id) => tables.profiles.get(id)?.kind !== 'simulator' || simulatorIsUp(),
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
    throttle: context.slowed(row.id),
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

/** Built once by the composition. */
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
