// The keys of the window itself on Windows and Linux: zoom, full screen, minimise, close, quit. Pure. There is no menu with these keys (see
// `app-menu.ts`); copy, paste, undo and similar are Chromium's own. On macOS the menu has all of them.
import type { Input } from 'electron';
import { keysOfPress, type LayoutScript } from '../../../shared/keyboard-layout.ts';
import { commandOf } from '../../../shared/menu-commands.ts';

/** A command that the window handles itself, without the page. */
export type WindowCommand =
  | 'zoom-in'
  | 'zoom-out'
  | 'zoom-reset'
  | 'toggle-full-screen'
  | 'minimise'
  | 'close'
  | 'quit'
  | 'toggle-developer-tools';

/** A pressed key as `before-input-event` reports it. */
export type PressedKey = Pick<Input, 'type' | 'key' | 'code' | 'control' | 'shift' | 'alt' | 'meta' | 'isAutoRepeat' | 'isComposing'>;

/** The context that decides the command of a key press. */
export interface KeyContext {
  readonly platform: NodeJS.Platform;
  /** True when a key opens the developer tools. */
  readonly development: boolean;
  readonly script: LayoutScript;
}

/** `=` is the `+` key without Shift, `_` the `-` key with Shift. */
const zoomKeys: Readonly<Record<string, WindowCommand>> = {
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  _: 'zoom-out',
  0: 'zoom-reset',
};

const letterKeys: Readonly<Record<string, WindowCommand>> = { m: 'minimise', w: 'close', q: 'quit' };

/** Returns the window command of a key; null where there is none. The commands of every view come first: on a Czech keyboard the key `1` types a plus. */
export function windowCommandOf(input: PressedKey, { platform, development, script }: KeyContext): WindowCommand | null {
  const { type, key, code, control, shift, alt, meta, isAutoRepeat, isComposing } = input;
  if (platform === 'darwin' || type !== 'keyDown' || isComposing || alt || meta) return null;
  if (!control) return key === 'F11' && !shift && !isAutoRepeat ? 'toggle-full-screen' : null;
  const press = { key, code, shiftKey: shift };
  if (commandOf({ ...press, ctrlKey: control, metaKey: meta, altKey: alt }, script) !== null) return null;
  const keys = keysOfPress(press, script);
  const zoom = firstOf(zoomKeys, keys);
  if (zoom !== null) return zoom;
  if (isAutoRepeat) return null;
  if (shift) return keys.includes('i') && development ? 'toggle-developer-tools' : null;
  const command = firstOf(letterKeys, keys);
  // Windows has no key to quit: Alt+F4 closes a window, and the system handles it.
  return command === 'quit' && platform === 'win32' ? null : command;
}

const firstOf = (commands: Readonly<Record<string, WindowCommand>>, keys: readonly string[]): WindowCommand | null =>
  commands[keys.find((key) => Object.hasOwn(commands, key)) ?? ''] ?? null;
