// Detects drags that started in this window: a video, a collection, a picture of the library, a slot. Such a drag adds no file to the request.

/** What is dragged within the window. The system's drag carries only the files of videos, not their ids. */
export type DraggedItem =
  | { readonly kind: 'videos'; readonly resultIds: readonly number[] }
  | { readonly kind: 'collection'; readonly id: number }
  | { readonly kind: 'other' };

let dragged: DraggedItem | null = null;

/** What this window drags at the moment; null while no drag that started in it is going on. */
export const draggedItem = (): DraggedItem | null => dragged;

/** True while a drag that started in this window is going on. */
export const isOwnDrag = (): boolean => dragged !== null;

/** Records what is dragged. Called by the `dragstart` handler of the dragged element; without it the drag is of kind `other`. */
export function setDraggedItem(item: DraggedItem): void {
  dragged = item;
}

/**
 * Ends the drag of this window after main refused to hand over the file. An accepted drag must not be ended here: macOS reports the
 * acceptance when the drag begins, so that drag may still be going on.
 */
export function cancelOwnDrag(): void {
  dragged = null;
}

/** Follows the drags of this window; returns the function that removes the listeners. */
export function watchOwnDrags(): () => void {
  const handleStart = () => {
    dragged = { kind: 'other' };
  };
  const handleEnd = () => {
    dragged = null;
  };
  document.addEventListener('dragstart', handleStart, true);
  // No pointer event arrives during a drag, so the first one shows that the drag is over.
  document.addEventListener('pointermove', handleEnd, true);
  document.addEventListener('dragend', handleEnd, true);
  // A drag that ends outside this window sends no event. A drag from another window begins with a press there, which blurs this window.
  window.addEventListener('blur', handleEnd);
  return () => {
    document.removeEventListener('dragstart', handleStart, true);
    document.removeEventListener('pointermove', handleEnd, true);
    document.removeEventListener('dragend', handleEnd, true);
    window.removeEventListener('blur', handleEnd);
  };
}
