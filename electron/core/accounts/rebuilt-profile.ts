// Chooses the profile for restored videos, and the rebuilt profile that a new connection takes over. Pure.
import type { ProfileRow } from '../../db/tables/profile-table.ts';

/**
 * The profile for tasks that a rebuild restores: the active profile if it has the right kind, else the first profile of that kind. null
 * if a new profile is needed.
 */
export function profileForRestoredTasks(rows: readonly ProfileRow[], simulated: boolean, activeId: number | null): ProfileRow | null {
  const kind = simulated ? 'simulator' : 'evolink';
  const ofKind = rows.filter((row) => row.kind === kind);
  return ofKind.find((row) => row.id === activeId) ?? ofKind[0] ?? null;
}

/**
 * The profile that a new connection takes over: the profile of a library that was rebuilt before any account was connected. Returns null
 * unless exactly one profile can be meant, because two accounts must never be merged:
 * - The profile never had a key. Only a rebuild creates such a profile; one whose key was removed already belongs to an account.
 * - The profile has exactly these URLs, and no other profile has them. Otherwise it would be unclear which account owns the videos.
 * - The profile has no live task. A waiting task would be submitted, and paid for, by an account for which it was not created.
 * Such a profile contains only stored videos. A file does not name its account; if there is only one account, the files are assumed to
 * belong to it, as in `profileForRestored`.
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
