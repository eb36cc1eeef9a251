// Keeps the focus after a picture was replaced: the pressed button is gone, so the tile of the new picture gets the focus.

/** Focuses the first button of a reference's tile in the next frame, unless something else has the focus. Does nothing for undefined. */
export function focusSlot(referenceId: number | undefined): void {
  if (referenceId === undefined) return;
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body && document.activeElement !== null) return;
    const button = document.querySelector(`[data-reference="${referenceId}"] button`);
    if (button instanceof HTMLElement) button.focus();
  });
}
