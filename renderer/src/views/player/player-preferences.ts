// The preferences of the player. Speed, loop, sound and details stay the same for the next video. Only the sound is kept after a restart of
// the app.
import { create } from 'zustand';
import { call } from '../../api.ts';

interface PlayerPreferences {
  readonly speed: number;
  readonly loop: boolean;
  /** What the user chose in this window; null before the first choice, while the setting applies. */
  readonly muted: boolean | null;
  /** Whether the details are shown beside the picture. */
  readonly showsDetails: boolean;
}

/** The store of these preferences. It lives as long as the window. */
export const usePlayerPreferences = create<PlayerPreferences>(() => ({ speed: 1, loop: false, muted: null, showsDetails: false }));

/** Turns the sound on or off, now and after a restart of the app. */
export function saveMuted(muted: boolean): void {
  usePlayerPreferences.setState({ muted });
  void call('settings.change', { muted });
}
