// How the player plays: kept from one video to the next, and the sound also from one start to the next.
import { create } from 'zustand';
import { call } from '../../api.ts';

interface PlayerPreferences {
  readonly speed: number;
  readonly loop: boolean;
  /** What the user chose in this window; null until then, while the settings decide. */
  readonly muted: boolean | null;
}

/** The store of speed, loop and sound. It lives as long as the window. */
export const usePlayerPreferences = create<PlayerPreferences>(() => ({ speed: 1, loop: false, muted: null }));

/** Turns the sound on or off, now and for the next start. */
export function saveMuted(muted: boolean): void {
  usePlayerPreferences.setState({ muted });
  void call('settings.change', { muted });
}
