// What the button of a slot's menu and the menu behind it have in common.
import type { ReactNode, RefObject } from 'react';
import type { ReferenceRole } from '../../../../shared/generation.ts';

/** What a slot's menu is given, by the slot and whether or not the menu's own code is here. */
export interface SlotMenuProps {
  readonly role: ReferenceRole;
  /** The place of the file that lies here, null while the slot is empty. */
  readonly at: number | null;
  /** Read out for the button. */
  readonly label: string;
  readonly menu: { readonly open: boolean; readonly setOpen: (open: boolean) => void };
  /** The menu opens below it. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly buttonLook: string;
  /** Further entries, e.g. to fix the file. */
  readonly children?: ReactNode;
}
