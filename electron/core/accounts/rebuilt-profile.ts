// Which profile restored videos belong to, and which connection takes such a profile: pure decisions over the rows of all profiles.
import type { ProfileRow } from '../../db/tables/profile-table.ts';

/** The profile for tasks that a rebuild restores: the active one where it may be theirs, else the first of its kind; null: a new one is needed. */
export function profileForRestored(rows: readonly ProfileRow[], simulated: boolean, activeId: number | null): ProfileRow | null {
  const kind = simulated ? 'simulator' : 'evolink';
  const ofKind = rows.filter((row) => row.kind === kind);
  return ofKind.find((row) => row.id === activeId) ?? ofKind[0] ?? null;
}

/**
 * The profile that a connection without one is meant for: that of a library which was rebuilt before any account was connected. It is taken
 * where nothing else can be meant, and null answers every other case, for two accounts must never be one:
 * - it never had a key. One whose key was forgotten is some account's already; only a rebuild makes one without;
 * - its addresses are exactly these, and no other profile has them: beside another one it is not known whose the videos are;
 * - nothing in it is live. What waits there would be sent, and paid for, by an account that it was not meant for.
 * So it holds only videos that are stored. Whose they were a file does not say; with one account they are taken to be its, as in `profileForRestored`.
 */
export function rebuiltProfileAt(
  rows: readonly ProfileRow[],
  { apiBaseUrl, filesBaseUrl }: Pick<ProfileRow, 'apiBaseUrl' | 'filesBaseUrl'>,
  hasLiveTasks: (profileId: number) => boolean,
): ProfileRow | null {
  const there = rows.filter((row) => row.kind === 'evolink' && row.apiBaseUrl === apiBaseUrl && row.filesBaseUrl === filesBaseUrl);
  const [row] = there;
  if (row === undefined || there.length > 1 || row.keyChangedAtMs !== null) return null;
  return hasLiveTasks(row.id) ? null : row;
}
