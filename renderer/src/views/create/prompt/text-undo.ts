// A text field whose Undo never mixes two texts. The browser keeps a list of changes for each field and knows nothing of a value that the
// program puts there: its Undo would then insert pieces of the old text into the new one. So a field whose text was replaced, and not
// typed, is made anew, with nothing to undo.
import { type RefObject, useLayoutEffect, useRef } from 'react';

type TextElement = HTMLTextAreaElement | HTMLInputElement;

export interface UndoableText<E extends TextElement> {
  /** Given to the field as `key`. */
  readonly key: number;
  readonly field: RefObject<E | null>;
  /** Called with each text that comes from the field itself, before it is stored. */
  typed(text: string): void;
}

/** `value` is what the field shows. A field that is made anew keeps the keyboard, with the caret at the end. */
export function useUndoableText<E extends TextElement>(value: string): UndoableText<E> {
  const field = useRef<E>(null);
  const shown = useRef({ text: value, key: 0, hadFocus: false });
  if (shown.current.text !== value) {
    const hadFocus = field.current !== null && document.activeElement === field.current;
    shown.current = { text: value, key: shown.current.key + 1, hadFocus };
  }
  const { key } = shown.current;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the field was made anew
  useLayoutEffect(() => {
    if (!shown.current.hadFocus) return;
    shown.current.hadFocus = false;
    field.current?.focus();
    field.current?.setSelectionRange(value.length, value.length);
  }, [key]);
  return {
    key,
    field,
    typed: (text) => {
      shown.current.text = text;
    },
  };
}
