// Chooses the profile for restored videos, and the rebuilt profile that a new connection takes over. Pure.
import type { ProfileRow } from '../../db/tables/profile-table.ts';

/**
 * The profile for tasks that a rebuild restores: the active profile if it has the right kind, else the first profile of that kind. null
 * if a new profile is needed.
 */
export function profileForRestored(rows: readonly ProfileRow[], simulated: boolean, activeId: number | null): ProfileRow | null {
  const kind = simulated ? 'simulator' : 'evolink';
  const ofKind = rows.filter((row) => row.kind === kind);
  return ofKind.find((row) => row.id === activeId) ?? ofKind[0] ?? null;
}

/**
 * The profile that a connection without a profile takes over: that of a library which was rebuilt before any account was connected. Returns null
 * unless exactly one profile can be meant, because two accounts must never be merged:
 * - It never had a key. A profile whose key was forgotten already belongs to an account; only a rebuild creates one that never had a key.
 * - Its addresses are exactly these, and no other profile has them. With a second profile the owner of the videos would be ambiguous.
 * - Nothing in it is live. A waiting task would be submitted, and paid for, by an account that it was not created for. Such a profile holds stored
 *   videos only. A file does not name its account; with one account they are assumed to be its own, as in `profileForRestored`.
 */
export function rebuiltProfileAt(
  rows: readonly ProfileRow[],
  { apiBaseUrl, filesBaseUrl }: Pick<ProfileRow, 'apiBaseUrl' | 'filesBaseUrl'>,
  hasLiveTasks: (profileId: number) => boolean,
): ProfileRow | null {
  const matching = rows.filter((row) => row.kind === 'evolink' && row.apiBaseUrl === apiBaseUrl && row.filesBaseUrl === filesBaseUrl);
  const [row] = matching;
  if (row === undefined || matching.length > 1 || row.keyChangedAtMs !== null) return null;
  return hasLiveTasks(row.id) ? null : row;
}
