// The classes of every menu: its box, and one entry.

export const menuPopup =
  'z-50 rounded-panel border border-line-strong bg-raised p-1 text-text shadow-float outline-none transition-opacity duration-100 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0';
export const menuItem =
  'flex h-[28px] items-center gap-2 rounded-control px-2.5 outline-none select-none data-[highlighted]:bg-hover data-[disabled]:opacity-45';
