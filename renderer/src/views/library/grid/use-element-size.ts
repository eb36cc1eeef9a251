// The inner size of an element, kept current.
import { type RefObject, useLayoutEffect, useState } from 'react';

/** The size of an element in CSS pixels, without scroll bars. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Measures an element, and renders again when its size changes. null before the first layout. */
export function useElementSize(element: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const node = element.current;
    if (node === null) return;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = node;
      setSize((previous) => (previous?.width === width && previous.height === height ? previous : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
