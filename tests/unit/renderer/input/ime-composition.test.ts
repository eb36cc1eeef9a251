// The events of input methods in the order in which each system sends them. Sources:
// https://www.w3.org/TR/uievents/#events-composition-key-events and Chromium (`InputMethodMac`, `InputMethodWinTSF`,
// `InputMethodAuraLinux`: there the key arrives as "Process", before its effect).
import { afterEach, describe, expect, test, vi } from 'vitest';
import { isComposingNow, watchComposition } from '../../../../renderer/src/input/ime-composition.ts';
import { installKeyGate } from '../../../../renderer/src/input/key-gate.ts';

type Step = { readonly down: string; readonly keyCode: number; readonly composing: boolean } | 'start' | 'end' | { readonly up: string };

const down = (key: string, keyCode: number, composing = false): Step => ({ down: key, keyCode, composing });
const up = (key: string): Step => ({ up: key });
const processed = 229;
const enter = 13;

const systems: Readonly<Record<string, readonly Step[]>> = {
  'macOS, Pinyin: the first key, then Enter confirms': [
    down('x', processed),
    'start',
    up('x'),
    down('Enter', processed, true),
    'end',
    up('Enter'),
  ],
  'macOS, as WebKit orders it: the end comes before the press': ['start', 'end', down('Enter', processed), up('Enter')],
  'Windows, Pinyin or Japanese: the press is "Process"': [
    down('Process', processed),
    'start',
    up('x'),
    down('Process', processed, true),
    'end',
    up('Enter'),
  ],
  'Windows, a press that moves in the candidates': [
    'start',
    down('Process', processed, true),
    up('ArrowDown'),
    down('Process', processed, true),
    'end',
  ],
  'Linux, IBus or Fcitx: "Process" before what it does': [
    down('Process', processed),
    'start',
    up('x'),
    down('Process', processed, true),
    'end',
    up('Enter'),
  ],
  'Linux, a method that names the key': [down('x', processed), 'start', down('Enter', processed, true), 'end'],
  'a press without a code of its own, told by isComposing alone': ['start', down('Enter', enter, true), 'end'],
  'full-width signs, which no composition brings': [down('Process', processed), up(',')],
};

const modifiers = {
  alone: {},
  'with Ctrl': { ctrlKey: true },
  'with Cmd': { metaKey: true },
} as const;

/** Sends the steps through the gate. Returns the key presses that reached listeners, and the steps after which a field was composing. */
function play(steps: readonly Step[], held: object) {
  const page = new EventTarget();
  vi.stubGlobal('document', { activeElement: page });
  const stopWatching = watchComposition(page);
  installKeyGate(page);
  const received: string[] = [];
  page.addEventListener('keydown', (event) => received.push((event as KeyboardEvent).key));
  const send = (type: string, fields: object) => page.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), fields));
  const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false, code: 'Enter', ...held };
  const composed = steps.map((step) => {
    if (step === 'start' || step === 'end') send(`composition${step}`, {});
    else if ('up' in step) send('keyup', { ...plain, key: step.up, keyCode: enter, isComposing: false });
    else send('keydown', { ...plain, key: step.down, keyCode: step.keyCode, isComposing: step.composing });
    return isComposingNow();
  });
  stopWatching();
  return { received, composed };
}

afterEach(() => vi.unstubAllGlobals());

describe.each(Object.entries(systems))('%s', (_name, steps) => {
  test.each(Object.entries(modifiers))('%s: no listener receives a key press of the input method', (_held, modifier) => {
    expect(play(steps, modifier).received).toEqual([]);
  });

  test('an unfinished word counts as composition from its start to its end', () => {
    let open = false;
    const expected = steps.map((step) => {
      if (step === 'start' || step === 'end') open = step === 'start';
      return open;
    });
    expect(play(steps, {}).composed).toEqual(expected);
  });
});

test('Korean: Enter ends the syllable and is sent again as Enter, which the listeners receive', () => {
  const steps: readonly Step[] = ['start', down('Process', processed, true), 'end', down('Enter', enter), up('Enter')];
  expect(play(steps, {}).received).toEqual(['Enter']);
});

test('a field that disappears during composition, without an end event, does not count as composing', () => {
  const page = new EventTarget();
  vi.stubGlobal('document', { activeElement: page });
  const stopWatching = watchComposition(page);
  page.dispatchEvent(new Event('compositionstart'));
  expect(isComposingNow()).toBe(true);
  vi.stubGlobal('document', { activeElement: new EventTarget() });
  expect(isComposingNow()).toBe(false);
  stopWatching();
});
