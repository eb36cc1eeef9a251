// What every gesture in the grid is made of: the cell that is meant, selecting it, opening it.
import type { SyntheticEvent } from 'react';
import { showStage, useStudio } from '../../../store/studio-store.ts';
import { play } from '../item-actions.ts';
import type { MenuPlace } from '../item-menu.tsx';
import { type CellKey, idOf, isResult, useLibraryView } from '../library-view.ts';
import type { TaskMenuPlace } from '../tile/task-menu.tsx';
import type { GridRow } from './grid-rows.ts';
import { type ModifierKeys, selectCell } from './grid-selection.ts';
import type { LibraryCells } from './library-cells.ts';

/** What gestures need of the grid that is drawn. */
export interface GridContext {
  readonly cells: LibraryCells;
  readonly rows: readonly GridRow[];
  readonly pageRows: number;
  /** Brings a cell into view and gives it the keyboard. */
  goTo(cell: number): void;
  openMenu(place: MenuPlace): void;
  openTaskMenu(place: TaskMenuPlace): void;
}

/** No key is held. */
export const plain: ModifierKeys = { toggle: false, range: false };
export const held = (event: { ctrlKey: boolean; metaKey: boolean; shiftKey: boolean }): ModifierKeys => ({
  toggle: event.ctrlKey || event.metaKey,
  range: event.shiftKey,
});

/** The cell an event is about; null beside them all. */
export const keyAt = (event: SyntheticEvent): CellKey | null => {
  const found = event.target instanceof Element ? event.target.closest('[data-cell]')?.getAttribute('data-cell') : null;
  return (found as CellKey | null | undefined) ?? null;
};

/** Selects a cell as the held keys say. */
export function select(order: readonly number[], key: CellKey, how: ModifierKeys): void {
  if (!isResult(key)) {
    useStudio.setState({ selection: [] });
    return;
  }
  const { anchorId } = useLibraryView.getState();
  const next = selectCell({ selection: useStudio.getState().selection, anchorId }, order, idOf(key), how);
  useStudio.setState({ selection: next.selection });
  useLibraryView.setState({ anchorId: next.anchorId });
}

/** A video is played; what is in the making is looked at in the queue. */
export function open(key: CellKey): void {
  if (isResult(key)) play(idOf(key));
  else showStage({ kind: 'queue' });
}
