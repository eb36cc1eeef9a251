// The shortcuts that the settings list, because on Windows and Linux no menu shows them. Pure.
import { type Command, shortcuts, shownKeysOf, shownWindowKeys } from '../../../../../shared/menu-commands.ts';
import type { Text } from '../../../../../shared/text/index.ts';
import type { Platform } from '../../../platform.ts';

/** A shortcut and its purpose, both as text. */
interface KeyRow {
  /** The action of the shortcut, as text. */
  readonly name: string;
  /** The keys as people read them, e.g. "Ctrl+2". */
  readonly keys: string;
}

function nameOf(command: Command, words: Text): string {
  switch (command) {
    case 'batch':
      return words.batch.title;
    case 'history':
      return words.prompts.history.open;
    case 'templates':
      return words.prompts.templates.open;
    default:
      // The dots of a menu entry say that something opens, which does not matter here.
      return words.shell.menu[command].replace(/…$/, '');
  }
}

/** The shortcuts of the studio, then those of the window, which macOS shows in its menu. */
export function keyRows(words: Text, platform: Platform): readonly KeyRow[] {
  const isMac = platform === 'mac';
  const commands = Object.keys(shortcuts) as Command[];
  const windowKeys = Object.keys(shownWindowKeys) as (keyof typeof shownWindowKeys)[];
  return [
    ...commands.map((command) => ({ name: nameOf(command, words), keys: shownKeysOf(command, isMac) })),
    ...(isMac ? [] : windowKeys.map((role) => ({ name: words.shell.roles[role], keys: shownWindowKeys[role] }))),
    // Windows has none; macOS shows it in its menu.
    ...(platform === 'linux' ? [{ name: words.shell.roles.quit, keys: 'Ctrl+Q' }] : []),
  ];
}
