// Detects whether an input method (Chinese, Japanese, Korean …) is composing. Until it is done, the field holds half a word, and every key
// belongs to the input method.

/** The properties of a `KeyboardEvent` that show whether an input method takes the key. */
export interface ComposingKey {
  readonly isComposing: boolean;
  readonly keyCode: number;
}

/** The key code of a key that an input method handles: https://www.w3.org/TR/uievents/#determine-keydown-keyup-keyCode */
const processKeyCode = 229;

/**
 * True when a key press belongs to the input method. `isComposing` alone is not enough: the press that ends a composition can arrive after
 * `compositionend`, as in WebKit, with `isComposing` already false.
 */
export const isComposing = (event: ComposingKey): boolean => event.isComposing || event.keyCode === processKeyCode;

let composingField: EventTarget | null = null;

/** Tracks the field of the current composition. Returns the function that removes the listeners. */
export function watchComposition(page: EventTarget): () => void {
  const handleStart = (event: Event): void => {
    composingField = event.target;
  };
  const handleEnd = (): void => {
    composingField = null;
  };
  page.addEventListener('compositionstart', handleStart, true);
  page.addEventListener('compositionend', handleEnd, true);
  return () => {
    page.removeEventListener('compositionstart', handleStart, true);
    page.removeEventListener('compositionend', handleEnd, true);
  };
}

/**
 * True while a field has an unfinished composition. If the field was removed or lost the focus, no end is reported, so such a field does
 * not count.
 */
export const isComposingNow = (): boolean => composingField !== null && composingField === document.activeElement;
