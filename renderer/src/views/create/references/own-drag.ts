// Detects drags that started in this window: a video, a picture of the library, a slot. Such a drag adds no file to the request.
let isOwn = false;

/** True while a drag that started in this window is going on. */
export const isOwnDrag = (): boolean => isOwn;

/**
 * Ends the drag of this window after main refused to hand over the file. An accepted drag must not be ended here: macOS reports the
 * acceptance when the drag begins, so that drag may still be going on.
 */
export function cancelOwnDrag(): void {
  isOwn = false;
}

/** Follows the drags of this window; returns the function that removes the listeners. */
export function watchOwnDrags(): () => void {
  const handleStart = () => {
    isOwn = true;
  };
  const handleEnd = () => {
    isOwn = false;
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
