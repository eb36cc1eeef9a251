// Detects open popups, so that keys and paid actions do not act behind them.

const popupRoles = ['dialog', 'alertdialog', 'menu'];

/** True when `target` is inside a dialog or a menu, where keys of the whole window must not act. */
export const isInsidePopup = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(popupRoles.map((role) => `[role="${role}"]`).join()) !== null;

/** True while a dialog, a list or a menu is open, wherever the focus is. One that is fading out does not count. */
export const isPopupOpen = (): boolean =>
  document.querySelector(popupRoles.map((role) => `[role="${role}"]:not([data-closed])`).join()) !== null;

/** True while a dialog, a list or a menu fades out. It still has the focus, which it returns at the end. */
export const isPopupFadingOut = (): boolean =>
  document.querySelector(popupRoles.map((role) => `[role="${role}"][data-ending-style]`).join()) !== null;

/** True while a dialog covers the window. The view below it does not change. */
export const isModalOpen = (): boolean => document.querySelector('[data-modal]:not([data-closed])') !== null;
