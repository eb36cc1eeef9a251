// The menu of a slot: every source for a file, and every role that its file can move to. It opens with its button, the right mouse
// button and Shift+F10.
import { Ellipsis } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { create } from 'zustand';
import type { SlotMenuPopup } from './slot-menu-popup.tsx';
import type { SlotMenuProps } from './slot-menu-props.ts';

/** The menu's code is large and not needed for the first frame: until it is loaded, a button with the same style replaces it. */
const useLoadedPopup = create<{ readonly Popup: typeof SlotMenuPopup | null }>(() => ({ Popup: null }));

async function load(): Promise<void> {
  if (useLoadedPopup.getState().Popup !== null) return;
  const { SlotMenuPopup: Popup } = await import('./slot-menu-popup.tsx');
  useLoadedPopup.setState({ Popup });
}

/** The state of the menu, and the handlers with which its slot opens it. */
export function useSlotMenu() {
  const [open, setOpen] = useState(false);
  return {
    open,
    setOpen,
    handlers: {
      onContextMenu: (event: MouseEvent) => {
        event.preventDefault();
        setOpen(true);
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return;
        event.preventDefault();
        setOpen(true);
      },
    },
  };
}

/** The button on a slot that opens the menu. `index` is null for an empty slot, whose menu has fewer entries. */
export function SlotMenu(props: SlotMenuProps) {
  const { Popup } = useLoadedPopup();
  const hadFocus = useRef(false);
  const shouldTakeFocus = useCallback(() => {
    const shouldFocus = hadFocus.current;
    hadFocus.current = false;
    return shouldFocus;
  }, []);
  // Loaded at once when it is opened, otherwise while the window is idle.
  const { open } = props.menu;
  useEffect(() => {
    if (open) void load();
    const idle = requestIdleCallback(() => void load(), { timeout: 5_000 });
    return () => cancelIdleCallback(idle);
  }, [open]);
  return Popup === null ? <SlotMenuPlaceholder {...props} hadFocus={hadFocus} /> : <Popup {...props} shouldTakeFocus={shouldTakeFocus} />;
}

interface PlaceholderProps extends SlotMenuProps {
  readonly hadFocus: RefObject<boolean>;
}

function SlotMenuPlaceholder({ label, menu, buttonClassName, hadFocus }: PlaceholderProps) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const node = button.current;
    return () => {
      hadFocus.current = node !== null && document.activeElement === node;
    };
  }, [hadFocus]);
  return (
    <button
      ref={button}
      type="button"
      aria-haspopup="menu"
      aria-expanded={menu.open}
      aria-label={label}
      title={label}
      className={buttonClassName}
      // Opens when the mouse button goes down, like the menu's own button. A click would be lost if that button replaced this one during
      // it.
      onMouseDown={(event) => event.button === 0 && menu.setOpen(true)}
      onClick={() => menu.setOpen(true)}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
    >
      <Ellipsis aria-hidden className="size-3" />
    </button>
  );
}
