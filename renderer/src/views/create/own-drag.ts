// Whether what is dragged over the window began in it: a video on its way out, a picture of the library, a slot. It is nothing from elsewhere.
let isOurs = false;

export const isOwnDrag = (): boolean => isOurs;

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
  return () => {
    document.removeEventListener('dragstart', began, true);
    document.removeEventListener('pointermove', ended, true);
  };
}
