// Moves the focus from a field of the details back to the video.

/** Focuses the tile of the video, where the keys of the library work. If the tile is not shown, as in the player, only leaves the field. */
export function focusTile(resultId: number | undefined): void {
  const tile = document.querySelector<HTMLElement>(`[data-cell="r${resultId}"]`);
  if (tile === null) (document.activeElement as HTMLElement | null)?.blur();
  else tile.focus();
}
