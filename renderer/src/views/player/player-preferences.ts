// The playback preferences: speed, loop and sound are kept from one video to the next, the sound also from one start to the next.
import { create } from 'zustand';
import { call } from '../../api.ts';

interface PlayerPreferences {
  readonly speed: number;
  readonly loop: boolean;
  /** The choice of the user in this window; null until there is one, and then the setting applies. */
  readonly muted: boolean | null;
}

/** The store of speed, loop and sound. It lives as long as the window. */
export const usePlayerPreferences = create<PlayerPreferences>(() => ({ speed: 1, loop: false, muted: null }));

/** Turns the sound on or off, now and for the next start. */
export function saveMuted(muted: boolean): void {
  usePlayerPreferences.setState({ muted });
  void call('settings.change', { muted });
}
