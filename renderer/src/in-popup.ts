/** Whether a key was pressed inside a dialog or a menu, where keys of the whole window may have no say. */
export const isInPopup = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
