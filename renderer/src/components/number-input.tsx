// A field for a number, which ignores the mouse wheel. Chromium changes a focused number field when the wheel is turned over it, so
// scrolling a form could change a typed number and with it the submitted request.
import { type ComponentPropsWithoutRef, useEffect, useRef } from 'react';

type Props = Omit<ComponentPropsWithoutRef<'input'>, 'type' | 'readOnly'>;

/**
 * Keeps the wheel from changing the number: the field is read-only while a wheel event is handled, so Chromium scrolls the form instead.
 * `preventDefault` is not enough: Chromium lets only the first event of a gesture be cancelled. Returns the function that removes the
 * listener.
 */
function ignoreWheel(field: HTMLInputElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const makeEditable = (): void => {
    field.readOnly = false;
  };
  const handleWheel = (): void => {
    field.readOnly = true;
    clearTimeout(timer);
    // Chromium acts right after the listeners, in the same task.
    timer = setTimeout(makeEditable);
  };
  field.addEventListener('wheel', handleWheel, { passive: true });
  return () => {
    clearTimeout(timer);
    field.removeEventListener('wheel', handleWheel);
  };
}

/** An `<input type="number">` with all of its properties except `readOnly`, which this component sets itself. */
export function NumberInput(props: Props) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => (field.current === null ? undefined : ignoreWheel(field.current)), []);
  return <input ref={field} type="number" {...props} />;
}
