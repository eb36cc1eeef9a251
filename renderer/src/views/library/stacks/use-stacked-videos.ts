// The videos that the grid shows, with takes stacked if the user has chosen that.
import { useEffect, useLayoutEffect, useMemo } from 'react';
import { entryOfResult } from '../../../../../shared/search/entry.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { useDisplay } from '../grid/library-display.ts';
import { type ShownVideos, searchOf } from '../search/shown-videos.ts';
import { type StackedOrder, stackedCounts, stackVideos } from './stack-order.ts';
import { loadStacks, noStacks, reloadStacks, useStacks } from './stack-store.ts';

/** Puts the videos into the stacked order. Each video gets the time and the group of its position in the unstacked order. */
export function withStackedOrder(shown: ShownVideos, { resultIds, positions: from }: StackedOrder): ShownVideos {
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
  const stackedGroups = groups.map(({ label }, index) => ({ label, count: counts[index] ?? 0 })).filter(({ count }) => count > 0);
  return { kind: 'found', entryIds, resultIds, found: { ...shown.found, entryIds, resultIds, groups: stackedGroups } };
}

/** Returns `shown` itself while takes are not stacked. Videos whose stacks are not loaded yet are shown one by one. */
export function useStackedVideos(shown: ShownVideos): ShownVideos {
  // The history shows each take separately.
  const showsVideos = shown.kind === 'all' || searchOf(shown)?.scope === 'videos';
  const isSettingOn = useDisplay().libraryStacks;
  const libraryStacks = isSettingOn && showsVideos;
  const topsVersion = useStudio((s) => `${s.mirror?.boot} ${s.mirror?.status.judgement.topRevision}`);
  const stackIds = useStacks((s) => s.stackIds);
  const tops = useStacks((s) => s.tops);
  const open = useStacks((s) => s.open);
  const stacked = useMemo(
    () => (libraryStacks ? stackVideos(shown.resultIds, { stackIds, tops, open }) : null),
    [libraryStacks, shown.resultIds, stackIds, tops, open],
  );
  useEffect(() => {
    if (libraryStacks) reloadStacks();
  }, [libraryStacks]);
  useEffect(() => {
    if (libraryStacks) void loadStacks(shown.resultIds, topsVersion);
  }, [libraryStacks, shown.resultIds, topsVersion]);
  useLayoutEffect(() => {
    useStacks.setState({ shown: stacked?.stacks ?? noStacks });
  }, [stacked]);
  return useMemo(() => (stacked === null ? shown : withStackedOrder(shown, stacked)), [shown, stacked]);
}
