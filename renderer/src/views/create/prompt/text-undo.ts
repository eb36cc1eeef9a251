// A text field whose Undo never mixes two texts. The browser keeps a list of edits for each field but does not notice a value set by the
// program. Its Undo would then insert pieces of the old text into the new one. So a field whose text was replaced, not typed, is mounted
// again with an empty list.
import { type RefObject, useLayoutEffect, useRef } from 'react';

type TextElement = HTMLTextAreaElement | HTMLInputElement;

/** Props and a callback that connect the field. */
interface UndoableText<E extends TextElement> {
  /** The React `key` of the field. */
  readonly key: number;
  readonly field: RefObject<E | null>;
  /** Must be called with each text that the field itself produces, before it is stored. */
  handleTyped(text: string): void;
}

/** `value` is the text of the field. A field that is mounted again keeps the focus, with the caret at the end. */
export function useUndoableText<E extends TextElement>(value: string): UndoableText<E> {
  const field = useRef<E>(null);
  const mounted = useRef({ text: value, key: 0, hadFocus: false });
  if (mounted.current.text !== value) {
    const hadFocus = field.current !== null && document.activeElement === field.current;
    mounted.current = { text: value, key: mounted.current.key + 1, hadFocus };
  }
  const { key } = mounted.current;
  // This effect does something only after the field was mounted again.
  useLayoutEffect(() => {
    if (!mounted.current.hadFocus) return;
    mounted.current.hadFocus = false;
    field.current?.focus();
    field.current?.setSelectionRange(value.length, value.length);
  });
  return {
    key,
    field,
    handleTyped: (text) => {
      mounted.current.text = text;
    },
  };
}
