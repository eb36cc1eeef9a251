// Places a menu at a position in the window instead of below a button.
import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';

/** A position in the window, in CSS pixels: the pointer, or a focused tile. */
export interface MenuPoint {
  readonly x: number;
  readonly y: number;
}

/** The portal and positioner of a menu at `point`. `children` is a `Menu.Popup`. Must be inside a `Menu.Root`. */
export function MenuAtPoint({ point: { x, y }, children }: { readonly point: MenuPoint; readonly children: ReactNode }) {
  return (
    <Menu.Portal>
      <Menu.Positioner
        className="z-50 outline-none"
        side="bottom"
        align="start"
        sideOffset={2}
        anchor={{ getBoundingClientRect: () => new DOMRect(x, y, 0, 0) }}
      >
        {children}
      </Menu.Positioner>
    </Menu.Portal>
  );
}
