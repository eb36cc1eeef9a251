// Whether an input method (Chinese, Japanese, Korean …) is composing: until it is done, what stands in the field is half a word, and every key
// belongs to the input method.

/** What of a `KeyboardEvent` shows that an input method has taken the key. */
export interface ComposingKey {
  readonly isComposing: boolean;
  readonly keyCode: number;
}

/** The key code of a key that went to the input method: https://www.w3.org/TR/uievents/#determine-keydown-keyup-keyCode */
const processed = 229;

/**
 * True where a key press belongs to the input method. `keyCode` counts as well as `isComposing`: the press that ends a composition can arrive
 * after `compositionend`, as WebKit sends it, with `isComposing` false already.
 */
export const isComposing = (event: ComposingKey): boolean => event.isComposing || event.keyCode === processed;

let composingIn: EventTarget | null = null;

/** Remembers which field is being composed in. Returns the off-switch. */
export function watchComposition(page: EventTarget): () => void {
  const began = (event: Event): void => {
    composingIn = event.target;
  };
  const ended = (): void => {
    composingIn = null;
  };
  page.addEventListener('compositionstart', began, true);
  page.addEventListener('compositionend', ended, true);
  return () => {
    page.removeEventListener('compositionstart', began, true);
    page.removeEventListener('compositionend', ended, true);
  };
}

/** Whether a field is being composed in now. A field that was removed or left meanwhile, for which no end is reported, does not count. */
export const isComposingNow = (): boolean => composingIn !== null && composingIn === document.activeElement;
