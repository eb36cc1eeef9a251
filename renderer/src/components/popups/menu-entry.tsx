// A menu item for one action.
import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { menuItem } from './menu-styles.ts';

/** A menu item; `keys`, its shortcut, is shown at the end. Must be inside a `Menu.Popup`. */
export const MenuEntry = ({
  onClick,
  keys,
  children,
}: {
  readonly onClick: () => void;
  readonly keys?: string;
  readonly children: ReactNode;
}) => (
  <Menu.Item className={menuItem} onClick={onClick}>
    {children}
    {keys !== undefined && (
      <span aria-hidden className="ml-auto pl-6 text-[12px] text-faint">
        {keys}
      </span>
    )}
  </Menu.Item>
);
