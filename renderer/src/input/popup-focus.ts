const popups = ['dialog', 'alertdialog', 'menu'];

/** Whether a key was pressed inside a dialog or a menu, where keys of the whole window may have no say. */
export const isInsidePopup = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(popups.map((role) => `[role="${role}"]`).join()) !== null;

/** Whether a dialog, a list or a menu is open, wherever the keyboard is. One that is fading out does not count. */
export const isPopupOpen = (): boolean =>
  document.querySelector(popups.map((role) => `[role="${role}"]:not([data-closed])`).join()) !== null;
