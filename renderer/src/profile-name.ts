// The name of a profile: the one that the user gave, or, for the simulator, the one of the current language.
import type { Profile } from '../../shared/ipc.ts';
import { messages } from './messages.ts';

/** The name to show for a profile. Compute it while rendering: the simulator's name changes with the language. */
export const profileName = ({ kind, name }: Pick<Profile, 'kind' | 'name'>): string =>
  kind === 'simulator' ? messages.settings.simulator : name;
