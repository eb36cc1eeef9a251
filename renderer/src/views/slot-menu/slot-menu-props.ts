// The props that the button of a slot's menu and the menu itself share.
import type { ReactNode, RefObject } from 'react';
import type { ReferenceRole } from '../../../../shared/generation.ts';

/** The props of a slot menu. The button and the lazily loaded menu share them. */
export interface SlotMenuProps {
  readonly role: ReferenceRole;
  /** Position of the file in this slot; null while the slot is empty. */
  readonly index: number | null;
  /** Accessible name of the button. */
  readonly label: string;
  /** The state of the menu, from `useSlotMenu`. */
  readonly menu: { readonly open: boolean; readonly setOpen: (open: boolean) => void };
  /** The menu opens below this element. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly buttonClassName: string;
  /** Additional entries, e.g. to fix the file. */
  readonly children?: ReactNode;
}
