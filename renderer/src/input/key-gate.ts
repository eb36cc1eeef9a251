// The gate that every key press passes before any other listener of the window: React's, the component library's, our own. It stops the keys
// that belong to an input method, and the repeats of a key that acts while it is held down. No handler has to think of either.
import type { PressedKey } from '../../../shared/menu-commands.ts';
import { type ComposingKey, isComposing } from './ime-composition.ts';
import { commandOfPress, followLayout } from './key-meaning.ts';

/** A `KeyboardEvent` of type `keydown`, as far as the gate looks at it. */
export interface GatedKey extends PressedKey, ComposingKey {
  readonly repeat: boolean;
}

/** `composing`: the input method's; nobody hears of it. `held`: a repeat of a key that acts once; it does nothing. */
export type Verdict = 'pass' | 'composing' | 'held';

/**
 * Judges a press. `inTextArea`: the keyboard stands where Enter is a new line, so that holding it down makes more of them; everywhere else Enter
 * presses, chooses or submits, and acts once however long it is held. So do the commands that spend.
 */
export function verdictOn(event: GatedKey, inTextArea: boolean): Verdict {
  if (isComposing(event)) return 'composing';
  if (!event.repeat) return 'pass';
  const command = commandOfPress(event);
  if (command === 'generate' || command === 'pause') return 'held';
  return event.key === 'Enter' && !inTextArea ? 'held' : 'pass';
}

const isTextArea = (target: EventTarget | null): boolean => (target as { readonly tagName?: unknown } | null)?.tagName === 'TEXTAREA';

/** Puts the gate before everything else; must be called before any other listener is added to the window. Returns the off-switch. */
export function gateKeys(page: EventTarget): () => void {
  const gate = (event: Event): void => {
    const press = event as KeyboardEvent;
    followLayout(press);
    const verdict = verdictOn(press, isTextArea(press.target));
    if (verdict === 'pass') return;
    press.stopImmediatePropagation();
    // What a composing key does in its field is the input method's business. But macOS offers a key that the page has not taken to the menu.
    if (verdict === 'held' || commandOfPress(press) !== null) press.preventDefault();
  };
  page.addEventListener('keydown', gate, true);
  return () => page.removeEventListener('keydown', gate, true);
}
