// The number of rows that the grid renders above and below the visible ones.
import { startTransition, useEffect, useState } from 'react';
import { afterPaint } from '../../../../after-paint.ts';
import { type ShownVideos, searchOf } from '../../search/shown-videos.ts';

/** Rows that scrolling finds already rendered. */
const scrolledRows = 2;

/** Returns 0 until the first result of another search is painted, so that a result appears sooner, and then `scrolledRows`. */
export function useOverscan(shown: ShownVideos): number {
  const search = searchOf(shown);
  const [paintedSearch, setPaintedSearch] = useState(search);
  useEffect(() => {
    if (paintedSearch !== search) afterPaint(() => startTransition(() => setPaintedSearch(search)));
  }, [paintedSearch, search]);
  return paintedSearch === search ? scrolledRows : 0;
}
