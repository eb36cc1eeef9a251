// Which cell of the grid shows what, both ways.
import type { Task } from '../../../../../shared/task.ts';
import type { CellKey } from '../library-view.ts';
import { idOf, isResult } from '../library-view.ts';

export interface LibraryCells {
  readonly live: readonly Task[];
  readonly resultIds: readonly number[];
}

export function keyOfCell({ live, resultIds }: LibraryCells, cell: number): CellKey | null {
  const task = live[cell];
  if (task !== undefined) return `t${task.id}`;
  const resultId = resultIds[cell - live.length];
  return resultId === undefined ? null : `r${resultId}`;
}

/** The cell that shows what `key` names, null where nothing does any more. */
export function cellOfKey({ live, resultIds }: LibraryCells, key: CellKey | null): number | null {
  if (key === null) return null;
  const id = idOf(key);
  const at = isResult(key) ? resultIds.indexOf(id) : live.findIndex((task) => task.id === id);
  if (at < 0) return null;
  return isResult(key) ? live.length + at : at;
}
