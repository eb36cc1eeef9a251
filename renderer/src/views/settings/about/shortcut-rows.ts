// The keys that Settings lists: there is no menu on Windows and Linux that would show them. Pure.
import { type Command, shortcuts, shownKeysOf, shownWindowKeys } from '../../../../../shared/menu-commands.ts';
import type { Text } from '../../../../../shared/text/index.ts';
import type { Platform } from '../../../platform.ts';

export interface KeyRow {
  /** What the key does. */
  readonly name: string;
  /** As people read it. */
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
      // The dots of a menu say that something opens; here it is only looked up.
      return words.shell.menu[command].replace(/…$/, '');
  }
}

/** First the keys of the studio, then the window's own, which macOS shows in its menu. */
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
