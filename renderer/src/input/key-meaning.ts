// What a key press means in the window. Follows the keyboard layout, which no event names, from press to press.
import { keysMeantBy, type LayoutScript, scriptAfter, type TypedKey } from '../../../shared/keyboard-layout.ts';
import { type Command, commandOf, type PressedKey } from '../../../shared/menu-commands.ts';

let script: LayoutScript = 'latin';

/** Learns from a press which script the layout has; the gate calls it with every press. */
export function followLayout(press: TypedKey): void {
  script = scriptAfter(script, press);
}

/** The script of the layout in use, as far as the presses have shown it. */
export const layoutScript = (): LayoutScript => script;

/** The command of a key that works on every stage; null where there is none. */
export const commandOfPress = (press: PressedKey): Command | null => commandOf(press, script);

/** Whether a press is this letter with Ctrl, on macOS with Cmd, on any layout. `letter` is small. */
export const isCtrlLetter = (press: PressedKey, letter: string): boolean =>
  (press.ctrlKey || press.metaKey) && !press.altKey && keysMeantBy(press, script).includes(letter);
