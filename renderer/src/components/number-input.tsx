// A field for a number. Everything of a native one but the wheel: Chromium changes a focused number when the wheel is turned over it, and
// whoever scrolls a form would order something else than what was typed.
import { type ComponentPropsWithoutRef, useEffect, useRef } from 'react';

type Props = Omit<ComponentPropsWithoutRef<'input'>, 'type' | 'readOnly'>;

/**
 * Keeps the wheel from changing the number: while a turn of it is handled the field is read-only, so that Chromium scrolls the form instead.
 * `preventDefault` would not do: of one gesture Chromium lets only the first event be cancelled. Returns the off-switch.
 */
function ignoreWheel(field: HTMLInputElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const handled = (): void => {
    field.readOnly = false;
  };
  const turn = (): void => {
    field.readOnly = true;
    clearTimeout(timer);
    // Chromium acts right after the listeners, in the same task.
    timer = setTimeout(handled);
  };
  field.addEventListener('wheel', turn, { passive: true });
  return () => {
    clearTimeout(timer);
    field.removeEventListener('wheel', turn);
  };
}

export function NumberInput(props: Props) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => (field.current === null ? undefined : ignoreWheel(field.current)), []);
  return <input ref={field} type="number" {...props} />;
}
