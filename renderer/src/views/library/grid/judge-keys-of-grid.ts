// The keys that judge what is selected, and what is selected afterwards.
import { type RefObject, useEffect } from 'react';
import { layoutScript } from '../../../input/key-meaning.ts';
import { isPopupOpen } from '../../../input/popup-focus.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { judge } from '../../judging/judge.ts';
import { verdictOfPress } from '../../judging/judge-keys.ts';
import { keyTargetOf } from '../../player/key-target.ts';
import { type CellKey, idOf, isResult, useLibraryView } from '../library-view.ts';
import { selectedInSight } from '../stacks/stack-order.ts';
import { useStacks } from '../stacks/stack-store.ts';
import { type GridContext, noModifierKeys, select } from './grid-actions.ts';
import { cellOfKey, keyOfCell, type LibraryCells, videosOfCells } from './library-cells.ts';

/** True where a letter is text, or belongs to something else than the library. */
export const isElsewhere = (target: EventTarget | null): boolean => {
  const kind = keyTargetOf(target);
  if (kind === 'text' || kind === 'menu' || isPopupOpen()) return true;
  return target instanceof Element && target.closest('[data-composer]') !== null;
};

/**
 * The videos that a key is about: the selected ones in sight, or the focused one where there are none. The selection may still have videos that a search
 * has just hidden: nothing is done to what nobody sees.
 */
export function judgedVideos(cells: LibraryCells): readonly number[] {
  const selected = selectedInSight(useStudio.getState().selection, videosOfCells(cells), useStacks.getState().shown);
  if (selected.length > 0) return selected;
  const { focusKey } = useLibraryView.getState();
  const hasFocus = document.activeElement?.closest('[data-cell]') != null;
  return hasFocus && focusKey !== null && isResult(focusKey) ? [idOf(focusKey)] : [];
}

/** Judges by a key press, and selects the next video where one was judged. */
function handleKeyDown(event: KeyboardEvent, grid: GridContext | null): void {
  if (event.defaultPrevented || grid === null || isElsewhere(event.target)) return;
  const pressed = verdictOfPress(event, layoutScript());
  if (pressed === null) return;
  event.preventDefault();
  const videos = judgedVideos(grid.cells);
  const [only] = videos;
  if (only === undefined || event.repeat) return;
  const cell = cellOfKey(grid.cells, `r${only}`);
  const next = cell === null ? null : nextVideo(grid.cells, cell);
  judge(videos, pressed.verdict);
  if (videos.length > 1 || pressed.stays || next === null) return;
  grid.goTo(next.cell);
  select(grid.cells, next.key, noModifierKeys);
}

/** The first video behind a cell. The history has tasks between them, which nothing judges. */
function nextVideo(cells: LibraryCells, cell: number): { readonly cell: number; readonly key: CellKey } | null {
  for (let at = cell + 1; ; at += 1) {
    const key = keyOfCell(cells, at);
    if (key === null) return null;
    if (isResult(key)) return { cell: at, key };
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

/** Rates, flags and marks what is selected by key presses, while the grid is shown. */
export const useJudgeKeys = (grid: RefObject<GridContext | null>): void => useGridKeys(grid, handleKeyDown);
