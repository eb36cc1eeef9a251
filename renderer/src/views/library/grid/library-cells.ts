// Maps cells of the grid to the items that they show, and back. Pure.
import type { Task } from '../../../../../shared/task.ts';
import type { CellKey } from '../library-view.ts';
import { idOf, isResult } from '../library-view.ts';

/** The content of the cells, in order: tasks in progress first, then the stored results. */
export interface LibraryCells {
  readonly live: readonly Task[];
  readonly resultIds: readonly number[];
}

/** The key of the item in a cell, which stays the same when cells move; null when there is no such cell. */
export function keyOfCell({ live, resultIds }: LibraryCells, cell: number): CellKey | null {
  const task = live[cell];
  if (task !== undefined) return `t${task.id}`;
  const resultId = resultIds[cell - live.length];
  return resultId === undefined ? null : `r${resultId}`;
}

/** The cell that shows the item with this key; null when it is gone. */
export function cellOfKey({ live, resultIds }: LibraryCells, key: CellKey | null): number | null {
  if (key === null) return null;
  const id = idOf(key);
  const index = isResult(key) ? resultIds.indexOf(id) : live.findIndex((task) => task.id === id);
  if (index < 0) return null;
  return isResult(key) ? live.length + index : index;
}
