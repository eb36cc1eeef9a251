// Maps keys to the commands of the player. Pure.
import { keysOfPress, type LayoutScript, type TypedKey } from '../../../../shared/keyboard-layout.ts';

/**
 * Everything that a key can do in the player. `newer` and `older` move through the library; `leave` ends full screen or returns to the
 * library.
 */
export type PlayerCommand =
  | 'toggle'
  | 'shuttle-back'
  | 'pause'
  | 'shuttle-forward'
  | 'frame-back'
  | 'frame-forward'
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
  l: 'shuttle-forward',
  ArrowLeft: 'frame-back',
  ArrowRight: 'frame-forward',
  Home: 'to-start',
  End: 'to-end',
  ArrowUp: 'newer',
  ArrowDown: 'older',
  m: 'mute',
  s: 'save-frame',
  Escape: 'leave',
};

/** These commands need Shift, because the letters alone judge the video. */
const shiftedCommands: Readonly<Record<string, PlayerCommand>> = { f: 'full-screen', u: 'use-frame' };

/** The properties of a `KeyboardEvent` that decide about its command. */
interface PressedKey extends TypedKey {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/**
 * The kind of element that has the focus. In a text field, a key types a letter; on a button, Space presses it; a menu has its own keys.
 */
export type KeyTarget = 'text' | 'menu' | 'button' | 'elsewhere';

/** The command of a key on a layout of this script; null if the player does not use the key. */
export function commandOf(press: PressedKey, target: KeyTarget, script: LayoutScript): PlayerCommand | null {
  if (press.ctrlKey || press.metaKey || press.altKey || target === 'text' || target === 'menu') return null;
  if (target === 'button' && press.key === ' ') return null;
  for (const key of keysOfPress(press, script)) {
    if (press.shiftKey && Object.hasOwn(shiftedCommands, key)) return shiftedCommands[key] ?? null;
    if (Object.hasOwn(commands, key)) return commands[key] ?? null;
  }
  return null;
}
