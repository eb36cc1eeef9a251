// F2 and Ctrl+E apply to the selection wherever the focus is, but never while text is written or a menu is open.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useStudio } from '../../../../renderer/src/store/studio-store.ts';
import { useFileDialog } from '../../../../renderer/src/views/library/files/file-dialog-store.ts';
import { handleFileKey } from '../../../../renderer/src/views/library/files/file-keys.ts';

/** Stands for an element within elements of these kinds. */
class FakeElement {
  readonly #parts: readonly string[];
  constructor(...parts: readonly string[]) {
    this.#parts = parts;
  }
  closest(selector: string): this | null {
    return this.#parts.some((part) => selector.split(', ').some((one) => one.startsWith(part))) ? this : null;
  }
}

let isPopupShown: boolean;
beforeEach(() => {
  isPopupShown = false;
  vi.stubGlobal('Element', FakeElement);
  vi.stubGlobal('document', { querySelector: () => (isPopupShown ? {} : null) });
  useFileDialog.setState(useFileDialog.getInitialState(), true);
  useStudio.setState({ selection: [7] });
});
afterEach(() => vi.unstubAllGlobals());

/** Presses a key; returns the dialog that it opened, and whether the key was handled. */
function press(key: Partial<KeyboardEvent>, target: FakeElement = new FakeElement()) {
  useFileDialog.setState({ dialog: null });
  const event = { code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, target, defaultPrevented: false, ...key };
  const preventDefault = vi.fn();
  handleFileKey({ ...event, preventDefault } as unknown as KeyboardEvent);
  return [useFileDialog.getState().dialog?.kind ?? null, preventDefault.mock.calls.length > 0];
}
const f2 = { key: 'F2', code: 'F2' };
const ctrlE = { key: 'e', code: 'KeyE', ctrlKey: true };

test('both keys apply to the selection, whatever has the focus', () => {
  expect([press(f2), press(ctrlE), press(f2, new FakeElement('button'))]).toEqual([
    ['rename-one', true],
    ['export', true],
    ['rename-one', true],
  ]);
});

test('neither does anything in a text field, in a menu, while a dialog is open, or with other keys', () => {
  expect([press(f2, new FakeElement('textarea')), press(ctrlE, new FakeElement('input'))]).toEqual([
    [null, false],
    [null, false],
  ]);
  expect([press(f2, new FakeElement('[role="menu"]')), press({ ...f2, shiftKey: true }), press({ ...f2, defaultPrevented: true })]).toEqual(
    [
      [null, false],
      [null, false],
      [null, false],
    ],
  );
  isPopupShown = true;
  expect(press(ctrlE)).toEqual([null, false]);
});
