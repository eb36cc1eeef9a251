import { describe, expect, test } from 'vitest';
import { windowCommandOf } from '../../../../electron/shell/window/window-commands.ts';
import { commandOf as playerCommandOf } from '../../../../renderer/src/views/player/player-keys.ts';
import { keysOfPress, type LayoutScript, scriptAfter } from '../../../../shared/keyboard-layout.ts';
import { commandOf } from '../../../../shared/menu-commands.ts';

type Key = readonly [key: string, code: string, shift?: 'shift'];
const keyEvent = ([key, code, shift]: Key) => ({ key, code, shiftKey: shift !== undefined });
const controlModifier = { ctrlKey: true, metaKey: false, altKey: false };
const stageCommand = (key: Key, script: LayoutScript) => commandOf({ ...keyEvent(key), ...controlModifier }, script);
const windowCommand = (key: Key, script: LayoutScript) => {
  const { shiftKey: shift, ...of } = keyEvent(key);
  return windowCommandOf(
    { ...of, shift, type: 'keyDown', control: true, alt: false, meta: false, isAutoRepeat: false, isComposing: false },
    { platform: 'linux', development: false, script },
  );
};
const playerCommand = (key: Key, script: LayoutScript) =>
  playerCommandOf({ ...keyEvent(key), ctrlKey: false, metaKey: false, altKey: false }, 'elsewhere', script);

/** What layouts type with the keys of shortcuts, as the X11 and Windows layouts of these names define it. */
const layouts: readonly {
  readonly name: string;
  readonly script: LayoutScript;
  /** Keys pressed with Ctrl, like those of `window`. */
  readonly stage: Readonly<Record<string, Key | null>>;
  readonly window: Readonly<Record<string, Key | null>>;
  /** Keys pressed without modifiers. */
  readonly player: Readonly<Record<string, Key>>;
}[] = [
  {
    name: 'US',
    script: 'latin',
    stage: {
      'focus-prompt': ['l', 'KeyL'],
      find: ['f', 'KeyF'],
      batch: ['b', 'KeyB'],
      history: ['p', 'KeyP'],
      templates: ['P', 'KeyP', 'shift'],
      pause: ['H', 'KeyH', 'shift'],
      models: ['M', 'KeyM', 'shift'],
      library: ['1', 'Digit1'],
      queue: ['2', 'Numpad2'],
      settings: [',', 'Comma'],
      generate: ['Enter', 'NumpadEnter'],
    },
    window: { 'zoom-in': ['+', 'Equal', 'shift'], 'zoom-out': ['-', 'Minus'], 'zoom-reset': ['0', 'Digit0'], close: ['w', 'KeyW'] },
    player: { mute: ['m', 'KeyM'], 'shuttle-back': ['J', 'KeyJ', 'shift'] },
  },
  {
    name: 'German',
    script: 'latin',
    stage: { 'focus-prompt': ['l', 'KeyL'], library: ['1', 'Digit1'], settings: [',', 'Comma'] },
    window: { 'zoom-in': ['+', 'BracketRight'], 'zoom-out': ['-', 'Slash'], 'zoom-reset': ['0', 'Digit0'] },
    player: { mute: ['m', 'KeyM'] },
  },
  {
    name: 'French AZERTY',
    script: 'latin',
    stage: {
      'focus-prompt': ['l', 'KeyL'],
      library: ['&', 'Digit1'],
      queue: ['é', 'Digit2'],
      models: ['M', 'Semicolon', 'shift'],
      settings: [',', 'KeyM'],
    },
    window: {
      'zoom-in': ['=', 'Equal'],
      'zoom-out': ['-', 'Digit6'],
      'zoom-reset': ['à', 'Digit0'],
      quit: ['q', 'KeyA'],
      close: ['w', 'KeyZ'],
    },
    player: { mute: ['m', 'Semicolon'] },
  },
  {
    name: 'French AZERTY, its digits typed',
    script: 'latin',
    stage: { library: ['1', 'Digit1', 'shift'], queue: ['2', 'Digit2', 'shift'] },
    window: { 'zoom-reset': ['0', 'Digit0', 'shift'] },
    player: {},
  },
  {
    name: 'Czech',
    script: 'latin',
    stage: { library: ['+', 'Digit1'], queue: ['ě', 'Digit2'], batch: ['b', 'KeyB'], models: ['M', 'KeyM', 'shift'] },
    window: { 'zoom-in': ['=', 'Minus'], 'zoom-out': ['-', 'Slash'], 'zoom-reset': ['é', 'Digit0'] },
    player: { mute: ['m', 'KeyM'] },
  },
  {
    name: 'Hungarian',
    script: 'latin',
    stage: { library: ['1', 'Digit1'], 'focus-prompt': ['l', 'KeyL'] },
    window: { 'zoom-in': ['+', 'Digit3', 'shift'], 'zoom-reset': ['0', 'Backquote'] },
    player: {},
  },
  {
    name: 'Dvorak',
    script: 'latin',
    stage: { 'focus-prompt': ['l', 'KeyP'], batch: ['b', 'KeyN'], history: ['p', 'KeyR'], settings: [',', 'KeyW'] },
    window: { close: ['w', 'Comma'], quit: ['q', 'KeyX'] },
    player: { mute: ['m', 'KeyM'], 'shuttle-back': ['j', 'KeyC'], 'save-frame': ['s', 'Semicolon'] },
  },
  {
    name: 'Russian',
    script: 'other',
    stage: {
      'focus-prompt': ['д', 'KeyL'],
      batch: ['и', 'KeyB'],
      templates: ['З', 'KeyP', 'shift'],
      pause: ['Р', 'KeyH', 'shift'],
      models: ['Ь', 'KeyM', 'shift'],
      library: ['1', 'Digit1'],
      settings: ['б', 'Comma'],
    },
    window: { close: ['ц', 'KeyW'], quit: ['й', 'KeyQ'], minimise: ['ь', 'KeyM'], 'zoom-out': ['-', 'Minus'] },
    player: {
      mute: ['ь', 'KeyM'],
      'shuttle-back': ['о', 'KeyJ'],
      pause: ['л', 'KeyK'],
      'shuttle-forward': ['д', 'KeyL'],
      'full-screen': ['А', 'KeyF', 'shift'],
    },
  },
  {
    name: 'Greek',
    script: 'other',
    stage: { 'focus-prompt': ['λ', 'KeyL'], batch: ['β', 'KeyB'], models: ['Μ', 'KeyM', 'shift'], settings: [',', 'Comma'] },
    window: { close: ['ς', 'KeyW'], quit: [';', 'KeyQ'] },
    player: { mute: ['μ', 'KeyM'], 'use-frame': ['Θ', 'KeyU', 'shift'] },
  },
  {
    name: 'Hebrew',
    script: 'other',
    stage: { 'focus-prompt': ['ך', 'KeyL'], batch: ['נ', 'KeyB'], models: ['M', 'KeyM', 'shift'], settings: ['ת', 'Comma'] },
    window: { close: ["'", 'KeyW'], quit: ['/', 'KeyQ'], minimise: ['צ', 'KeyM'] },
    player: { mute: ['צ', 'KeyM'], 'save-frame': ['ד', 'KeyS'] },
  },
  {
    name: 'Arabic',
    script: 'other',
    stage: {
      'focus-prompt': ['م', 'KeyL'],
      batch: ['لا', 'KeyB'],
      history: ['ح', 'KeyP'],
      templates: ['؛', 'KeyP', 'shift'],
      pause: ['أ', 'KeyH', 'shift'],
      models: ["'", 'KeyM', 'shift'],
      library: ['١', 'Digit1'],
      queue: ['٢', 'Numpad2'],
      settings: ['و', 'Comma'],
    },
    window: { close: ['ص', 'KeyW'], 'zoom-reset': ['٠', 'Digit0'] },
    player: { mute: ['ة', 'KeyM'] },
  },
  {
    name: 'Thai',
    script: 'other',
    stage: { 'focus-prompt': ['ส', 'KeyL'], library: ['ๅ', 'Digit1'], queue: ['/', 'Digit2'] },
    window: { 'zoom-out': ['ข', 'Minus'], 'zoom-in': ['ช', 'Equal'] },
    player: { mute: ['ท', 'KeyM'] },
  },
  {
    name: 'Korean without an input method',
    script: 'other',
    stage: { 'focus-prompt': ['ㅣ', 'KeyL'], batch: ['ㅠ', 'KeyB'] },
    window: { close: ['ㅈ', 'KeyW'] },
    player: { mute: ['ㅡ', 'KeyM'] },
  },
];

describe.each(layouts)('on a $name keyboard', ({ script, stage, window, player }) => {
  test.each(Object.entries(stage))('%s has a key', (command, key) => {
    if (key !== null) expect([stageCommand(key, script), windowCommand(key, script)]).toEqual([command, null]);
  });
  test.each(Object.entries(window))('%s has a key', (command, key) => {
    if (key !== null) expect([windowCommand(key, script), stageCommand(key, script)]).toEqual([command, null]);
  });
  test.each(Object.entries(player))('in the player %s has a key', (command, key) => {
    expect(playerCommand(key, script)).toBe(command);
  });
});

describe('a Latin layout', () => {
  test.each([
    ['Dvorak', ["'", 'KeyQ']],
    ['Dvorak', ['.', 'KeyE']],
    ['BÉPO', ['é', 'KeyW']],
    ['Colemak', [';', 'KeyP']],
    ['AZERTY', ['?', 'KeyM', 'shift']],
  ] as const)('%s: the position of a letter is not a second shortcut: Ctrl+%j', (_name, key) => {
    expect([stageCommand(key, 'latin'), windowCommand(key, 'latin')]).toEqual([null, null]);
  });

  test('Shift with a digit is another key', () => {
    expect(stageCommand(['!', 'Digit1', 'shift'], 'latin')).toBeNull();
  });

  test('a key press processed by an input method does nothing', () => {
    const imeKey: Key = ['Process', 'Digit0'];
    expect([stageCommand(imeKey, 'latin'), windowCommand(imeKey, 'latin'), windowCommand(['Process', 'KeyW'], 'other')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('Ctrl+Insert on the number pad copies and does not zoom', () => {
    expect(windowCommand(['Insert', 'Numpad0'], 'latin')).toBeNull();
  });
});

describe('the script of a layout', () => {
  const scriptOf = (...keys: readonly Key[]): LayoutScript => keys.map(keyEvent).reduce(scriptAfter, 'latin');
  test('is detected from letters typed without Shift', () => {
    expect(scriptOf(['д', 'KeyL'])).toBe('other');
    expect(scriptOf(['ש', 'KeyA'], ["'", 'KeyW'], ['M', 'KeyM', 'shift'])).toBe('other');
    expect(scriptOf(['д', 'KeyL'], ['l', 'KeyL'])).toBe('latin');
    expect(scriptOf(['é', 'Digit2'], ['1', 'Digit1'], ['Enter', 'Enter'])).toBe('latin');
  });
});

test('also applies to single-letter keys: A, D and I on a Russian keyboard and with Caps Lock', () => {
  expect([...keysOfPress(keyEvent(['ф', 'KeyA']), 'other'), ...keysOfPress(keyEvent(['D', 'KeyD']), 'latin')]).toEqual(['a', 'd']);
});
