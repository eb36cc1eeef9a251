// Connects, activates, checks and disconnects profiles for the user. A key is checked before it is stored. Replacing a key keeps the
// profile and its tasks.
import type { AppError } from '../../../shared/errors.ts';
import type { Profile } from '../../../shared/ipc.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { Credits } from '../ports.ts';
import { connectProfile } from './connect/connect-profile.ts';
import { type Connection, serviceBaseUrl, serviceFilesBaseUrl } from './connect/connection-check.ts';
import {
  activateProfile,
  addProfile,
  nextChoiceNumber,
  type ProfileContext,
  type ProfileServiceDeps,
  viewOfProfile,
} from './profile-context.ts';
import { resumableReasons } from './queue-holds.ts';
import { profileForRestoredTasks } from './rebuilt-profile.ts';

type ActionResult = Result<Record<string, never>, AppError>;

/** Operations on profiles for the user. Members that take an id fail with `unknown-item` if the profile does not exist. */
export interface ProfileService {
  /** The views of all profiles, in order of creation. */
  list(): Profile[];
  /** Inserts a profile without a key and returns its id. Called when the simulator starts for the first time. */
  add(kind: ProfileRow['kind'], name: string, apiBaseUrl: string, filesBaseUrl: string): number;
  /** Returns the number of a new choice of the active profile. Call it when the user chooses, before anything is awaited. */
  takeChoiceNumber(): number;
  /** Makes the profile active, unless a later choice (from `takeChoiceNumber`) has already taken effect. */
  activate(id: number, choice: number): void;
  /**
   * Reads the balance and ends the holds that it satisfies (`holdsAfterBalance`). `isUserRequest`: the user
   * requested the reading, so any remaining credit is enough. Otherwise the balance must cover the refused
   * request and exceed the balance at that time. Fails with the errors of `AccountPermissions.account` and of
   * the call. Called by the balance refresh and the handlers.
   */
  readBalance(id: number, isUserRequest?: boolean): Promise<Result<Credits, AppError>>;
  /**
   * Returns the profile for tasks that are restored from files: the active profile if it has the right kind, else the first profile of
   * that kind, else a new profile without a key. Called by the library rebuild.
   */
  profileForRebuild(simulated: boolean): number;
  /**
   * Checks a key, stores it and makes its profile active. After `cancelConnect` nothing is stored, even if the service has accepted the
   * key, and the error is `cancelled-by-user`. Other errors: those of `checkConnection` and of the call for the balance.
   */
  connect(connection: Connection): Promise<Result<Profile, AppError>>;
  /** Cancels every `connect` call that waits for the service. A call whose response has arrived has already stored its key. */
  cancelConnect(): void;
  /** Reads the balance at the user's request. */
  check(id: number): Promise<Result<Profile, AppError>>;
  /** Makes a profile active for the user. */
  activateById(id: number): ActionResult;
  /** Pauses or resumes submissions. Tasks at EvoLink are still polled and downloaded. */
  setPaused(id: number, paused: boolean): ActionResult;
  /** Ends the holds for missing credits at the user's request. */
  resume(id: number): ActionResult;
  /** Sets the maximum number of requests per second. */
  setRequestRate(id: number, perSecond: number): ActionResult;
  /** Removes the key; the profile and its tasks stay. */
  forgetKey(id: number): ActionResult;
}

async function readBalance(context: ProfileContext, id: number, isUserRequest: boolean): Promise<Result<Credits, AppError>> {
  const { api, accounts, onServiceError, signal, wakeAll } = context;
  const account = accounts.account(id);
  if (!account.ok) return account;
  const revision = accounts.profileRevision(id);
  const holdCountBefore = accounts.holdCount();
  const credits = await api.getCredits(account.value, signal);
  if (!credits.ok) {
    onServiceError(revision, credits.error, 'balance');
    return credits;
  }
  // The key was replaced since the request. The balance belongs to another account than the current one.
  if (!accounts.isCurrentKey(id, revision.keyRevision)) return credits;
  const wasHeld = accounts.row(id)?.holds !== '[]';
  accounts.storeCredits(id, credits.value, holdCountBefore, isUserRequest);
  if (wasHeld && accounts.row(id)?.holds === '[]') wakeAll();
  return credits;
}

function profileForRebuild(context: ProfileContext, simulated: boolean): number {
  const { accounts, settings, statusChanged } = context;
  const row = profileForRestoredTasks(accounts.rows(), simulated, settings.activeProfileId());
  if (row !== null) return row.id;
  const placeholderUrl = 'http://127.0.0.1:9'; // replaced when the simulator starts
  const id = simulated
    ? addProfile(context, { kind: 'simulator', name: 'Simulator', apiBaseUrl: placeholderUrl, filesBaseUrl: placeholderUrl })
    : addProfile(context, { kind: 'evolink', name: 'EvoLink', apiBaseUrl: serviceBaseUrl, filesBaseUrl: serviceFilesBaseUrl });
  accounts.holdIfKeyless(id);
  statusChanged();
  return id;
}

async function check(context: ProfileContext, id: number): Promise<Result<Profile, AppError>> {
  const credits = await readBalance(context, id, true);
  context.wakeAll();
  return credits.ok ? ok(viewOfProfile(context, id)) : credits;
}

/** Called once by `core/compose/`. */
export function createProfileService(deps: ProfileServiceDeps): ProfileService {
  const context: ProfileContext = { ...deps, choices: { lastNumber: 0, activatedNumber: 0 }, attempts: new Set() };
  const { accounts, wakeAll } = context;
  const unknownProfile = () => fail({ kind: 'unknown-item' as const, what: 'profile' as const });

  /** Applies a change to an existing profile. */
  function change(id: number, apply: () => void): ActionResult {
    if (accounts.row(id) === undefined) return unknownProfile();
    apply();
    return ok({});
  }
  /** Like `change`, but also wakes all job runners. */
  const changeAndWake = (id: number, apply: () => void): ActionResult =>
    change(id, () => {
      apply();
      wakeAll();
    });

  return {
    list: () => accounts.rows().map((row) => accounts.view(row)),
    add: (kind, name, apiBaseUrl, filesBaseUrl) => addProfile(context, { kind, name, apiBaseUrl, filesBaseUrl }),
    takeChoiceNumber: () => nextChoiceNumber(context),
    activate: (id, choice) => activateProfile(context, id, choice),
    readBalance: (id, isUserRequest = false) => readBalance(context, id, isUserRequest),
    profileForRebuild: (simulated) => profileForRebuild(context, simulated),
    connect: (connection) => connectProfile(context, connection),
    cancelConnect() {
      for (const attempt of context.attempts) attempt.abort();
    },
    check: async (id) => (accounts.row(id) === undefined ? unknownProfile() : await check(context, id)),
    activateById: (id) => change(id, () => activateProfile(context, id, nextChoiceNumber(context))),
    setPaused: (id, paused) => changeAndWake(id, () => accounts.setPaused(id, paused)),
    resume: (id) => changeAndWake(id, () => accounts.release(id, resumableReasons)),
    setRequestRate: (id, perSecond) => changeAndWake(id, () => accounts.setRequestRate(id, perSecond)),
    forgetKey: (id) => change(id, () => accounts.forgetKey(id)),
  };
}
