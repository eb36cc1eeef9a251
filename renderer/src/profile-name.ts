// What a profile is called: by the person, or, the simulator, by the studio in its language.
import type { Profile } from '../../shared/ipc.ts';
import { messages } from './messages.ts';

export const profileName = ({ kind, name }: Pick<Profile, 'kind' | 'name'>): string =>
  kind === 'simulator' ? messages.settings.simulator : name;
