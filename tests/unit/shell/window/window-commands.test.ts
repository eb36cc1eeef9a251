import { describe, expect, test } from 'vitest';
import { type PressedKey, windowCommandOf } from '../../../../electron/shell/window/window-commands.ts';

const noModifiers = { control: false, shift: false, alt: false, meta: false, isAutoRepeat: false, isComposing: false };
const press = (key: string, modifiers: Partial<PressedKey> = {}): PressedKey => ({
  type: 'keyDown',
  key,
  code: '',
  ...noModifiers,
  ...modifiers,
});
const environment = { platform: 'linux', development: false, script: 'latin' } as const;
const onLinux = (key: string, modifiers: Partial<PressedKey> = {}) => windowCommandOf(press(key, modifiers), environment);
const control = { control: true } as const;

describe('a window shortcut without a menu', () => {
  test.each([
    ['+', { shift: true }, 'zoom-in'],
    ['=', {}, 'zoom-in'],
    ['-', {}, 'zoom-out'],
    ['0', {}, 'zoom-reset'],
    ['à', { code: 'Digit0' }, 'zoom-reset'],
    ['m', {}, 'minimise'],
    ['w', {}, 'close'],
    ['q', {}, 'quit'],
    ['Q', {}, 'quit'],
    ['й', { code: 'KeyQ' }, 'quit'],
    ['ц', { code: 'KeyW' }, 'close'],
    ['a', { code: 'KeyQ' }, null],
    ['M', { shift: true }, null],
    ['Enter', {}, null],
  ] as const)('Ctrl+%s with %j gives the command %s', (key, modifiers, command) => {
    expect(onLinux(key, { ...control, ...modifiers })).toBe(command);
  });

  test('F11 alone is full screen', () => {
    expect([onLinux('F11'), onLinux('F11', { shift: true }), onLinux('F11', control)]).toEqual(['toggle-full-screen', null, null]);
  });

  test('needs Ctrl without Alt (AltGr is Ctrl+Alt), and ignores key release and composition', () => {
    expect([
      onLinux('q'),
      onLinux('q', { ...control, alt: true }),
      onLinux('q', { ...control, type: 'keyUp' }),
      onLinux('q', { ...control, isComposing: true }),
    ]).toEqual([null, null, null, null]);
  });

  test('that is held down repeats zooming, but closes, quits and toggles full screen only once', () => {
    const repeated = { isAutoRepeat: true } as const;
    expect(onLinux('+', { ...control, ...repeated })).toBe('zoom-in');
    expect([onLinux('w', { ...control, ...repeated }), onLinux('q', { ...control, ...repeated }), onLinux('F11', repeated)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('opens the developer tools in development only', () => {
    const tools = press('I', { ...control, shift: true });
    expect([windowCommandOf(tools, { ...environment, development: true }), windowCommandOf(tools, environment)]).toEqual([
      'toggle-developer-tools',
      null,
    ]);
  });

  test('quits on Linux, not on Windows; on macOS the menu has all keys', () => {
    const quit = press('q', control);
    expect((['linux', 'win32', 'darwin'] as const).map((platform) => windowCommandOf(quit, { ...environment, platform }))).toEqual([
      'quit',
      null,
      null,
    ]);
    expect(windowCommandOf(press('F11'), { ...environment, platform: 'darwin', development: true })).toBeNull();
  });
});
