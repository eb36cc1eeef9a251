// The headings of the grid count the videos in closed stacks as well, so that none seems lost. Pure.
import type { GridGroup } from '../grid/grid-rows.ts';
import type { ShownStack } from './stack-order.ts';

/** The groups, each with the number of its videos that have no cell of their own. `resultIds`: the cells after the tasks in progress. */
export function countHidden(
  groups: readonly GridGroup[],
  resultIds: readonly number[],
  stacks: ReadonlyMap<number, ShownStack>,
): readonly GridGroup[] {
  if (stacks.size === 0) return groups;
  const live = groups.reduce((sum, group) => sum + group.live, 0);
  return groups.map((group) => {
    let hidden = 0;
    for (let cell = group.fromCell + group.live; cell < group.fromCell + group.cells; cell += 1) {
      const stack = stacks.get(resultIds[cell - live] ?? 0);
      if (stack !== undefined && !stack.isOpen) hidden += stack.resultIds.length - 1;
    }
    return hidden === 0 ? group : { ...group, hidden };
  });
}
