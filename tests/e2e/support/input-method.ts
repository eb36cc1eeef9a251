// An input method as a page experiences it: a composition in the focused field, and key presses that belong to it. Simulated over the debugging
// protocol, because no input method runs on a test's display.
import type { Page } from '@playwright/test';

export interface InputMethod {
  /** Shows `text` as the text being composed; an empty text cancels the composition. */
  compose(text: string): Promise<void>;
  /** Ends the composition with `text` in the field. */
  commit(text: string): Promise<void>;
  /**
   * Presses a key that the input method handles: the key code is 229, and `isComposing` is set during a composition. With `namesKey` the
   * event names the key, as on macOS; otherwise the key is "Process", as on Windows and Linux.
   */
  press(
    key: 'Enter' | 'Escape' | 'Tab' | 'ArrowDown' | 'ArrowUp',
    options?: { readonly control?: boolean; readonly namesKey?: boolean },
  ): Promise<void>;
}

const processedKeyCode = 229;
const controlBit = 2;

export async function openInputMethod(page: Page): Promise<InputMethod> {
  const protocol = await page.context().newCDPSession(page);
  /** Waits one turn of the event loop, because the component library ignores Escape in the turn in which a composition ended. */
  const waitOneTurn = (): Promise<void> => page.evaluate(() => new Promise<void>((resolve) => setTimeout(resolve, 0)));
  return {
    compose: async (text) => {
      await protocol.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      if (text === '') await waitOneTurn();
    },
    commit: async (text) => {
      await protocol.send('Input.insertText', { text });
      await waitOneTurn();
    },
    press: async (key, { control = false, namesKey = true } = {}) => {
      const event = {
        key: namesKey ? key : 'Process',
        code: key,
        windowsVirtualKeyCode: processedKeyCode,
        modifiers: control ? controlBit : 0,
      };
      await protocol.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
      await protocol.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    },
  };
}
