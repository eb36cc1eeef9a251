// What the parts of the profile service share: their dependencies, and the state of this run of the studio.
import type { Profile } from '../../../shared/ipc.ts';
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { Clock, EvolinkApi } from '../ports.ts';
import type { SettingsStore } from '../settings-store.ts';
import { newProfile } from '../tasks/row-factories.ts';
import type { AccountGate } from './account-gate.ts';
import type { ServiceErrorPolicy } from './service-error-policy.ts';

/** What the profile service is built from. */
export interface ProfileServiceDeps {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly api: Pick<EvolinkApi, 'getCredits'>;
  readonly accounts: AccountGate;
  readonly onServiceError: ServiceErrorPolicy;
  readonly settings: Pick<SettingsStore, 'activeProfileId' | 'setActiveProfile'>;
  /** The key that the environment of the studio holds; null where it holds none. */
  readonly environmentKey: string | null;
  /** Aborted when the studio stops. */
  readonly signal: AbortSignal;
  /** The status that the window shows changed. */
  changed(): void;
  /** Tasks may be due: a profile may send again. */
  wakeAll(): void;
}

/** The dependencies, and what is remembered until the studio stops. */
export interface ProfileContext extends ProfileServiceDeps {
  /** Choices of the active profile are numbered in the order in which the user made them. */
  readonly choices: {
    last: number;
    /** The latest that took effect. */
    activated: number;
  };
  /** One for each `connect` that waits for the service. */
  readonly attempts: Set<AbortController>;
}

/** Inserts a profile without a key; its id. */
export const addProfile = (
  { tables, clock }: ProfileServiceDeps,
  given: Pick<ProfileRow, 'kind' | 'name' | 'apiBaseUrl' | 'filesBaseUrl'>,
): number => tables.profiles.insert(newProfile(given, clock.now()));

/** What the window sees of a profile that was just written. Throws where there is none. */
export function viewOfProfile({ accounts }: ProfileServiceDeps, id: number): Profile {
  const row = accounts.row(id);
  if (row === undefined) throw new Error('a profile that was just written is gone');
  return accounts.view(row);
}

/** Takes the number of a choice of the active profile. Called when the user chooses, before anything is awaited. */
export function takeChoice({ choices }: ProfileContext): number {
  choices.last += 1;
  return choices.last;
}

/** Makes the profile active, unless a later choice already took effect: what takes long must not override what the user chose since. */
export function activateProfile({ choices, settings, changed, wakeAll }: ProfileContext, id: number, choice: number): void {
  if (choice < choices.activated) return;
  choices.activated = choice;
  settings.setActiveProfile(id);
  changed();
  wakeAll();
}
