import { describe, expect, test } from 'vitest';
import { acceleratorOf, ariaKeysOf, type Command, commandOf, shortcuts, shownKeysOf } from '../../../../shared/menu-commands.ts';

const commands = Object.keys(shortcuts) as Command[];
const press = (key: string, modifiers: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>>) =>
  commandOf({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers }, 'latin');

describe('the shortcuts that work everywhere', () => {
  test('no two commands share a key', () => {
    expect(new Set(commands.map(acceleratorOf)).size).toBe(commands.length);
  });

  test.each(commands)('the key of %s, with Ctrl or with Cmd, triggers that command and no other', (command) => {
    const { key, shift: shiftKey } = shortcuts[command];
    expect([press(key, { ctrlKey: true, shiftKey }), press(key, { metaKey: true, shiftKey })]).toEqual([command, command]);
    expect(press(key, { shiftKey })).toBeNull();
    expect(press(key, { ctrlKey: true, altKey: true, shiftKey })).toBeNull();
  });

  test('Shift makes a different shortcut, and Caps Lock does not', () => {
    expect(press('b', { ctrlKey: true })).toBe('batch');
    expect(press('B', { ctrlKey: true })).toBe('batch');
    expect(press('B', { ctrlKey: true, shiftKey: true })).toBeNull();
    expect(press('p', { ctrlKey: true })).toBe('history');
    expect(press('P', { ctrlKey: true, shiftKey: true })).toBe('templates');
  });

  test('are written as Electron, screen readers and users expect', () => {
    expect(acceleratorOf('pause')).toBe('CmdOrCtrl+Shift+H');
    expect(ariaKeysOf('templates')).toBe('Control+Shift+P Meta+Shift+P');
    expect([shownKeysOf('templates', true), shownKeysOf('templates', false)]).toEqual(['⇧⌘P', 'Ctrl+Shift+P']);
    expect([shownKeysOf('generate', true), shownKeysOf('generate', false)]).toEqual(['⌘↵', 'Ctrl ↵']);
  });
});
