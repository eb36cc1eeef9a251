// The dependencies and in-memory state that the parts of the profile service share.
import type { Profile } from '../../../shared/ipc.ts';
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock, EvolinkApi } from '../ports.ts';
import type { SettingsStore } from '../settings-store.ts';
import { newProfile } from '../tasks/row-factories.ts';
import type { AccountGate } from './account-gate.ts';
import type { ServiceErrorPolicy } from './service-error-policy.ts';

/** Dependencies of the profile service. */
export interface ProfileServiceDeps {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly api: Pick<EvolinkApi, 'getCredits'>;
  readonly accounts: AccountGate;
  readonly onServiceError: ServiceErrorPolicy;
  readonly settings: Pick<SettingsStore, 'activeProfileId' | 'setActiveProfile'>;
  /** The key from the environment of the process; null if there is none. */
  readonly environmentKey: string | null;
  /** Aborted when the studio stops. */
  readonly signal: AbortSignal;
  /** Publishes the status for the window after a change. */
  statusChanged(): void;
  /** Wakes all job runners: a profile may submit again. */
  wakeAll(): void;
}

/** Dependencies and in-memory state of the profile service. */
export interface ProfileContext extends ProfileServiceDeps {
  /** Sequence numbers of the user's choices of the active profile. */
  readonly choices: {
    lastNumber: number;
    /** The number of the latest choice that took effect. */
    activatedNumber: number;
  };
  /** One entry for each `connect` call that waits for the service. */
  readonly attempts: Set<AbortController>;
}

/** Inserts a profile without a key and returns its id. */
export const addProfile = (
  { tables, clock }: ProfileServiceDeps,
  account: Pick<ProfileRow, 'kind' | 'name' | 'apiBaseUrl' | 'filesBaseUrl'>,
): number => tables.profiles.insert(newProfile(account, clock.now()));

/** The view of a profile that was just written. Throws if there is none. */
export function viewOfProfile({ accounts }: ProfileServiceDeps, id: number): Profile {
  const row = accounts.row(id);
  if (row === undefined) throw new Error('a profile that was just written is gone');
  return accounts.view(row);
}

/** Returns the number of a new choice of the active profile. Call it when the user chooses, before anything is awaited. */
export function nextChoiceNumber({ choices }: ProfileContext): number {
  choices.lastNumber += 1;
  return choices.lastNumber;
}

/** Makes the profile active, unless a later choice has already taken effect. A slow call must not override a later choice. */
export function activateProfile({ choices, settings, statusChanged, wakeAll }: ProfileContext, id: number, choice: number): void {
  if (choice < choices.activatedNumber) return;
  choices.activatedNumber = choice;
  settings.setActiveProfile(id);
  statusChanged();
  wakeAll();
}
