// The class names that all menus share.

/** The box of a menu, fading in and out (Base UI's `Popup`). A menu that is higher than the window scrolls. */
export const menuPopup =
  'menu-popup z-50 rounded-panel border border-line-strong bg-raised p-1 text-text shadow-float outline-none transition-opacity duration-100 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0';
/** One entry of a menu, with its styles while highlighted or disabled (Base UI's `Item`). */
export const menuItem =
  'flex h-[28px] items-center gap-2 rounded-control px-2.5 outline-none select-none data-[highlighted]:bg-hover data-[disabled]:opacity-45';
