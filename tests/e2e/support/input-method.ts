// An input method as a page experiences it: a composition in the focused field, and key presses that belong to it. Simulated over the debugging
// protocol, because no input method runs on a test's display.
import type { Page } from '@playwright/test';

export interface InputMethod {
  /** Shows `text` as being composed; an empty text cancels the composition. */
  compose(text: string): Promise<void>;
  /** Ends the composition with `text` in the field. */
  commit(text: string): Promise<void>;
  /**
   * A key press that the input method has handled: key code 229, during a composition with `isComposing`. With `named` the event names the key, as on
   * macOS; otherwise the key is "Process", as on Windows and Linux.
   */
  press(
    key: 'Enter' | 'Escape' | 'Tab' | 'ArrowDown' | 'ArrowUp',
    how?: { readonly control?: boolean; readonly named?: boolean },
  ): Promise<void>;
}

const processed = 229;
const controlBit = 2;

export async function openInputMethod(page: Page): Promise<InputMethod> {
  const protocol = await page.context().newCDPSession(page);
  /** Waits one turn of the event loop: the component library ignores Escape in the turn in which a composition ended. Only tests are that fast. */
  const afterTheTurn = (): Promise<void> => page.evaluate(() => new Promise<void>((resolve) => setTimeout(resolve, 0)));
  return {
    compose: async (text) => {
      await protocol.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      if (text === '') await afterTheTurn();
    },
    commit: async (text) => {
      await protocol.send('Input.insertText', { text });
      await afterTheTurn();
    },
    press: async (key, { control = false, named = true } = {}) => {
      const event = { key: named ? key : 'Process', code: key, windowsVirtualKeyCode: processed, modifiers: control ? controlBit : 0 };
      await protocol.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
      await protocol.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    },
  };
}
