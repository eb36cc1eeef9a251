// After a picture was replaced the button that did it is gone: the focus goes on to the tile of the new picture instead of getting lost.

export function focusSlot(referenceId: number | undefined): void {
  if (referenceId === undefined) return;
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body && document.activeElement !== null) return;
    const button = document.querySelector(`[data-reference="${referenceId}"] button`);
    if (button instanceof HTMLElement) button.focus();
  });
}
