// Changes the size of the tiles with the keys + and −, and with Ctrl (on macOS Cmd) and the mouse wheel, which a trackpad's pinch reports as well.
import { type RefObject, useEffect } from 'react';
import type { GridContext } from './grid-actions.ts';
import type { TileStep } from './grid-layout.ts';

/** The step of a key, with or without Shift; null for any other key. */
export function tileStepOfKey(key: string): TileStep | null {
  if (key === '+' || key === '=') return 'larger';
  return key === '-' || key === '_' ? 'smaller' : null;
}

/** How far a wheel turns for one step, in pixels: one notch of a mouse, several events of a trackpad. */
const stepPixels = 80;

/** The step of a wheel that turned by `deltaY` pixels after `turned`, and what is left of the turn. Turning away from the user enlarges. */
export function tileStepOfWheel(turned: number, deltaY: number): { readonly step: TileStep | null; readonly turned: number } {
  const total = Math.sign(turned) === -Math.sign(deltaY) ? deltaY : turned + deltaY;
  if (Math.abs(total) < stepPixels) return { step: null, turned: total };
  return { step: total < 0 ? 'larger' : 'smaller', turned: 0 };
}

/** Pixels of a wheel event that counts lines or pages. */
const pixelsPerUnit = [1, 40, 400] as const;

/** Listens for the wheel over an element. React's own listener is passive, so it could not prevent the zoom of the page. */
export function useWheelResizing(element: RefObject<HTMLElement | null>, grid: RefObject<GridContext | null>): void {
  useEffect(() => {
    const node = element.current;
    if (node === null) return;
    let turned = 0;
    const handleWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const next = tileStepOfWheel(turned, event.deltaY * (pixelsPerUnit[event.deltaMode] ?? 1));
      turned = next.turned;
      if (next.step !== null) grid.current?.resizeTiles(next.step);
    };
    node.addEventListener('wheel', handleWheel, { passive: false });
    return () => node.removeEventListener('wheel', handleWheel);
  }, [element, grid]);
}
