import { describe, expect, test } from 'vitest';
import { windowCommandOf } from '../../../electron/shell/window-commands.ts';
import { keyRows } from '../../../renderer/src/views/settings/key-rows.ts';
import { type Command, shortcuts, shownKeysOf, shownWindowKeys } from '../../../shared/menu.ts';
import { text } from '../../../shared/text/index.ts';

describe('the keys that Settings lists', () => {
  test.each(['en', 'zh'] as const)('are all that work on every stage, each with a name, in %s', (language) => {
    const rows = keyRows(text(language), false);
    const commands = Object.keys(shortcuts) as Command[];
    expect(rows.map(({ keys }) => keys)).toEqual([
      ...commands.map((command) => shownKeysOf(command, false)),
      ...Object.values(shownWindowKeys),
    ]);
    expect(rows.filter(({ name }) => name.trim() === '')).toEqual([]);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  test('leave the window’s own to the menu on macOS', () => {
    expect(keyRows(text('en'), true).map(({ keys }) => keys)).toEqual(
      (Object.keys(shortcuts) as Command[]).map((command) => shownKeysOf(command, true)),
    );
  });

  test('do in the window what is said of them', () => {
    const commandOf = (shown: string) => {
      const control = shown.startsWith('Ctrl+');
      const key = control ? shown.slice('Ctrl+'.length) : shown;
      const held = { shift: false, alt: false, meta: false, isAutoRepeat: false, isComposing: false };
      return windowCommandOf({ type: 'keyDown', key, code: '', control, ...held }, 'win32', false);
    };
    expect(Object.entries(shownWindowKeys).map(([role, shown]) => [role, commandOf(shown)])).toEqual([
      ['zoomIn', 'zoom-in'],
      ['zoomOut', 'zoom-out'],
      ['resetZoom', 'zoom-reset'],
      ['togglefullscreen', 'toggle-full-screen'],
      ['minimize', 'minimise'],
      ['close', 'close'],
    ]);
  });
});
