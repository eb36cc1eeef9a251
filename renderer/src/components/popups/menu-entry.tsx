// An entry of a menu.
import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { menuItem } from './menu-styles.ts';

/** One action; `keys` are shown at its end. Must be inside a `Menu.Popup`. */
export const Entry = ({
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
