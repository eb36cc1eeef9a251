// Maps cells of the grid to the items that they show, and back. Pure.
import { entryOfResult, entryOfTask, entryTarget } from '../../../../../shared/search/entry.ts';
import type { Task } from '../../../../../shared/task.ts';
import type { CellKey } from '../library-view.ts';
import { idOf, isResult } from '../library-view.ts';

/** The content of the cells, in order: tasks in progress first, then the entries of the library or of a result. */
export interface LibraryCells {
  readonly live: readonly Task[];
  /** `2 × resultId` for a video, `2 × taskId + 1` for a task without a video. */
  readonly entryIds: readonly number[];
}

/** The content of a cell: a task in progress, a video, or a task of the history. */
export type CellContent =
  | { readonly kind: 'live'; readonly task: Task }
  | { readonly kind: 'result'; readonly id: number }
  | { readonly kind: 'task'; readonly id: number };

/** The content of a cell; null when there is no such cell. */
export function contentOfCell({ live, entryIds }: LibraryCells, cell: number): CellContent | null {
  const task = live[cell];
  if (task !== undefined) return { kind: 'live', task };
  const entryId = entryIds[cell - live.length];
  return entryId === undefined ? null : entryTarget(entryId);
}

/** The key of a cell's content, which stays the same when cells move. */
export function keyOfContent(content: CellContent): CellKey {
  switch (content.kind) {
    case 'live':
      return `t${content.task.id}`;
    case 'result':
      return `r${content.id}`;
    case 'task':
      return `t${content.id}`;
  }
}

/** The key of the item in a cell; null when there is no such cell. */
export function keyOfCell(cells: LibraryCells, cell: number): CellKey | null {
  const content = contentOfCell(cells, cell);
  return content === null ? null : keyOfContent(content);
}

/** The videos that have a cell, in their order. */
export const videosOfCells = ({ entryIds }: LibraryCells): readonly number[] =>
  entryIds.map(entryTarget).flatMap(({ kind, id }) => (kind === 'result' ? [id] : []));

/** The entry id of a cell key. */
export const entryOfKey = (key: CellKey): number => (isResult(key) ? entryOfResult(idOf(key)) : entryOfTask(idOf(key)));

/** The cell that shows the item with this key; null when it is not shown. */
export function cellOfKey({ live, entryIds }: LibraryCells, key: CellKey | null): number | null {
  if (key === null) return null;
  const inProgress = isResult(key) ? -1 : live.findIndex((task) => task.id === idOf(key));
  if (inProgress >= 0) return inProgress;
  const index = entryIds.indexOf(entryOfKey(key));
  return index < 0 ? null : live.length + index;
}
