// The groups of a search result as groups of cells. Pure.
import type { GroupKey, ResultGroup } from '../../../../../shared/search/search-request.ts';
import type { SearchGroup } from '../grid/grid-rows.ts';

function headingOf(group: GroupKey, label: string): SearchGroup['heading'] {
  switch (group) {
    case 'day':
      return { kind: 'day', startMs: Number(label) };
    case 'month':
      return { kind: 'month', startMs: Number(label) };
    case 'model':
      return { kind: 'model', id: label };
    case 'collection':
      return { kind: 'collection', name: label };
    case 'none':
      return null;
  }
}

/**
 * The groups of a search result with their cells. `liveCount`: the number of tasks in progress. They come first, under the heading of today if
 * the result has headings.
 */
export function foundGroups(group: GroupKey, groups: readonly ResultGroup[], liveCount: number, nowMs: number): readonly SearchGroup[] {
  let fromCell = liveCount;
  const cellGroups = groups.map(({ label, count }): SearchGroup => {
    const cellGroup: SearchGroup = { heading: headingOf(group, label), fromCell, cellCount: count, liveCount: 0 };
    fromCell += count;
    return cellGroup;
  });
  if (liveCount === 0) return cellGroups;
  return [
    { heading: group === 'none' ? null : { kind: 'day', startMs: nowMs }, fromCell: 0, cellCount: liveCount, liveCount },
    ...cellGroups,
  ];
}
