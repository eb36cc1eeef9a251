// Keeps the scroll position of the grid when its size changes.
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { useLibraryView } from '../../library-view.ts';
import type { GridRow } from '../grid-rows.ts';
import type { Size } from '../use-element-size.ts';
import { anchorAt, type ScrollAnchor, scrollTopFor } from './scroll-anchor.ts';

/** The members of the virtualizer that the scroll position needs. */
interface VirtualScroll {
  /** The scroll position after the last scroll event, in pixels; null before the first layout. */
  readonly scrollOffset: number | null;
  measure(): void;
}

/** Keeps the visible cells in view when the inspector opens, the window changes, or the library is shown again. */
export function useStableScroll(
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly GridRow[],
  rowPixels: number,
  size: Size,
  focusCell: number | null,
  virtual: VirtualScroll,
): void {
  const anchor = useRef<ScrollAnchor | null>(null);
  const lastLayout = useRef<{ rowPixels: number; size: Size } | null>(null);

  useLayoutEffect(() => {
    const node = scroller.current;
    if (node === null || (lastLayout.current?.rowPixels === rowPixels && lastLayout.current.size === size)) return;
    const isFirstLayout = lastLayout.current === null;
    lastLayout.current = { rowPixels, size };
    virtual.measure();
    if (isFirstLayout) {
      node.scrollTop = useLibraryView.getState().scrollTop;
      const currentAnchor = anchorAt(rows, rowPixels, node.scrollTop, size.height, focusCell);
      // The player may have moved to a video that is not in view.
      if (focusCell !== null && currentAnchor?.cell !== focusCell)
        node.scrollTop = scrollTopFor(rows, rowPixels, { cell: focusCell, offsetPixels: size.height / 3 }, size.height);
      else if (currentAnchor !== null && focusCell !== null && currentAnchor.offsetPixels < 0) node.scrollTop += currentAnchor.offsetPixels;
    } else if (anchor.current !== null && (node.scrollTop > 0 || anchor.current.cell === focusCell))
      node.scrollTop = scrollTopFor(rows, rowPixels, anchor.current, size.height);
  });

  useEffect(() => {
    const node = scroller.current;
    if (node === null) return;
    // Not read from the element, which would make the browser lay out the page at once.
    const saveAnchor = (): void => {
      const scrollTop = virtual.scrollOffset ?? 0;
      anchor.current = anchorAt(rows, rowPixels, scrollTop, size.height, focusCell);
      useLibraryView.setState({ scrollTop });
    };
    saveAnchor();
    node.addEventListener('scroll', saveAnchor, { passive: true });
    return () => node.removeEventListener('scroll', saveAnchor);
  }, [scroller, rows, rowPixels, size, focusCell, virtual]);
}
