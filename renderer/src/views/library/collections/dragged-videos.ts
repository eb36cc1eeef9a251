// The videos that are being dragged within the window. The system's drag carries their files, not their ids.
let dragged: readonly number[] = [];

/** Remembers what a drag that begins is about. */
export function startDragging(resultIds: readonly number[]): void {
  dragged = resultIds;
}

/** What is being dragged; valid while `isOwnDrag()`. */
export const draggedVideos = (): readonly number[] => dragged;
