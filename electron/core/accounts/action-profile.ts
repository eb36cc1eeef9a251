// Determines the profile that pays for an action: the one that the window showed as active when the user acted.
import type { AppError } from '../../../shared/errors.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ProfileRow } from '../../db/tables/profile-table.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { AccountGate } from './account-gate.ts';

/**
 * Returns the active profile if `shownId` is its id: the profile that the window showed when the user acted. Fails with `no-profile` when none is
 * active, and with `another-profile-active` when another one is active by now: the user has not agreed that it pays.
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
