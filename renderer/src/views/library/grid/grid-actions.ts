// The parts of all gestures in the grid: finding the cell, selecting it, opening it.
import type { SyntheticEvent } from 'react';
import { showStage, useStudio } from '../../../store/studio-store.ts';
import { play } from '../item-actions.ts';
import type { MenuTarget } from '../item-menu.tsx';
import { type CellKey, idOf, isResult, useLibraryView } from '../library-view.ts';
import { withWholeStacks } from '../stacks/stack-store.ts';
import type { TaskMenuTarget } from '../tile/task-menu.tsx';
import type { TileStep } from './grid-layout.ts';
import type { GridRow } from './grid-rows.ts';
import { type ModifierKeys, selectCell } from './grid-selection.ts';
import type { LibraryCells } from './library-cells.ts';

/** The rendered grid, as the gesture handlers use it. */
export interface GridContext {
  readonly cells: LibraryCells;
  readonly rows: readonly GridRow[];
  /** Full rows of tiles in view. */
  readonly pageRows: number;
  /** Scrolls to a cell and focuses it. */
  goTo(cell: number): void;
  /** Changes the size of the tiles; does nothing in the list. */
  resizeTiles(step: TileStep): void;
  openMenu(target: MenuTarget): void;
  openTaskMenu(target: TaskMenuTarget): void;
}

/** No modifier key is held. */
export const noModifierKeys: ModifierKeys = { toggle: false, range: false };
/** The modifier keys of a click or key press, as they matter for a selection. */
export const modifierKeysOf = (event: { ctrlKey: boolean; metaKey: boolean; shiftKey: boolean }): ModifierKeys => ({
  toggle: event.ctrlKey || event.metaKey,
  range: event.shiftKey,
});

/** The cell of an event; null when it happened outside all cells. */
export const cellKeyOf = (event: SyntheticEvent): CellKey | null => {
  const found = event.target instanceof Element ? event.target.closest('[data-cell]')?.getAttribute('data-cell') : null;
  return (found as CellKey | null | undefined) ?? null;
};

/** Selects a cell as the modifier keys say; a closed stack as a whole. A task in progress cannot be selected; it clears the selection. */
export function select(order: readonly number[], key: CellKey, modifiers: ModifierKeys): void {
  if (!isResult(key)) {
    useStudio.setState({ selection: [] });
    return;
  }
  const { anchorId } = useLibraryView.getState();
  const next = selectCell({ selection: useStudio.getState().selection, anchorId }, order, idOf(key), modifiers);
  useStudio.setState({ selection: withWholeStacks(next.selection) });
  useLibraryView.setState({ anchorId: next.anchorId });
}

/** Plays a video; shows a task in progress in the queue. */
export function openCell(key: CellKey): void {
  if (isResult(key)) play(idOf(key));
  else showStage({ kind: 'queue' });
}
