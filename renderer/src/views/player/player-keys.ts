// What a key does in the player. Pure.

export type PlayerCommand =
  | 'toggle'
  | 'shuttle-back'
  | 'pause'
  | 'shuttle-on'
  | 'frame-back'
  | 'frame-on'
  | 'to-start'
  | 'to-end'
  | 'newer'
  | 'older'
  | 'full-screen'
  | 'mute'
  | 'use-frame'
  | 'save-frame'
  | 'leave';

const commands: Readonly<Record<string, PlayerCommand>> = {
  ' ': 'toggle',
  j: 'shuttle-back',
  k: 'pause',
  l: 'shuttle-on',
  ArrowLeft: 'frame-back',
  ArrowRight: 'frame-on',
  Home: 'to-start',
  End: 'to-end',
  ArrowUp: 'newer',
  ArrowDown: 'older',
  f: 'full-screen',
  m: 'mute',
  u: 'use-frame',
  s: 'save-frame',
  Escape: 'leave',
};

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What the keyboard stands on: in a text a key is a letter, on a button Space presses it, a menu has its own keys. */
export type KeyPlace = 'text' | 'menu' | 'button' | 'elsewhere';

/** The command of a key, null where it is not the player's. */
export function commandOf({ key, ctrlKey, metaKey, altKey }: PressedKey, place: KeyPlace): PlayerCommand | null {
  if (ctrlKey || metaKey || altKey || place === 'text' || place === 'menu') return null;
  if (place === 'button' && key === ' ') return null;
  return commands[key.length === 1 ? key.toLowerCase() : key] ?? null;
}
