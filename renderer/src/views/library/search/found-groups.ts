// The groups of a search result as groups of cells. Pure.
import type { GroupKey, ResultGroup } from '../../../../../shared/search/search-request.ts';
import type { FoundGroup } from '../grid/grid-rows.ts';

function headingOf(group: GroupKey, label: string): FoundGroup['heading'] {
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

/** The groups of a result, by their cells. `live`: tasks in progress, which come first, under the heading of today where the result has headings. */
export function foundGroups(group: GroupKey, groups: readonly ResultGroup[], live: number, nowMs: number): readonly FoundGroup[] {
  let fromCell = live;
  const found = groups.map(({ label, count }): FoundGroup => {
    const placed: FoundGroup = { heading: headingOf(group, label), fromCell, cells: count, live: 0 };
    fromCell += count;
    return placed;
  });
  if (live === 0) return found;
  return [{ heading: group === 'none' ? null : { kind: 'day', startMs: nowMs }, fromCell: 0, cells: live, live }, ...found];
}
