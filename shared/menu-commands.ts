// The application menu's items and the keys that work on every stage, as data. The shell turns the items into the platform's menu; the
// window listens to the keys, so that they also work where there is no menu.
import { isShifted, keysMeantBy, type LayoutScript, type TypedKey } from './keyboard-layout.ts';

/** A key with Ctrl, on macOS with Cmd. `key` is what people read on it, letters as capitals. */
interface Shortcut {
  readonly key: string;
  readonly shift: boolean;
}
const plain = (key: string): Shortcut => ({ key, shift: false });
const shifted = (key: string): Shortcut => ({ key, shift: true });

/** Every key that works on every stage, and the only place that says which. What belongs to one view listens there. */
export const shortcuts = {
  generate: plain('Enter'),
  'focus-prompt': plain('L'),
  pause: shifted('H'),
  library: plain('1'),
  queue: plain('2'),
  batch: plain('B'),
  models: shifted('M'),
  settings: plain(','),
  history: plain('P'),
  templates: shifted('P'),
} as const satisfies Readonly<Record<string, Shortcut>>;
export type Command = keyof typeof shortcuts;

/** Commands that are items of the menu as well. */
export const menuCommands = ['generate', 'focus-prompt', 'pause', 'library', 'queue', 'models', 'settings'] as const;
export type MenuCommand = (typeof menuCommands)[number];

/** As a `KeyboardEvent` tells it. */
export interface PressedKey extends TypedKey {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** A key as `shortcuts` names it, with or without Shift, as a name of its own. */
const nameOf = ({ key, shift }: Shortcut): string => `${shift ? 'Shift+' : ''}${key.length === 1 ? key.toLowerCase() : key}`;

const commandsByKey: ReadonlyMap<string, Command> = new Map(
  (Object.keys(shortcuts) as Command[]).map((command) => [nameOf(shortcuts[command]), command]),
);

/** The command of a key on a layout of this script; null where there is none. */
export function commandOf(press: PressedKey, script: LayoutScript): Command | null {
  if (!(press.ctrlKey || press.metaKey) || press.altKey) return null;
  const shift = isShifted(press);
  for (const key of keysMeantBy(press, script)) {
    const command = commandsByKey.get(nameOf({ key, shift }));
    if (command !== undefined) return command;
  }
  return null;
}

/** As Electron writes it. */
export const acceleratorOf = (command: Command): string => `CmdOrCtrl+${withShift(command)}`;

/** As `aria-keyshortcuts` wants it. */
export const ariaKeysOf = (command: Command): string => `Control+${withShift(command)} Meta+${withShift(command)}`;

const withShift = (command: Command): string => `${shortcuts[command].shift ? 'Shift+' : ''}${shortcuts[command].key}`;

/** As people read it on a button. */
export function shownKeysOf(command: Command, isMac: boolean): string {
  const { key, shift } = shortcuts[command];
  if (isMac) return `${shift ? '⇧' : ''}⌘${key === 'Enter' ? '↵' : key}`;
  return key === 'Enter' ? 'Ctrl ↵' : `Ctrl+${withShift(command)}`;
}

export type AppMenuItem = MenuCommand | 'file' | 'edit' | 'view' | 'window' | 'help' | 'open-logs' | 'get-key' | 'documentation';

/** What the system's own items are called. Electron names them in English only, so each is named here. */
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
 * The window's own keys on Windows and Linux, as people read them, by the name that macOS has for them in its menu. They are listened to in
 * `electron/shell/window/window-commands.ts`.
 */
export const shownWindowKeys = {
  zoomIn: 'Ctrl++',
  zoomOut: 'Ctrl+-',
  resetZoom: 'Ctrl+0',
  togglefullscreen: 'F11',
  minimize: 'Ctrl+M',
  close: 'Ctrl+W',
} as const satisfies Partial<Readonly<Record<MenuRole, string>>>;
