// Detects drags that started in this window: a video, a picture of the library, a slot. Such a drag adds no file to the request.
let isOurs = false;

/** True while a drag that started in this window is going on. */
export const isOwnDrag = (): boolean => isOurs;

/** Cancels the current drag: main refused to hand over the file. An accepted drag may continue, since macOS answers when it begins. */
export function cancelOwnDrag(): void {
  isOurs = false;
}

/** Follows the drags of this window; returns the function that removes the listeners. */
export function watchOwnDrags(): () => void {
  const start = () => {
    isOurs = true;
  };
  const ended = () => {
    isOurs = false;
  };
  document.addEventListener('dragstart', start, true);
  // No pointer events arrive during a drag: when they do, the drag is over.
  document.addEventListener('pointermove', ended, true);
  document.addEventListener('dragend', ended, true);
  // A drag that ended outside sends no event. But whoever drags out of another window has pressed there first.
  window.addEventListener('blur', ended);
  return () => {
    document.removeEventListener('dragstart', start, true);
    document.removeEventListener('pointermove', ended, true);
    document.removeEventListener('dragend', ended, true);
    window.removeEventListener('blur', ended);
  };
}
