// The names of the accounts: as a search uses them, and as the window shows them.
import { useMemo } from 'react';
import { profileName } from '../../../profile-name.ts';
import { selectStatus, useStudio } from '../../../store/studio-store.ts';

/** The name of an account, as stored and searched, and as the window shows it. */
export interface NamedProfile {
  readonly name: string;
  readonly shownName: string;
}

/** The accounts of the studio. Must be called while rendering: a change of the language renders the whole window again. */
export function useNamedProfiles(): readonly NamedProfile[] {
  const profiles = useStudio((s) => selectStatus(s)?.profiles);
  return useMemo(() => (profiles ?? []).map((profile) => ({ name: profile.name, shownName: profileName(profile) })), [profiles]);
}
