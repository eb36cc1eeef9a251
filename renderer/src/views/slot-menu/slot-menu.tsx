// What can be done with a slot besides dropping: every way to fill it, and where its file can go. Behind the dots, the right mouse button,
// and Shift+F10.
import { Ellipsis } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { create } from 'zustand';
import type { SlotMenuPopup } from './slot-menu-popup.tsx';
import type { SlotMenuProps } from './slot-menu-props.ts';

/** The menu is not needed for the first frame, and what draws it is long: until it is here, a button of the same look stands for it. */
const useLoaded = create<{ readonly Popup: typeof SlotMenuPopup | null }>(() => ({ Popup: null }));

async function load(): Promise<void> {
  if (useLoaded.getState().Popup !== null) return;
  const { SlotMenuPopup: Popup } = await import('./slot-menu-popup.tsx');
  useLoaded.setState({ Popup });
}

/** The menu's state, and what its slot needs to open it. */
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

export function SlotMenu(props: SlotMenuProps) {
  const { Popup } = useLoaded();
  const hadFocus = useRef(false);
  const takesFocus = useCallback(() => {
    const had = hadFocus.current;
    hadFocus.current = false;
    return had;
  }, []);
  // A menu that is asked for is fetched at once, otherwise while nothing else is to be done.
  const { open } = props.menu;
  useEffect(() => {
    if (open) void load();
    const idle = requestIdleCallback(() => void load(), { timeout: 5_000 });
    return () => cancelIdleCallback(idle);
  }, [open]);
  return Popup === null ? <ButtonBefore {...props} hadFocus={hadFocus} /> : <Popup {...props} takesFocus={takesFocus} />;
}

interface ButtonBeforeProps extends SlotMenuProps {
  readonly hadFocus: RefObject<boolean>;
}

function ButtonBefore({ label, menu, buttonLook, hadFocus }: ButtonBeforeProps) {
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
      className={buttonLook}
      // As the menu's own button does: the press opens. A click would be lost when the buttons change places under it.
      onMouseDown={(event) => event.button === 0 && menu.setOpen(true)}
      onClick={() => menu.setOpen(true)}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
    >
      <Ellipsis aria-hidden className="size-3" />
    </button>
  );
}
