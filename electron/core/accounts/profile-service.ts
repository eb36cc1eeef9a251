// Profiles as the user handles them: connect, choose, check, forget. A key is checked before it is stored, and replacing it keeps the profile,
// so that its tasks keep theirs.
import type { AppError } from '../../../shared/errors.ts';
import type { Profile } from '../../../shared/ipc.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { Credits } from '../ports.ts';
import { connectProfile } from './connect/connect-profile.ts';
import { type Connection, serviceBaseUrl, serviceFilesBaseUrl } from './connect/connection-check.ts';
import { activateProfile, addProfile, type ProfileContext, type ProfileServiceDeps, takeChoice, viewOfProfile } from './profile-context.ts';
import { resumableReasons } from './queue-holds.ts';
import { profileForRestored } from './rebuilt-profile.ts';

type Done = Result<Record<string, never>, AppError>;

/** What the user can do with profiles. Members that take an id fail with `unknown-item` where there is no such profile. */
export interface ProfileService {
  /** All profiles as the window sees them, in the order in which they were made. */
  list(): Profile[];
  /** Inserts a profile without a key; its id. Called when the simulator comes up for the first time. */
  add(kind: ProfileRow['kind'], name: string, apiBaseUrl: string, filesBaseUrl: string): number;
  /** Takes the number of a choice of the active profile. Call it when the user chooses, before anything is awaited. */
  choose(): number;
  /** Makes the profile active, unless a later choice (from `choose`) already took effect. */
  activate(id: number, choice: number): void;
  /**
   * Reads the balance, which ends the holds that it ends (`holdsAfterBalance`). `isAskedFor`: the user asked, so that anything that is left counts as
   * room; else it has to be enough, and more than there was, for something may be left and yet be too little for what was refused. Errors: those of
   * `AccountPermissions.account` and of the call. Called by the balance refresh and the handlers.
   */
  readBalance(id: number, isAskedFor?: boolean): Promise<Result<Credits, AppError>>;
  /**
   * The profile that tasks restored from their files belong to: the active one where it may be theirs, else the first of its kind, else a
   * new one without a key. Called by the library rebuild.
   */
  profileForRebuild(simulated: boolean): number;
  /**
   * Checks a key, stores it and makes its profile active. After `cancelConnect` it stores nothing, even where the service has accepted the key, and
   * fails with `cancelled-by-user`. Other errors: those of `checkConnection` and of the call for the balance.
   */
  connect(given: Connection): Promise<Result<Profile, AppError>>;
  /** Cancels every `connect` that waits for the service. One that was answered has stored its key already. */
  cancelConnect(): void;
  /** Reads the balance because the user asked. */
  check(id: number): Promise<Result<Profile, AppError>>;
  /** The user chooses the active profile. */
  activateById(id: number): Done;
  /** Nothing new is sent while it is paused; what EvoLink has is polled and downloaded as ever. */
  setPaused(id: number, paused: boolean): Done;
  /** The user ends the holds of a queue for want of credits. */
  resume(id: number): Done;
  /** Requests per second at most. */
  setPace(id: number, perSecond: number): Done;
  /** Removes the key; the profile and its tasks stay. */
  forgetKey(id: number): Done;
}

async function readBalance(context: ProfileContext, id: number, isAskedFor: boolean): Promise<Result<Credits, AppError>> {
  const { api, accounts, onServiceError, signal, wakeAll } = context;
  const account = accounts.account(id);
  if (!account.ok) return account;
  const asked = accounts.profileRevision(id);
  const timesHeld = accounts.holdCount();
  const credits = await api.getCredits(account.value, signal);
  if (!credits.ok) {
    onServiceError(asked, credits.error, 'balance');
    return credits;
  }
  // With a key that was replaced meanwhile: it says nothing about the account that is connected now.
  if (!accounts.isCurrentKey(id, asked.keyRevision)) return credits;
  const wasHeld = accounts.row(id)?.holds !== '[]';
  accounts.storeCredits(id, credits.value, timesHeld, isAskedFor);
  if (wasHeld && accounts.row(id)?.holds === '[]') wakeAll();
  return credits;
}

function profileForRebuild(context: ProfileContext, simulated: boolean): number {
  const { accounts, settings, changed } = context;
  const row = profileForRestored(accounts.rows(), simulated, settings.activeProfileId());
  if (row !== null) return row.id;
  const nowhere = 'http://127.0.0.1:9'; // replaced when the simulator comes up
  const id = simulated
    ? addProfile(context, { kind: 'simulator', name: 'Simulator', apiBaseUrl: nowhere, filesBaseUrl: nowhere })
    : addProfile(context, { kind: 'evolink', name: 'EvoLink', apiBaseUrl: serviceBaseUrl, filesBaseUrl: serviceFilesBaseUrl });
  accounts.holdIfKeyless(id);
  changed();
  return id;
}

async function check(context: ProfileContext, id: number): Promise<Result<Profile, AppError>> {
  const credits = await readBalance(context, id, true);
  context.wakeAll();
  return credits.ok ? ok(viewOfProfile(context, id)) : credits;
}

/** Built once by the composition. */
export function createProfileService(deps: ProfileServiceDeps): ProfileService {
  const context: ProfileContext = { ...deps, choices: { last: 0, activated: 0 }, attempts: new Set() };
  const { accounts, wakeAll } = context;
  const unknown = () => fail({ kind: 'unknown-item' as const, what: 'profile' as const });

  /** Changes a profile that is there. */
  function change(id: number, apply: () => void): Done {
    if (accounts.row(id) === undefined) return unknown();
    apply();
    return ok({});
  }
  /** The same, and wakes what may be due by it. */
  const changeAndWake = (id: number, apply: () => void): Done =>
    change(id, () => {
      apply();
      wakeAll();
    });

  return {
    list: () => accounts.rows().map((row) => accounts.view(row)),
    add: (kind, name, apiBaseUrl, filesBaseUrl) => addProfile(context, { kind, name, apiBaseUrl, filesBaseUrl }),
    choose: () => takeChoice(context),
    activate: (id, choice) => activateProfile(context, id, choice),
    readBalance: (id, isAskedFor = false) => readBalance(context, id, isAskedFor),
    profileForRebuild: (simulated) => profileForRebuild(context, simulated),
    connect: (given) => connectProfile(context, given),
    cancelConnect() {
      for (const attempt of context.attempts) attempt.abort();
    },
    check: async (id) => (accounts.row(id) === undefined ? unknown() : await check(context, id)),
    activateById: (id) => change(id, () => activateProfile(context, id, takeChoice(context))),
    setPaused: (id, paused) => changeAndWake(id, () => accounts.setPaused(id, paused)),
    resume: (id) => changeAndWake(id, () => accounts.release(id, resumableReasons)),
    setPace: (id, perSecond) => changeAndWake(id, () => accounts.setRequestRate(id, perSecond)),
    forgetKey: (id) => change(id, () => accounts.forgetKey(id)),
  };
}
