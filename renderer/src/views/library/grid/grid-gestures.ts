// What clicks, keys and drags in the grid do. The grid listens once for all its tiles and finds the one meant by `data-cell`.
import { type KeyboardEvent, type MouseEvent, type RefObject, type SyntheticEvent, useRef } from 'react';
import { call } from '../../../api.ts';
import { isCtrlLetter } from '../../../input/key-meaning.ts';
import { showStage, useStudio } from '../../../store/studio-store.ts';
import { cancelOwnDrag } from '../../create/references/own-drag.ts';
import { play } from '../item-actions.ts';
import type { MenuPlace } from '../item-menu.tsx';
import { type CellKey, idOf, isResult, showFailure, useLibraryView } from '../library-view.ts';
import type { TaskMenuPlace } from '../tile/task-menu.tsx';
import { cellAfter, moveOf } from './grid-keyboard.ts';
import type { GridRow } from './grid-rows.ts';
import { type ModifierKeys, selectCell } from './grid-selection.ts';
import { cellOfKey, keyOfCell, type LibraryCells } from './library-cells.ts';

interface Grid {
  readonly cells: LibraryCells;
  readonly rows: readonly GridRow[];
  readonly pageRows: number;
  /** Brings a cell into view and gives it the keyboard. */
  goTo(cell: number): void;
  openMenu(place: MenuPlace): void;
  openTaskMenu(place: TaskMenuPlace): void;
}

const plain: ModifierKeys = { toggle: false, range: false };
const held = (event: { ctrlKey: boolean; metaKey: boolean; shiftKey: boolean }): ModifierKeys => ({
  toggle: event.ctrlKey || event.metaKey,
  range: event.shiftKey,
});

const keyAt = (event: SyntheticEvent): CellKey | null => {
  const found = event.target instanceof Element ? event.target.closest('[data-cell]')?.getAttribute('data-cell') : null;
  return (found as CellKey | null | undefined) ?? null;
};

function select(order: readonly number[], key: CellKey, how: ModifierKeys): void {
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
function open(key: CellKey): void {
  if (isResult(key)) play(idOf(key));
  else showStage({ kind: 'queue' });
}

export function useGridGestures(grid: RefObject<Grid | null>) {
  const clicked = useRef<CellKey | null>(null);

  const onClick = (event: MouseEvent): void => {
    const key = keyAt(event);
    // The inspector opens with the first click and may move the tiles: a double click means the tile that was clicked first.
    if (event.detail === 2) {
      if (clicked.current !== null && !event.ctrlKey && !event.metaKey && !event.shiftKey) open(clicked.current);
      return;
    }
    clicked.current = key;
    if (key !== null && event.target instanceof Element && event.target.closest('[data-play]') !== null) {
      open(key);
      return;
    }
    if (key === null) useStudio.setState({ selection: [] });
    else if (grid.current !== null) select(grid.current.cells.resultIds, key, held(event));
  };

  /** The play mark goes when the pointer leaves; the keyboard stays with the tile. */
  const onMouseDown = (event: MouseEvent): void => {
    const mark = event.target instanceof Element ? event.target.closest('[data-play]') : null;
    if (mark === null) return;
    event.preventDefault();
    mark.closest<HTMLElement>('[data-cell]')?.focus({ preventScroll: true });
  };

  const onFocus = (event: SyntheticEvent): void => {
    const key = keyAt(event);
    if (key !== null && key !== useLibraryView.getState().focusKey) useLibraryView.setState({ focusKey: key });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const key = keyAt(event);
    const now = grid.current;
    if (key === null || now === null || event.altKey) return;
    const { resultIds } = now.cells;
    const move = moveOf(event.key);
    if (move !== null) {
      event.preventDefault();
      const cell = cellAfter(now.rows, cellOfKey(now.cells, key) ?? 0, move, now.pageRows);
      const next = keyOfCell(now.cells, cell);
      if (next === null) return;
      now.goTo(cell);
      const how = held(event);
      // Ctrl alone moves the keyboard without touching what is selected; Ctrl+Space then adds one.
      if (!how.toggle || how.range) select(resultIds, next, how);
      return;
    }
    if (isCtrlLetter(event, 'a')) {
      event.preventDefault();
      useStudio.setState({ selection: resultIds });
      return;
    }
    switch (event.key) {
      case 'Enter':
        if (event.ctrlKey || event.metaKey) return; // generates, wherever the keyboard is
        event.preventDefault();
        open(key);
        return;
      case ' ':
        event.preventDefault();
        if (event.ctrlKey || event.metaKey) select(resultIds, key, held(event));
        else open(key);
        return;
      case 'Escape':
        useStudio.setState({ selection: [] });
    }
  };

  const onDragStart = (event: SyntheticEvent): void => {
    // The system's own drag takes over: main hands it a real file.
    event.preventDefault();
    const key = keyAt(event);
    if (key === null || !isResult(key)) return;
    const begun = call('library.startDrag', { resultId: idOf(key) }).then((answer) => {
      if (!answer.ok) cancelOwnDrag();
      return answer;
    });
    void showFailure(begun);
  };

  const onContextMenu = (event: MouseEvent): void => {
    event.preventDefault();
    const key = keyAt(event);
    if (key !== null && !isResult(key)) {
      grid.current?.openTaskMenu({ id: idOf(key), x: event.clientX, y: event.clientY });
      return;
    }
    const item = key !== null ? useStudio.getState().records.get(idOf(key)) : undefined;
    if (key === null || item === undefined || grid.current === null) return;
    if (!useStudio.getState().selection.includes(item.resultId)) select(grid.current.cells.resultIds, key, plain);
    grid.current.openMenu({ item, x: event.clientX, y: event.clientY });
  };

  return { onClick, onMouseDown, onFocus, onKeyDown, onDragStart, onContextMenu };
}

export type { Grid };
