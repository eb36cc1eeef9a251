// The actions that pointer and keyboard share in the grid: finding a cell, selecting it, opening it.
import type { SyntheticEvent } from 'react';
import { showStage, useStudio } from '../../../store/studio-store.ts';
import { openTask } from '../../task-inspector/open-task.ts';
import { play } from '../item-actions.ts';
import { type CellKey, clearSelection, idOf, isResult, selectEntries, selectedEntries, useLibraryView } from '../library-view.ts';
import type { MenuTarget, TaskMenuTarget } from '../menu-targets.ts';
import { withWholeStacks } from '../stacks/stack-store.ts';
import type { TileStep } from './grid-layout.ts';
import type { GridRow } from './grid-rows.ts';
import { type ModifierKeys, selectCell } from './grid-selection.ts';
import { entryOfKey, type LibraryCells } from './library-cells.ts';

/** The rendered grid, as the gesture handlers use it. */
export interface GridContext {
  readonly cells: LibraryCells;
  readonly rows: readonly GridRow[];
  /** The number of complete rows of tiles in view. */
  readonly pageRows: number;
  /** Whether each row is one video. */
  readonly isList: boolean;
  /** Scrolls to a cell and focuses it. */
  goTo(cell: number): void;
  /** Changes the size of the tiles; does nothing in the list. */
  resizeTiles(step: TileStep): void;
  openMenu(target: MenuTarget): void;
  openTaskMenu(target: TaskMenuTarget): void;
}

/** No modifier key is held. */
export const noModifierKeys: ModifierKeys = { toggle: false, range: false };
/** The modifier keys of a click or key press that affect the selection. */
export const modifierKeysOf = (event: { ctrlKey: boolean; metaKey: boolean; shiftKey: boolean }): ModifierKeys => ({
  toggle: event.ctrlKey || event.metaKey,
  range: event.shiftKey,
});

/** The cell of an event; null when it happened outside all cells. */
export const cellKeyOf = (event: SyntheticEvent): CellKey | null => {
  const cellKey = event.target instanceof Element ? event.target.closest('[data-cell]')?.getAttribute('data-cell') : null;
  return (cellKey as CellKey | null | undefined) ?? null;
};

/** True for a task in progress. Such a task is shown before the entries and is not one of them. */
const isInProgress = ({ entryIds }: LibraryCells, key: CellKey): boolean => !isResult(key) && !entryIds.includes(entryOfKey(key));

/** Selects entries, and all takes of each closed stack among them. */
export function selectWithStacks(entryIds: readonly number[]): void {
  selectEntries(entryIds);
  useStudio.setState((s) => ({ selection: withWholeStacks(s.selection) }));
}

/**
 * Selects a cell according to the modifier keys. A closed stack is selected as a whole. A task in progress cannot be selected; instead, the
 * selection is cleared.
 */
export function select(cells: LibraryCells, key: CellKey, modifiers: ModifierKeys): void {
  if (isInProgress(cells, key)) {
    clearSelection();
    return;
  }
  const { anchorId } = useLibraryView.getState();
  const next = selectCell({ selection: selectedEntries(), anchorId }, cells.entryIds, entryOfKey(key), modifiers);
  selectWithStacks(next.selection);
  useLibraryView.setState({ anchorId: next.anchorId });
}

/** Whether the video, or the task of the history, in a cell is selected. */
export const isSelectedCell = (key: CellKey): boolean =>
  isResult(key) ? useStudio.getState().selection.includes(idOf(key)) : useLibraryView.getState().selectedTasks.includes(idOf(key));

/** Opens a cell: plays a video, shows a task in progress in the queue, or shows the details of a task of the history. */
export function openCell(cells: LibraryCells, key: CellKey): void {
  if (isResult(key)) play(idOf(key));
  else if (isInProgress(cells, key)) showStage({ kind: 'queue' });
  else openTask(idOf(key));
}
