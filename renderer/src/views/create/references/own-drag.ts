// Whether what is dragged over the window began in it: a video on its way out, a picture of the library, a slot. It is nothing from elsewhere.
let isOurs = false;

export const isOwnDrag = (): boolean => isOurs;

/** The drag that began is none: main refused to hand over the file. An accepted one may still go on, since macOS answers when it begins. */
export function cancelOwnDrag(): void {
  isOurs = false;
}

/** Follows the drags of this window; returns the off-switch. */
export function watchOwnDrags(): () => void {
  const began = () => {
    isOurs = true;
  };
  const ended = () => {
    isOurs = false;
  };
  document.addEventListener('dragstart', began, true);
  // A pointer does not move while something is dragged: when it does, the drag is over.
  document.addEventListener('pointermove', ended, true);
  document.addEventListener('dragend', ended, true);
  // A drag that ended outside sends nothing. Whoever drags out of another window has pressed there first.
  window.addEventListener('blur', ended);
  return () => {
    document.removeEventListener('dragstart', began, true);
    document.removeEventListener('pointermove', ended, true);
    document.removeEventListener('dragend', ended, true);
    window.removeEventListener('blur', ended);
  };
}
