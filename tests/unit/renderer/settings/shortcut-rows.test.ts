import { describe, expect, test } from 'vitest';
import { windowCommandOf } from '../../../../electron/shell/window/window-commands.ts';
import type { Platform } from '../../../../renderer/src/platform.ts';
import { keyRows, libraryKeyRows } from '../../../../renderer/src/views/settings/about/shortcut-rows.ts';
import { type Command, shortcuts, shownKeysOf, shownWindowKeys } from '../../../../shared/menu-commands.ts';
import { text } from '../../../../shared/text/index.ts';

describe('the shortcuts that Settings lists', () => {
  test.each(['en', 'zh'] as const)('are all that work everywhere, each with a name, in %s', (language) => {
    const rows = keyRows(text(language), 'windows');
    const commands = Object.keys(shortcuts) as Command[];
    expect(rows.map(({ keys }) => keys)).toEqual([
      ...commands.map((command) => shownKeysOf(command, false)),
      ...Object.values(shownWindowKeys),
    ]);
    expect(rows.filter(({ name }) => name.trim() === '')).toEqual([]);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  test('leave out the window’s own shortcuts on macOS, where the menu has them', () => {
    expect(keyRows(text('en'), 'mac').map(({ keys }) => keys)).toEqual(
      (Object.keys(shortcuts) as Command[]).map((command) => shownKeysOf(command, true)),
    );
  });

  test('include the quit shortcut on Linux only, where it works', () => {
    const quitKeys = (platform: Platform) => keyRows(text('en'), platform).filter(({ keys }) => keys === 'Ctrl+Q');
    expect(quitKeys('linux')).toHaveLength(1);
    expect([quitKeys('windows'), quitKeys('mac')]).toEqual([[], []]);
    const pressed = { type: 'keyDown', key: 'q', code: '', control: true, shift: false, alt: false, meta: false } as const;
    const input = { ...pressed, isAutoRepeat: false, isComposing: false };
    const does = (platform: NodeJS.Platform) => windowCommandOf(input, { platform, development: false, script: 'latin' });
    expect([does('linux'), does('win32')]).toEqual(['quit', null]);
  });

  test.each(['en', 'zh'] as const)(
    'include the keys that delete, rename, export and copy videos, each with its own name, in %s',
    (language) => {
      const rows = libraryKeyRows(text(language), 'linux');
      expect(rows.map(({ keys }) => keys)).toEqual(expect.arrayContaining(['Del', 'F2', 'Ctrl+E', 'Ctrl+Alt+C', 'Ctrl+A']));
      expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
      expect(libraryKeyRows(text(language), 'mac').map(({ keys }) => keys)).toEqual(expect.arrayContaining(['⌫', '⌘E', '⌥⌘C']));
    },
  );

  test.each(['en', 'zh'] as const)('have no ellipsis from the menu, in %s', (language) => {
    expect(keyRows(text(language), 'linux').filter(({ name }) => name.endsWith('…'))).toEqual([]);
  });

  test('do what their names say', () => {
    const commandOf = (shown: string) => {
      const control = shown.startsWith('Ctrl+');
      const key = control ? shown.slice('Ctrl+'.length) : shown;
      const modifiers = { shift: false, alt: false, meta: false, isAutoRepeat: false, isComposing: false };
      return windowCommandOf(
        { type: 'keyDown', key, code: '', control, ...modifiers },
        { platform: 'win32', development: false, script: 'latin' },
      );
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
