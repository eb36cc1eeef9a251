// How the player plays: kept from one video to the next, and, for the sound, from one start to the next.
import { create } from 'zustand';
import { call } from '../../api.ts';

interface PlayerWishes {
  readonly speed: number;
  readonly loop: boolean;
  /** What the person chose here; null until then, while the settings decide. */
  readonly muted: boolean | null;
}

export const usePlayerPreferences = create<PlayerWishes>(() => ({ speed: 1, loop: false, muted: null }));

/** Sound on or off, at once and at the next start. */
export function saveMuted(muted: boolean): void {
  usePlayerPreferences.setState({ muted });
  void call('settings.change', { muted });
}
