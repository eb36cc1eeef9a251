// Changes the size of the tiles with the keys + and −, and with Ctrl (on macOS Cmd) and the mouse wheel. A pinch on a trackpad arrives as
// Ctrl and wheel.
import { type RefObject, useEffect } from 'react';
import type { GridContext } from './grid-actions.ts';
import type { TileStep } from './grid-layout.ts';

/** The step of a key, with or without Shift; null for any other key. */
export function tileStepOfKey(key: string): TileStep | null {
  if (key === '+' || key === '=') return 'larger';
  return key === '-' || key === '_' ? 'smaller' : null;
}

/** The wheel distance of one step, in pixels: one notch of a mouse, or several events of a trackpad. */
const stepPixels = 80;

/**
 * Adds `deltaY` to the pixels that the wheel has turned. Returns the step once there are enough pixels, and the remaining pixels. Turning
 * away from the user enlarges.
 */
export function tileStepOfWheel(turnedPixels: number, deltaY: number): { readonly step: TileStep | null; readonly turnedPixels: number } {
  const total = Math.sign(turnedPixels) === -Math.sign(deltaY) ? deltaY : turnedPixels + deltaY;
  if (Math.abs(total) < stepPixels) return { step: null, turnedPixels: total };
  return { step: total < 0 ? 'larger' : 'smaller', turnedPixels: 0 };
}

/** Pixels per unit of a wheel event, which counts pixels, lines or pages. */
const pixelsPerUnit = [1, 40, 400] as const;

/** Listens for the wheel over an element. React's own listener is passive, so it could not prevent the zoom of the page. */
export function useWheelResizing(element: RefObject<HTMLElement | null>, grid: RefObject<GridContext | null>): void {
  useEffect(() => {
    const node = element.current;
    if (node === null) return;
    let turnedPixels = 0;
    const handleWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const next = tileStepOfWheel(turnedPixels, event.deltaY * (pixelsPerUnit[event.deltaMode] ?? 1));
      turnedPixels = next.turnedPixels;
      if (next.step !== null) grid.current?.resizeTiles(next.step);
    };
    node.addEventListener('wheel', handleWheel, { passive: false });
    return () => node.removeEventListener('wheel', handleWheel);
  }, [element, grid]);
}
