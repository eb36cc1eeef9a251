// Which keys the window itself has on Windows and Linux: zoom, full screen, minimise, close, quit. Pure. There is no menu there that would have
// them (see `menu.ts`); copy, paste, undo and the like are Chromium's own. On macOS the menu has all of them.
import type { Input } from 'electron';

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

/** The Latin letter of a key: what it types, or on a layout of another script what the same key types on a US keyboard. */
function letterOf({ key, code }: Pick<PressedKey, 'key' | 'code'>): string | null {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const isOtherScript = key.length === 1 && key.charCodeAt(0) > 0x7f;
  return isOtherScript ? (/^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null) : null;
}

function zoomOf({ key, code }: Pick<PressedKey, 'key' | 'code'>): WindowCommand | null {
  // `=` is the key of `+` without Shift; by its code the digit is found where Shift is needed to type it, as on AZERTY.
  if (key === '+' || key === '=') return 'zoom-in';
  if (key === '-' || key === '_') return 'zoom-out';
  return key === '0' || code === 'Digit0' || code === 'Numpad0' ? 'zoom-reset' : null;
}

/** The window command of a key; null where there is none. `development`: the developer tools have a key. */
export function windowCommandOf(input: PressedKey, platform: NodeJS.Platform, development: boolean): WindowCommand | null {
  const { type, key, control, shift, alt, meta, isAutoRepeat, isComposing } = input;
  if (platform === 'darwin' || type !== 'keyDown' || isComposing || alt || meta) return null;
  if (!control) return key === 'F11' && !shift && !isAutoRepeat ? 'toggle-full-screen' : null;
  const zoom = zoomOf(input);
  if (zoom !== null) return zoom;
  if (isAutoRepeat) return null;
  const letter = letterOf(input);
  if (shift) return letter === 'i' && development ? 'toggle-developer-tools' : null;
  if (letter === 'm') return 'minimise';
  if (letter === 'w') return 'close';
  // Windows has no such key: a window is closed with Alt+F4, which the system handles.
  return letter === 'q' && platform !== 'win32' ? 'quit' : null;
}
