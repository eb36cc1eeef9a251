import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isComposing } from '../../../../renderer/src/input/ime-composition.ts';
import { classifyKeyPress, type GatedKey, installKeyGate } from '../../../../renderer/src/input/key-gate.ts';
import { paidActionRefusal } from '../../../../renderer/src/input/paid-action-guard.ts';

const released = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false, isComposing: false, keyCode: 0 };
const press = (key: string, held: Partial<GatedKey> = {}): GatedKey => ({ ...released, key, code: '', ...held });

describe('a key press at the gate', () => {
  test.each(['Enter', 'Escape', 'Tab', 'ArrowDown', 'ArrowUp', 'a'])('%s belongs to the input method while it composes', (key) => {
    expect([classifyKeyPress(press(key, { isComposing: true }), true), classifyKeyPress(press(key), true)]).toEqual(['composing', 'pass']);
  });

  test('the key press that ends a composition belongs to the input method even if the end is reported first', () => {
    expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
    expect(classifyKeyPress(press('Enter', { keyCode: 229, metaKey: true }), true)).toBe('composing');
  });

  test.each([
    ['Enter', {}, false, 'held'],
    ['Enter', {}, true, 'pass'],
    ['Enter', { ctrlKey: true }, true, 'held'],
    ['Enter', { metaKey: true }, false, 'held'],
    ['H', { ctrlKey: true, shiftKey: true }, true, 'held'],
    ['ArrowDown', {}, false, 'pass'],
    ['x', {}, true, 'pass'],
  ] as const)('a repeat of %s with %j (in a text area: %s) is: %s', (key, held, inTextArea, verdict) => {
    expect(classifyKeyPress(press(key, { ...held, repeat: true }), inTextArea)).toBe(verdict);
    expect(classifyKeyPress(press(key, held), inTextArea)).toBe('pass');
  });

  /** Returns the listeners after the gate that receive the event, and whether the default action was prevented. */
  function listenersOf(key: Partial<GatedKey>) {
    const page = new EventTarget();
    installKeyGate(page);
    const received: string[] = [];
    page.addEventListener('keydown', () => received.push('capture'), true);
    page.addEventListener('keydown', () => received.push('bubble'));
    const event = Object.assign(new Event('keydown', { cancelable: true }), press('Enter', key));
    page.dispatchEvent(event);
    return { received, prevented: event.defaultPrevented };
  }

  test('reaches no listener while composing, and keeps its default action for the input method', () => {
    expect(listenersOf({ isComposing: true })).toEqual({ received: [], prevented: false });
    expect(listenersOf({})).toEqual({ received: ['capture', 'bubble'], prevented: false });
  });

  test('does not reach the macOS menu either if it would be a command', () => {
    expect(listenersOf({ isComposing: true, metaKey: true })).toEqual({ received: [], prevented: true });
  });
});

describe('no listener comes before the gate', () => {
  const root = resolve(import.meta.dirname, '../../../../renderer/src');
  const sources = readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .map((file) => ({ file, source: readFileSync(join(root, file), 'utf8') }));
  const filesWith = (pattern: RegExp) => sources.filter(({ source }) => pattern.test(source)).map(({ file }) => file);

  test('the window installs the gate before any listener except that of errors', () => {
    const entry = readFileSync(join(root, 'main.tsx'), 'utf8');
    const statements = entry.split('\n').filter((line) => /^\w/.test(line) && !line.startsWith('import '));
    expect(statements.slice(0, 3)).toEqual(['watchWindowErrors();', 'watchComposition(window);', 'installKeyGate(window);']);
  });

  test('only the gate listens to keydown in the capture phase of the window or the document', () => {
    expect(filesWith(/addEventListener\(\s*'keydown',[^;]*(?:true|capture)/)).toEqual(['input/key-gate.ts']);
  });

  test('nothing listens to keypress and keyup, which the gate does not see', () => {
    expect(filesWith(/onKey(?:Up|Press)\b|'key(?:up|press)'/)).toEqual([]);
  });

  test('nothing listens to keys while modules load, before the gate is installed', () => {
    expect(filesWith(/^(?:window|document|globalThis)\.addEventListener\(/m)).toEqual([]);
  });

  test('no listener compares a key with a letter or digit, because only `keyboard.ts` handles keyboard layouts', () => {
    expect(filesWith(/\.key(?:\.toLowerCase\(\))? === '[a-zA-Z0-9,]'|case '[a-zA-Z0-9,]':/)).toEqual([]);
  });

  test('every number field ignores the mouse wheel', () => {
    expect(filesWith(/type=(?:"|\{')number|type: 'number'/)).toEqual(['components/number-input.tsx']);
  });

  test('every submission asks the paid-action guard first', () => {
    expect(filesWith(/'tasks\.submit(?:Batch)?'/).sort()).toEqual(['views/batch/submit-batch.ts', 'views/create/submit/submit-request.ts']);
    const callers = filesWith(/\bsendBatch\(toSend\)|\bsubmit\(request,/);
    for (const { file, source } of sources.filter(({ file }) => callers.includes(file) && !/submit-(?:batch|request)\.ts$/.test(file)))
      expect(source, file).toMatch(/isPaidActionAllowed\(/);
    expect(callers.length).toBeGreaterThanOrEqual(2);
  });
});

describe('a paid action', () => {
  test.each([
    ['button', false, false, null],
    ['key', false, false, null],
    ['menu', false, false, null],
    ['key', true, false, 'popup-open'],
    ['menu', true, false, 'popup-open'],
    ['button', true, false, null],
    ['button', false, true, 'composing'],
    ['key', false, true, 'composing'],
    ['menu', false, true, 'composing'],
  ] as const)('by %s (popup open: %s, composing: %s) has the refusal: %s', (by, hasOpenPopup, isComposing, refusal) => {
    expect(paidActionRefusal({ by, hasOpenPopup, isComposing })).toBe(refusal);
  });
});
