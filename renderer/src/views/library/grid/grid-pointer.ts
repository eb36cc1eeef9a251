// The pointer handlers of the grid: clicks, the play button, menus and drags.
import type { DragEvent, MouseEvent, SyntheticEvent } from 'react';
import { call } from '../../../api.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { cancelOwnDrag, draggedItem, setDraggedItem } from '../../create/references/own-drag.ts';
import type { DropSide } from '../collections/chosen-collection.ts';
import { moveBeside, useCollectionOrder, useVideoDrop } from '../collections/collection-order.ts';
import { targetsOf } from '../files/file-actions.ts';
import { type CellKey, clearSelection, idOf, isResult, showFailure } from '../library-view.ts';
import { toggleStack } from '../stacks/stack-store.ts';
import { cellKeyOf, type GridContext, isSelectedCell, modifierKeysOf, noModifierKeys, openCell, select } from './grid-actions.ts';

/**
 * Selects a cell. A double click or a click on the play button opens it. `firstClickKey` holds the cell of the first click of a double
 * click.
 */
export function handleGridClick(event: MouseEvent, grid: GridContext | null, firstClickKey: { current: CellKey | null }): void {
  // React also passes on the clicks in the grid's menus, which are outside of its element.
  if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
  if (event.target instanceof Element && event.target.closest('[data-judge]') !== null) return;
  const key = cellKeyOf(event);
  // The inspector opens with the first click and may move the tiles, so a double click opens the tile of the first click.
  if (event.detail === 2) {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (grid !== null && firstClickKey.current !== null && isPlain) openCell(grid.cells, firstClickKey.current);
    return;
  }
  firstClickKey.current = key;
  if (key === null) clearSelection();
  else if (grid === null) return;
  else if (event.target instanceof Element && event.target.closest('[data-stack]') !== null) toggleStack(idOf(key));
  else if (event.target instanceof Element && event.target.closest('[data-play]') !== null) openCell(grid.cells, key);
  else select(grid.cells, key, modifierKeysOf(event));
}

/** When the play button or the stars are pressed, focuses the tile instead, because they disappear when the pointer leaves. */
export function handleGridMouseDown(event: MouseEvent): void {
  const playButton = event.target instanceof Element ? event.target.closest('[data-play], [data-judge]') : null;
  if (playButton === null) return;
  event.preventDefault();
  playButton.closest<HTMLElement>('[data-cell]')?.focus({ preventScroll: true });
}

/** Drags the file of a video out of the studio, or all selected files if the video is selected. */
export function handleGridDragStart(event: SyntheticEvent): void {
  // Main starts a drag of the real file instead of the browser's drag.
  event.preventDefault();
  const key = cellKeyOf(event);
  if (key === null || !isResult(key)) return;
  const draggedId = idOf(key);
  const resultIds = [draggedId, ...targetsOf(draggedId).filter((id) => id !== draggedId)];
  setDraggedItem({ kind: 'videos', resultIds });
  const dragCall = call('library.startDrag', { resultIds: Float64Array.from(resultIds) }).then((result) => {
    if (!result.ok) cancelOwnDrag();
    return result;
  });
  void showFailure(dragCall);
}

/** Opens the menu of the cell below the pointer. */
export function handleGridContextMenu(event: MouseEvent, grid: GridContext | null): void {
  event.preventDefault();
  const key = cellKeyOf(event);
  const item = key !== null && isResult(key) ? useStudio.getState().records.get(idOf(key)) : undefined;
  if (key === null || grid === null || (isResult(key) && item === undefined)) return;
  if (!isSelectedCell(key)) select(grid.cells, key, noModifierKeys);
  const point = { x: event.clientX, y: event.clientY };
  if (item === undefined) grid.openTaskMenu({ id: idOf(key), ...point });
  else grid.openMenu({ item, ...point });
}

/** The videos that would be moved by a drop; null unless videos are dragged while a collection is shown in its manual order. */
function movableVideos(): readonly number[] | null {
  const item = draggedItem();
  return useCollectionOrder.getState().id !== null && item?.kind === 'videos' ? item.resultIds : null;
}

interface DropTarget {
  readonly targetId: number;
  readonly side: DropSide;
}

/** The video under the pointer and the nearer side of it: left or right of a tile, above or below a row of the list; null between cells. */
function dropTargetOf(event: DragEvent, grid: GridContext | null): DropTarget | null {
  const key = cellKeyOf(event);
  if (key === null || !isResult(key) || !(event.target instanceof Element)) return null;
  const box = event.target.closest('[data-cell]')?.getBoundingClientRect();
  if (box === undefined) return null;
  const isFirstHalf = grid?.isList === true ? event.clientY < box.top + box.height / 2 : event.clientX < box.left + box.width / 2;
  return { targetId: idOf(key), side: isFirstHalf ? 'before' : 'after' };
}

/** Lets dragged videos be dropped beside another one, and shows where they would go. */
export function handleGridDragOver(event: DragEvent, grid: GridContext | null): void {
  const movedIds = movableVideos();
  if (movedIds === null) return;
  event.preventDefault();
  event.stopPropagation();
  const target = dropTargetOf(event, grid);
  const canDrop = target !== null && !movedIds.includes(target.targetId);
  useVideoDrop.setState(canDrop ? target : { targetId: null });
}

/** Removes the mark when the pointer leaves the grid. */
export function handleGridDragLeave(event: DragEvent): void {
  if (!event.currentTarget.contains(event.relatedTarget as Node | null)) useVideoDrop.setState({ targetId: null });
}

/** Moves the dragged videos beside the one under the pointer, or to the end of the collection. */
export function handleGridDrop(event: DragEvent, grid: GridContext | null): void {
  useVideoDrop.setState({ targetId: null });
  const movedIds = movableVideos();
  if (movedIds === null) return;
  event.preventDefault();
  event.stopPropagation();
  moveBeside(movedIds, dropTargetOf(event, grid));
}
