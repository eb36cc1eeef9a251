// Detects drags that started in this window: a video, a picture of the library, a slot. Such a drag adds no file to the request.
let isOwn = false;

/** True while a drag that started in this window is going on. */
export const isOwnDrag = (): boolean => isOwn;

/** Cancels the current drag: main refused to hand over the file. An accepted drag may continue, since macOS answers when it begins. */
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
  // No pointer events arrive during a drag: when they do, the drag is over.
  document.addEventListener('pointermove', handleEnd, true);
  document.addEventListener('dragend', handleEnd, true);
  // A drag that ended outside sends no event. But whoever drags out of another window has pressed there first.
  window.addEventListener('blur', handleEnd);
  return () => {
    document.removeEventListener('dragstart', handleStart, true);
    document.removeEventListener('pointermove', handleEnd, true);
    document.removeEventListener('dragend', handleEnd, true);
    window.removeEventListener('blur', handleEnd);
  };
}
