// The keys that judge the selected videos, and the selection afterwards.
import { type RefObject, useEffect } from 'react';
import { layoutScript } from '../../../input/key-meaning.ts';
import { isPopupOpen } from '../../../input/popup-focus.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { judge } from '../../judging/judge.ts';
import { verdictOfPress } from '../../judging/judge-keys.ts';
import { isInComposer, keyTargetOf } from '../../player/key-target.ts';
import { showUndoMessage } from '../../undo/undo-message.ts';
import { type CellKey, idOf, isResult, useLibraryView } from '../library-view.ts';
import { selectedInSight } from '../stacks/stack-order.ts';
import { useStacks } from '../stacks/stack-store.ts';
import { type GridContext, noModifierKeys, select } from './grid-actions.ts';
import { cellOfKey, keyOfCell, type LibraryCells, videosOfCells } from './library-cells.ts';

/** True if the target is a text field, or does not belong to the library. */
export const ignoresGridKeys = (target: EventTarget | null): boolean => {
  const kind = keyTargetOf(target);
  if (kind === 'text' || kind === 'menu' || isPopupOpen()) return true;
  return isInComposer(target);
};

/**
 * The videos that a key acts on: the selected videos that are shown; if there are none, the focused video. The selection may still contain
 * videos that a search has just hidden. Keys never act on hidden videos.
 */
export function keyTargets(cells: LibraryCells): readonly number[] {
  const selected = selectedInSight(useStudio.getState().selection, videosOfCells(cells), useStacks.getState().shown);
  if (selected.length > 0) return selected;
  const { focusKey } = useLibraryView.getState();
  const hasFocus = document.activeElement?.closest('[data-cell]') != null;
  return hasFocus && focusKey !== null && isResult(focusKey) ? [idOf(focusKey)] : [];
}

/** Handles a key that judges. If a single video was judged, selects the next one. */
function handleKeyDown(event: KeyboardEvent, grid: GridContext | null): void {
  if (event.defaultPrevented || grid === null || ignoresGridKeys(event.target)) return;
  const keyVerdict = verdictOfPress(event, layoutScript());
  if (keyVerdict === null) return;
  event.preventDefault();
  const videos = keyTargets(grid.cells);
  const [firstVideo] = videos;
  if (firstVideo === undefined || event.repeat) return;
  const cell = cellOfKey(grid.cells, `r${firstVideo}`);
  const next = cell === null ? null : nextVideo(grid.cells, cell);
  const stack = useStacks.getState().shown.get(firstVideo);
  const isOnlyTop = videos.length === 1 && stack !== undefined && !stack.isOpen;
  judge(videos, keyVerdict.verdict);
  // A closed stack is judged as a whole only if it is selected.
  if (isOnlyTop) showUndoMessage({ kind: 'only-top', takes: stack.resultIds.length });
  if (videos.length > 1 || keyVerdict.keepsSelection || next === null) return;
  grid.goTo(next.cell);
  select(grid.cells, next.key, noModifierKeys);
}

/** The first video after a cell. In the history, tasks without a video are skipped, because they cannot be judged. */
function nextVideo(cells: LibraryCells, cell: number): { readonly cell: number; readonly key: CellKey } | null {
  for (let index = cell + 1; ; index += 1) {
    const key = keyOfCell(cells, index);
    if (key === null) return null;
    if (isResult(key)) return { cell: index, key };
  }
}

/** Listens to keys anywhere in the window while the grid is shown. `grid` is null until its rows are rendered. */
export function useGridKeys(grid: RefObject<GridContext | null>, handle: (event: KeyboardEvent, grid: GridContext | null) => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => handle(event, grid.current);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [grid, handle]);
}

/** Rates, flags and marks the selected videos by key presses while the grid is shown. */
export const useJudgeKeys = (grid: RefObject<GridContext | null>): void => useGridKeys(grid, handleKeyDown);
