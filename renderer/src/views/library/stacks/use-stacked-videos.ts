// The videos that the grid shows, with takes stacked where the user wants that.
import { useEffect, useLayoutEffect, useMemo } from 'react';
import { entryOfResult } from '../../../../../shared/search/entry.ts';
import { useDisplay } from '../grid/library-display.ts';
import { type ShownVideos, searchedIn } from '../search/shown-videos.ts';
import { type StackedOrder, stackedCounts, stackVideos } from './stack-order.ts';
import { forgetStacks, loadStacks, noStacks, useStacks } from './stack-store.ts';

/** The same videos in the order of `stacked`, with the times and groups of the places that they take. */
export function inStackedOrder(shown: ShownVideos, { resultIds, from }: StackedOrder): ShownVideos {
  if (shown.kind === 'none') return shown;
  const entryIds = resultIds.map(entryOfResult);
  if (shown.kind === 'all') {
    const { storedAtMs } = shown.index;
    return { kind: 'all', entryIds, resultIds, index: { resultIds, storedAtMs: from.map((position) => storedAtMs[position] ?? 0) } };
  }
  const { groups } = shown.found;
  const counts = stackedCounts(
    groups.map(({ count }) => count),
    from,
  );
  const stacked = groups.map(({ label }, index) => ({ label, count: counts[index] ?? 0 })).filter(({ count }) => count > 0);
  return { kind: 'found', entryIds, resultIds, found: { ...shown.found, entryIds, resultIds, groups: stacked } };
}

/** Returns `shown` itself while takes are not stacked. Stacks form as main says which videos are takes; until then they are shown one by one. */
export function useStackedVideos(shown: ShownVideos): ShownVideos {
  // The history shows each task and each take by itself.
  const isOfVideos = shown.kind === 'all' || searchedIn(shown)?.scope === 'videos';
  const isChosen = useDisplay().libraryStacks;
  const libraryStacks = isChosen && isOfVideos;
  const stackIds = useStacks((s) => s.stackIds);
  const tops = useStacks((s) => s.tops);
  const open = useStacks((s) => s.open);
  const stacked = useMemo(
    () => (libraryStacks ? stackVideos(shown.resultIds, { stackIds, tops, open }) : null),
    [libraryStacks, shown.resultIds, stackIds, tops, open],
  );
  useEffect(() => {
    if (libraryStacks) forgetStacks();
  }, [libraryStacks]);
  useEffect(() => {
    if (libraryStacks) void loadStacks(shown.resultIds);
  }, [libraryStacks, shown.resultIds]);
  useLayoutEffect(() => {
    useStacks.setState({ shown: stacked?.stacks ?? noStacks });
  }, [stacked]);
  return useMemo(() => (stacked === null ? shown : inStackedOrder(shown, stacked)), [shown, stacked]);
}
