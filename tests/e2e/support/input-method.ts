// An input method as the page sees one: a composition in the focused field, and key presses that belong to it. Over the debugging protocol,
// because no input method runs on a test's display.
import type { Page } from '@playwright/test';

export interface InputMethod {
  /** Shows `text` as being composed; the empty text drops what was composed. */
  compose(text: string): Promise<void>;
  /** Ends the composition with `text` in the field. */
  commit(text: string): Promise<void>;
  /**
   * A press that the input method has taken: key code 229, while it composes with `isComposing`. `named`: as macOS sends it, the event names the
   * key; otherwise it is "Process", as on Windows and Linux.
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
  /** The component library takes no Escape in the turn in which a composition ended. No hand is that fast; a test on a busy machine is. */
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
