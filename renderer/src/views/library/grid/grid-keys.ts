// The key handler of the grid.
import type { KeyboardEvent } from 'react';
import { isCtrlLetter, isPlainLetter } from '../../../input/key-meaning.ts';
import { isFocusOnNoControl } from '../../../input/stage-focus.ts';
import { actionTargets } from '../../judging/judge.ts';
import { requestTitle } from '../../judging/text-fields.tsx';
import { moveByStep } from '../collections/collection-order.ts';
import { copySelectedPaths } from '../files/file-actions.ts';
import { type CellKey, clearSelection, idOf, isResult, selectedEntries, useLibraryView } from '../library-view.ts';
import { whenResultIsComplete } from '../search/search-store.ts';
import { toggleStack } from '../stacks/stack-store.ts';
import { cellKeyOf, type GridContext, modifierKeysOf, noModifierKeys, openCell, select, selectWithStacks } from './grid-actions.ts';
import { cellAfterMove, moveOfKey } from './grid-keyboard.ts';
import { ignoresGridKeys } from './judge-keys-of-grid.ts';
import { cellOfKey, keyOfCell } from './library-cells.ts';
import { tileStepOfKey } from './tile-resizing.ts';

/** Ctrl+Alt+C, on macOS Option+Cmd+C. Checks the physical key, because Alt changes the letter. */
const isCopyPathKey = (event: KeyboardEvent): boolean => event.altKey && (event.ctrlKey || event.metaKey) && event.code === 'KeyC';

/** Moves the focus, selects cells, or opens one. Does nothing when the event is not from a cell. */
export function handleGridKeyDown(event: KeyboardEvent, grid: GridContext | null): void {
  const key = cellKeyOf(event);
  if (key === null || grid === null) return;
  if (isCopyPathKey(event)) {
    event.preventDefault();
    copySelectedPaths();
    return;
  }
  if (event.altKey) {
    moveInCollection(event, key);
    return;
  }
  const move = moveOfKey(event.key);
  if (move !== null) {
    event.preventDefault();
    moveTo(event, grid, key, move);
    return;
  }
  if (isCtrlLetter(event, 'a')) {
    event.preventDefault();
    whenResultIsComplete((found) => selectWithStacks(found?.entryIds ?? grid.cells.entryIds));
    return;
  }
  if (isPlainLetter(event, 's') && isResult(key)) {
    event.preventDefault();
    toggleStack(idOf(key));
    return;
  }
  const step = tileStepOfKey(event.key);
  if (step !== null && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    grid.resizeTiles(step);
    return;
  }
  switch (event.key) {
    case 'Enter':
      if (event.ctrlKey || event.metaKey) return; // Ctrl+Enter is Generate, wherever the focus is
      event.preventDefault();
      openCell(grid.cells, key);
      return;
    case ' ':
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) select(grid.cells, key, modifierKeysOf(event));
      else openCell(grid.cells, key);
      return;
    case 'F2':
      // With Shift, F2 edits the title. Without, it renames the selection (`handleFileKey`).
      if (!event.shiftKey || !isResult(key)) return;
      event.preventDefault();
      select(grid.cells, key, noModifierKeys);
      requestTitle();
      return;
    case 'Escape':
      clearSelection();
  }
}

/**
 * Brings the focus into the grid with an arrow key while no element has it: at the start, or after the focused element is gone. It goes to
 * the cell that had it last, or to the first.
 */
export function handleArrowWithoutFocus(event: globalThis.KeyboardEvent, grid: GridContext | null): void {
  if (event.defaultPrevented || grid === null || !event.key.startsWith('Arrow') || ignoresGridKeys(event.target)) return;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !isFocusOnNoControl(document.activeElement)) return;
  const cell = cellOfKey(grid.cells, useLibraryView.getState().focusKey) ?? 0;
  const key = keyOfCell(grid.cells, cell);
  if (key === null) return;
  event.preventDefault();
  grid.goTo(cell);
  select(grid.cells, key, noModifierKeys);
}

/** Moves the focus to another cell, together with the selection. */
function moveTo(event: KeyboardEvent, grid: GridContext, key: CellKey, move: NonNullable<ReturnType<typeof moveOfKey>>): void {
  const cell = cellAfterMove(grid.rows, cellOfKey(grid.cells, key) ?? 0, move, grid.pageRows);
  const next = keyOfCell(grid.cells, cell);
  if (next === null) return;
  grid.goTo(cell);
  const modifiers = modifierKeysOf(event);
  // A range starts at the cell with the focus, also if a search or Ctrl has moved the focus there without selecting it.
  if (modifiers.range && selectedEntries().length === 0) select(grid.cells, key, noModifierKeys);
  // Ctrl alone moves the focus without changing the selection; Ctrl+Space then adds the cell.
  if (!modifiers.toggle || modifiers.range) select(grid.cells, next, modifiers);
}

const stepsOfKeys: Readonly<Record<string, 1 | -1>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** Moves the selection by one position with Alt and an arrow key, in a collection that is shown in its manual order. */
function moveInCollection(event: KeyboardEvent, key: CellKey): void {
  const step = stepsOfKeys[event.key];
  if (step === undefined || !isResult(key) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (moveByStep(actionTargets(idOf(key)), step)) event.preventDefault();
}
