// The items of the application menu and the keys that work in every view, as data. The shell turns the items into the platform's menu; the window
// handles the keys, so that they also work where there is no menu.
import { isShifted, keysOfPress, type LayoutScript, type TypedKey } from './keyboard-layout.ts';

/** A key with Ctrl, on macOS with Cmd. `key` is its label, letters as capitals. */
interface Shortcut {
  readonly key: string;
  readonly shift: boolean;
  /** True for a command that spends money or leads to it: a held key acts only once. */
  readonly ignoresKeyRepeat?: true;
}
const plainShortcut = (key: string): Shortcut => ({ key, shift: false });
const shiftShortcut = (key: string): Shortcut => ({ key, shift: true });
const withoutKeyRepeat = (shortcut: Shortcut): Shortcut => ({ ...shortcut, ignoresKeyRepeat: true });

/** Every key that works in all views, and the only list of them. Keys of one view are handled there. */
export const shortcuts = {
  generate: withoutKeyRepeat(plainShortcut('Enter')),
  'focus-prompt': plainShortcut('L'),
  find: plainShortcut('F'),
  undo: plainShortcut('Z'),
  redo: shiftShortcut('Z'),
  pause: withoutKeyRepeat(shiftShortcut('H')),
  library: plainShortcut('1'),
  queue: plainShortcut('2'),
  batch: plainShortcut('B'),
  models: shiftShortcut('M'),
  settings: plainShortcut(','),
  history: plainShortcut('P'),
  templates: shiftShortcut('P'),
} as const satisfies Readonly<Record<string, Shortcut>>;
/** A command that has a key in every view. */
export type Command = keyof typeof shortcuts;

/** The commands that are also items of the menu. */
export const menuCommands = [
  'generate',
  'focus-prompt',
  'find',
  'undo',
  'redo',
  'pause',
  'library',
  'queue',
  'models',
  'settings',
] as const;
/** A command that is also an item of the menu. */
export type MenuCommand = (typeof menuCommands)[number];

/** A pressed key as a `KeyboardEvent` reports it. */
export interface PressedKey extends TypedKey {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Returns a unique name of a shortcut, with or without Shift. */
const shortcutName = ({ key, shift }: Shortcut): string => `${shift ? 'Shift+' : ''}${key.length === 1 ? key.toLowerCase() : key}`;

const commandsByKey: ReadonlyMap<string, Command> = new Map(
  (Object.keys(shortcuts) as Command[]).map((command) => [shortcutName(shortcuts[command]), command]),
);

/** Returns the command of a key on a keyboard layout of this script; null where there is none. */
export function commandOf(press: PressedKey, script: LayoutScript): Command | null {
  if (!(press.ctrlKey || press.metaKey) || press.altKey) return null;
  const shift = isShifted(press);
  for (const key of keysOfPress(press, script)) {
    const command = commandsByKey.get(shortcutName({ key, shift }));
    if (command !== undefined) return command;
  }
  return null;
}

/** True for a command that must not repeat while its key is held. */
export const ignoresKeyRepeat = (command: Command): boolean => (shortcuts[command] as Shortcut).ignoresKeyRepeat === true;

/** Returns a shortcut in Electron's notation. */
export const acceleratorOf = (command: Command): string => `CmdOrCtrl+${withShift(command)}`;

/** Returns a shortcut for `aria-keyshortcuts`. */
export const ariaKeysOf = (command: Command): string => `Control+${withShift(command)} Meta+${withShift(command)}`;

const withShift = (command: Command): string => `${shortcuts[command].shift ? 'Shift+' : ''}${shortcuts[command].key}`;

/** Returns a shortcut as users read it on a button. */
export function shownKeysOf(command: Command, isMac: boolean): string {
  const { key, shift } = shortcuts[command];
  if (isMac) return `${shift ? '⇧' : ''}⌘${key === 'Enter' ? '↵' : key}`;
  return key === 'Enter' ? 'Ctrl ↵' : `Ctrl+${withShift(command)}`;
}

/** The keys of undo and redo as users read them. */
export const shownUndoKeys = (isMac: boolean): { readonly undo: string; readonly redo: string } =>
  isMac ? { undo: '⌘Z', redo: '⇧⌘Z' } : { undo: 'Ctrl+Z', redo: 'Ctrl+Shift+Z' };

/** An item or submenu of the application menu that needs a label. */
export type AppMenuItem = MenuCommand | 'file' | 'edit' | 'view' | 'window' | 'help' | 'open-logs' | 'get-key' | 'documentation';

/** The system's own menu items. Electron labels them in English only, so `shared/text` has a label for each. */
export type MenuRole =
  | 'about'
  | 'services'
  | 'hide'
  | 'hideOthers'
  | 'unhide'
  | 'quit'
  | 'close'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'delete'
  | 'selectAll'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'togglefullscreen'
  | 'toggleDevTools'
  | 'minimize'
  | 'zoom'
  | 'front';

/**
 * The window's own keys on Windows and Linux as users read them, by the role that they have in the macOS menu. `electron/shell/window/window-commands.ts`
 * handles them.
 */
export const shownWindowKeys = {
  zoomIn: 'Ctrl++',
  zoomOut: 'Ctrl+-',
  resetZoom: 'Ctrl+0',
  togglefullscreen: 'F11',
  minimize: 'Ctrl+M',
  close: 'Ctrl+W',
} as const satisfies Partial<Readonly<Record<MenuRole, string>>>;
