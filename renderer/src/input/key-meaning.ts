// Maps key presses to commands. No event names the keyboard layout, so the layout is derived from the presses.
import { keysOfPress, type LayoutScript, scriptAfter, type TypedKey } from '../../../shared/keyboard-layout.ts';
import { type Command, commandOf, type PressedKey } from '../../../shared/menu-commands.ts';

let script: LayoutScript = 'latin';

/** Updates the script of the layout from a press. The key gate calls it for every press. */
export function updateLayout(press: TypedKey): void {
  script = scriptAfter(script, press);
}

/** The script of the current layout, as far as the presses have shown it; Latin at first. */
export const layoutScript = (): LayoutScript => script;

/** The command of a key that works on every stage; null if the key is not one. */
export const commandOfPress = (press: PressedKey): Command | null => commandOf(press, script);

/** True when a press is this letter without Ctrl, Cmd, Alt and Shift, on any layout. `letter` is lower case. */
export const isPlainLetter = (press: PressedKey, letter: string): boolean =>
  !press.ctrlKey && !press.metaKey && !press.altKey && !press.shiftKey && keysOfPress(press, script).includes(letter);

/** True when a press is this letter with Ctrl (on macOS Cmd), on any layout. `letter` is lower case. */
export const isCtrlLetter = (press: PressedKey, letter: string): boolean =>
  (press.ctrlKey || press.metaKey) && !press.altKey && keysOfPress(press, script).includes(letter);
