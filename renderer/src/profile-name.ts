// The displayed name of a profile: the name that the user gave it, or, for the simulator, a name in the current language.
import type { Profile } from '../../shared/ipc.ts';
import { messages } from './messages.ts';

/** The name to show for a profile. Compute it while rendering: the simulator's name changes with the language. */
export const profileName = ({ kind, name }: Pick<Profile, 'kind' | 'name'>): string =>
  kind === 'simulator' ? messages.settings.simulator : name;
