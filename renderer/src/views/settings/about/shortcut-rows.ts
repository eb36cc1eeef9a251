// The shortcuts that the settings list, because on Windows and Linux no menu shows them. Pure.
import { maxRating } from '../../../../../shared/judgement/judgement.ts';
import { type Command, shortcuts, shownKeysOf, shownUndoKeys, shownWindowKeys } from '../../../../../shared/menu-commands.ts';
import type { Text } from '../../../../../shared/text/index.ts';
import type { Platform } from '../../../platform.ts';
import { verdictKeys } from '../../judging/judge-keys.ts';

/** A shortcut and its purpose, both as text. */
export interface KeyRow {
  /** The action of the shortcut, as text. */
  readonly name: string;
  /** The keys as people read them, e.g. "Ctrl+2". */
  readonly keys: string;
}

function nameOf(command: Command, text: Text): string {
  switch (command) {
    case 'batch':
      return text.batch.title;
    case 'history':
      return text.prompts.history.open;
    case 'templates':
      return text.prompts.templates.open;
    default:
      // The dots of a menu entry say that something opens, which does not matter here.
      return text.shell.menu[command].replace(/…$/, '');
  }
}

/** The shortcuts of the studio, then those of the window, which macOS shows in its menu. */
export function keyRows(text: Text, platform: Platform): readonly KeyRow[] {
  const isMac = platform === 'mac';
  const commands = Object.keys(shortcuts) as Command[];
  const windowKeys = Object.keys(shownWindowKeys) as (keyof typeof shownWindowKeys)[];
  return [
    ...commands.map((command) => ({ name: nameOf(command, text), keys: shownKeysOf(command, isMac) })),
    ...(isMac ? [] : windowKeys.map((role) => ({ name: text.shell.roles[role], keys: shownWindowKeys[role] }))),
    // Windows has no shortcut for quitting; macOS shows its own in the menu.
    ...(platform === 'linux' ? [{ name: text.shell.roles.quit, keys: 'Ctrl+Q' }] : []),
  ];
}

/** The keys of the library and the player. They work on what is selected or played, not in text fields. */
export function libraryKeyRows({ judging, player, library, fileJobs, trash }: Text, platform: Platform): readonly KeyRow[] {
  const { pick, reject, unflag, favourite, keys } = judging;
  const isMac = platform === 'mac';
  return [
    { name: pick, keys: verdictKeys.pick },
    { name: reject, keys: verdictKeys.reject },
    { name: unflag, keys: verdictKeys.unflag },
    { name: keys.rate, keys: `0–${maxRating}` },
    { name: favourite, keys: verdictKeys.favourite },
    { name: keys.stay, keys: `Shift+${verdictKeys.pick}, Shift+1` },
    { name: keys.rename, keys: 'Shift+F2' },
    { name: judging.undo, keys: shownUndoKeys(isMac).undo },
    { name: judging.redo, keys: shownUndoKeys(isMac).redo },
    { name: trash.delete, keys: isMac ? '⌫' : 'Del' },
    { name: fileJobs.renameTitle, keys: 'F2' },
    { name: fileJobs.exportNow, keys: isMac ? '⌘E' : 'Ctrl+E' },
    { name: fileJobs.copyPath, keys: isMac ? '⌥⌘C' : 'Ctrl+Alt+C' },
    { name: keys.selectAll, keys: isMac ? '⌘A' : 'Ctrl+A' },
    { name: keys.moveVideo, keys: isMac ? '⌥←, ⌥→' : 'Alt+←, Alt+→' },
    { name: keys.moveCollection, keys: isMac ? '⌥↑, ⌥↓' : 'Alt+↑, Alt+↓' },
    { name: keys.stack, keys: 'S' },
    { name: library.display.tileSize, keys: '+, −' },
    { name: player.fullScreen, keys: 'Shift+F' },
    { name: keys.useFrame, keys: 'Shift+U' },
    { name: keys.saveFrame, keys: 'S' },
  ];
}
