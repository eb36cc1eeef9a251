// The headings of the grid count the videos in closed stacks as well, so that none seems lost. Pure.
import type { CellGroup } from '../grid/grid-rows.ts';
import type { ShownStack } from './stack-order.ts';

/**
 * Adds to each group the number of its videos that have no cell of their own. `resultIds`: the videos in the cells after the tasks in
 * progress.
 */
export function countHidden(
  groups: readonly CellGroup[],
  resultIds: readonly number[],
  stacks: ReadonlyMap<number, ShownStack>,
): readonly CellGroup[] {
  if (stacks.size === 0) return groups;
  const live = groups.reduce((sum, group) => sum + group.liveCount, 0);
  return groups.map((group) => {
    let hidden = 0;
    for (let cell = group.fromCell + group.liveCount; cell < group.fromCell + group.cellCount; cell += 1) {
      const stack = stacks.get(resultIds[cell - live] ?? 0);
      if (stack !== undefined && !stack.isOpen) hidden += stack.resultIds.length - 1;
    }
    return hidden === 0 ? group : { ...group, hiddenCount: hidden };
  });
}
