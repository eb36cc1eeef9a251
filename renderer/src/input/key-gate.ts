// A capturing listener that filters every key press before all other listeners of the window (those of React, the component library and the
// studio). It stops keys that belong to an input method, and repeats of a held key that must act once, so no other handler has to check for
// them.
import { ignoresKeyRepeat, type PressedKey } from '../../../shared/menu-commands.ts';
import { type ComposingKey, isComposing } from './ime-composition.ts';
import { commandOfPress, updateLayout } from './key-meaning.ts';

/** The properties of a `keydown` event that the gate reads. */
export interface GatedKey extends PressedKey, ComposingKey {
  /** The key is being held down. */
  readonly repeat: boolean;
}

/**
 * `composing`: the key belongs to the input method, so no listener gets it. `held`: the repeat of a key that acts once; it does nothing.
 */
type GateDecision = 'pass' | 'composing' | 'held';

/**
 * Decides what happens to a key press. `inTextArea`: the focus is in a text area, where a held Enter adds more lines. Everywhere else,
 * Enter presses, chooses or submits, and acts only once while it is held. Commands that cost money also act only once.
 */
export function classifyKeyPress(event: GatedKey, inTextArea: boolean): GateDecision {
  if (isComposing(event)) return 'composing';
  if (!event.repeat) return 'pass';
  const command = commandOfPress(event);
  if (command !== null && ignoresKeyRepeat(command)) return 'held';
  return event.key === 'Enter' && !inTextArea ? 'held' : 'pass';
}

const isTextArea = (target: EventTarget | null): boolean => (target as { readonly tagName?: unknown } | null)?.tagName === 'TEXTAREA';

/** Installs the gate. Must be called before any other listener is added to the window. Returns the function that removes it. */
export function installKeyGate(page: EventTarget): () => void {
  const handleKeyDown = (event: Event): void => {
    const press = event as KeyboardEvent;
    updateLayout(press);
    const decision = classifyKeyPress(press, isTextArea(press.target));
    if (decision === 'pass') return;
    press.stopImmediatePropagation();
    // The input method handles a composing key in its field. But macOS offers a key to the menu if the page has not handled it.
    if (decision === 'held' || commandOfPress(press) !== null) press.preventDefault();
  };
  page.addEventListener('keydown', handleKeyDown, true);
  return () => page.removeEventListener('keydown', handleKeyDown, true);
}
