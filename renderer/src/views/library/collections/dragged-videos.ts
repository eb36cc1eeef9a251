// The videos that are being dragged within the window. The system's drag carries their files, not their ids.
let draggedIds: readonly number[] = [];

/** Records the videos of a drag that starts. */
export function startDragging(resultIds: readonly number[]): void {
  draggedIds = resultIds;
}

/** The videos of the current drag; valid while `isOwnDrag()` is true. */
export const draggedVideos = (): readonly number[] => draggedIds;
