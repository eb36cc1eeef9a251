// Determines the profile that pays for an action. It must be the profile that the window showed as active when the user acted.
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { AccountGate } from './account-gate.ts';

/**
 * Returns the active profile if its id is `shownId`, the profile that the window showed when the user acted.
 * Fails with `no-profile` if no profile is active. Fails with `another-profile-active` if another profile is
 * active now, because the user has not agreed that this profile pays.
 */
export function profileOfAction(
  { accounts, settings }: { readonly accounts: AccountGate; readonly settings: SettingsStore },
  shownId: number | null,
): Result<ProfileRow, AppError> {
  const activeId = settings.activeProfileId();
  const active = activeId === null ? undefined : accounts.row(activeId);
  if (active === undefined) return fail({ kind: 'no-profile' });
  return active.id === shownId ? ok(active) : fail({ kind: 'another-profile-active', active: active.name });
}
